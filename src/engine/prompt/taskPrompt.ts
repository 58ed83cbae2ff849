import { refuse } from "../contract/failure";
import type { PromptMessage } from "../contract/model";
import type { EncoderDecoderRules, Family } from "../family/family";
import type { TextCodec } from "../text/tokenizer";
import type { PromptBuilder } from "./prompt";

/**
 * One picture and one task for an encoder–decoder. It has no chat: what was asked before is not shown to it, and of a
 * message with several pictures it is not known which is meant.
 *
 * @param escapeControlTokens makes text that came from outside harmless
 */
export function createTaskPromptBuilder(
  family: Pick<Family, "images">,
  rules: EncoderDecoderRules,
  codec: TextCodec,
  escapeControlTokens: (text: string) => string,
): PromptBuilder {
  return {
    make(messages, open) {
      const asked = messages.findLast(({ role }) => role === "user");
      if (asked === undefined || open) refuse("bad-request", "This model answers one question about one picture.");
      const images = messages.flatMap(imagesOf);
      const [image] = images;
      if (image === undefined || images.length > 1) {
        return refuse("bad-request", `This model looks at one picture at a time, not at ${images.length}.`);
      }
      const said = asked.parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
      const text = rules.taskText(escapeControlTokens(said));
      const tokenIds = [rules.firstTokenId, ...codec.encode(text), rules.lastTokenId];
      return { text, tokenIds, images: [{ image, layout: family.images.layoutOf(image.pixels) }], stepEnds: [] };
    },
  };
}

const imagesOf = ({ parts }: PromptMessage) => parts.flatMap((part) => (part.kind === "image" ? [part.image] : []));
