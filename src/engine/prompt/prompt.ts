import { refuse } from "../contract/failure";
import type { EngineImage, PromptMessage } from "../contract/model";
import type { Family } from "../family/family";
import type { ChatTemplate, PromptSegment } from "../text/template";
import type { TextCodec } from "../text/tokenizer";
import { type ImageLayout, tokensOf } from "../vision/layout";

export interface Prompt {
  readonly text: string;
  readonly tokenIds: readonly number[];
  /** In the order in which their tokens stand in the prompt. */
  readonly images: readonly PromptImage[];
  /** Positions where words that were generated begin and end: where another line may part from this one. */
  readonly stepEnds: readonly number[];
}

export interface PromptImage {
  readonly image: EngineImage;
  readonly layout: ImageLayout;
}

export interface PromptBuilder {
  make(messages: readonly PromptMessage[], open: boolean): Prompt;
}

/** Messages as the very tokens that the network is given. */
export function createPromptBuilder(
  family: Family,
  codec: TextCodec,
  template: ChatTemplate,
  stopTokenIds: ReadonlySet<number>,
): PromptBuilder {
  return {
    make(messages, open) {
      const images = messages
        .flatMap(imagesOf)
        .map((image) => ({ image, layout: family.images.layoutOf(image.pixels) }));
      for (const { tokenIds = [] } of messages) checkIds(tokenIds, family, codec);
      const segments = template.render(messages, open);
      const spelt = spellImages(segments, images, family).map((segment, index, all) =>
        "text" in segment || all[index + 1] === undefined ? segment : withoutStop(segment.tokenIds, stopTokenIds),
      );
      const { tokenIds, stepEnds } = joinedIds(spelt, codec);
      const wanted = images.reduce((sum, { layout }) => sum + tokensOf(layout), 0);
      const found = tokenIds.filter((id) => id === family.imageTokenId).length;
      if (found !== wanted)
        refuse("bad-request", `The prompt has ${found} image tokens, but its images need ${wanted}.`);
      return {
        // Only shown to people, so not made for every token's prompt.
        get text() {
          return spelt.map((segment) => ("text" in segment ? segment.text : codec.decode(segment.tokenIds))).join("");
        },
        tokenIds,
        images,
        stepEnds,
      };
    },
  };
}

function joinedIds(segments: readonly PromptSegment[], codec: TextCodec): Pick<Prompt, "tokenIds" | "stepEnds"> {
  const tokenIds: number[] = [];
  const stepEnds: number[] = [];
  for (const segment of segments) {
    const isGenerated = "tokenIds" in segment;
    if (isGenerated) stepEnds.push(tokenIds.length);
    tokenIds.push(...(isGenerated ? segment.tokenIds : codec.encode(segment.text)));
    if (isGenerated) stepEnds.push(tokenIds.length);
  }
  return { tokenIds, stepEnds };
}

/** Ids may come out of a file; a foreign one would make the network read past its table. */
function checkIds(tokenIds: readonly number[], family: Family, codec: TextCodec): void {
  const foreign = tokenIds.find((id) => !codec.knows(id) || id === family.imageTokenId);
  if (foreign !== undefined) refuse("bad-request", `Token ${foreign} cannot stand among generated words.`);
}

// Words given as ids have no parts to show; an image inside them cannot be placed.
const imagesOf = (message: PromptMessage): EngineImage[] =>
  message.tokenIds === undefined ? message.parts.flatMap((part) => (part.kind === "image" ? [part.image] : [])) : [];

/** Each image token that the template wrote, in order, becomes what its image is spelt as. */
function spellImages(
  segments: readonly PromptSegment[],
  images: readonly PromptImage[],
  family: Family,
): PromptSegment[] {
  let next = 0;
  const spell = (): string => {
    const image = images[next++];
    if (image === undefined) return refuse("bad-request", "The chat template asks for more images than there are.");
    return image.layout.promptText;
  };
  return segments.map((segment) =>
    "text" in segment ? { text: segment.text.replaceAll(family.imageToken, spell) } : segment,
  );
}

/** The template ends a finished turn by itself, so a stop token at the end of the ids would stand twice. */
function withoutStop(tokenIds: readonly number[], stopTokenIds: ReadonlySet<number>): PromptSegment {
  return { tokenIds: stopTokenIds.has(tokenIds.at(-1) ?? -1) ? tokenIds.slice(0, -1) : tokenIds };
}
