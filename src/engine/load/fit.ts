// Whether a model's files belong together. Files of two exports in one folder, or a tokenizer of another model, open without
// a word and then write nonsense; here each is named that does not fit.
import { EngineError } from "../contract/failure";
import type { PromptMessage } from "../contract/model";
import { refuseModel } from "../contract/refusals";
import type { Family } from "../family/family";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import type { Session, ValueInfo } from "../ort/session";
import type { TextParts } from "./textParts";

/** What is said of images and words, before any network is read. */
export function checkTexts({ codec, template }: TextParts, family: Family): void {
  const { imageToken, imageTokenId } = family;
  const id = codec.idOf(imageToken);
  if (id !== imageTokenId) {
    const asked = { token: imageToken, wanted: imageTokenId };
    if (id === undefined) refuseModel("unsupported-model", "tokenizer-lacks", asked);
    refuseModel("unsupported-model", "tokenizer-numbers-otherwise", { ...asked, found: id });
  }
  const text = rendered(template);
  const times = text.split(imageToken).length - 1;
  if (times !== 1) refuseModel("unsupported-model", "template-misfits", { token: imageToken, times });
}

const QUESTION: PromptMessage = {
  role: "user",
  parts: [
    { kind: "image", image: { hash: "", pixels: { width: 1, height: 1, data: new Uint8ClampedArray(4) } } },
    { kind: "text", text: "?" },
  ],
};

function rendered(template: TextParts["template"]): string {
  try {
    return template
      .render([QUESTION], false)
      .map((segment) => ("text" in segment ? segment.text : ""))
      .join("");
  } catch (thrown) {
    const detail = thrown instanceof EngineError ? thrown.detail : String(thrown);
    return refuseModel("unsupported-model", "template-takes-no-picture", {}, detail);
  }
}

interface OpenNetworks {
  readonly embedder: Pick<TokenEmbedder, "width"> | null;
  readonly vision: Session;
  readonly decoder: Session;
}

/** What the networks' own declarations say; a size that varies, or that an export leaves out, says nothing. */
export function checkNetworks({ embedder, vision, decoder }: OpenNetworks, { codec }: TextParts): void {
  const wanted = widthOf(decoder.inputs, "inputs_embeds");
  const sources = [
    { name: "embed_tokens", width: embedder?.width ?? null },
    { name: "vision_encoder", width: widthOf(vision.outputs, "image_features") },
  ];
  for (const { name, width } of sources) {
    if (wanted === null || width === null || width === wanted) continue;
    refuseModel("unsupported-model", "networks-of-two-exports", { name, width, wanted });
  }
  const vocabulary = widthOf(decoder.outputs, "logits");
  if (vocabulary === null) return;
  const foreign = codec.knows(vocabulary) ? vocabulary : [...codec.addedTokens.keys()].find((id) => id >= vocabulary);
  if (foreign !== undefined) refuseModel("unsupported-model", "tokenizer-too-large", { token: foreign, vocabulary });
}

/** A picture as the preprocessor lays it out, against the sizes that the vision encoder declares. */
export function checkPictures({ vision }: Pick<OpenNetworks, "vision">, { images, tileSize }: Family): void {
  const [tile] = images.layoutOf({ width: tileSize, height: tileSize }).tiles;
  if (tile === undefined) return;
  const { width, height } = tile;
  const packed = images.pack([{ width, height, data: new Uint8ClampedArray(width * height * 4) }]);
  for (const { name, dims } of vision.inputs) {
    const made = packed[name]?.dims;
    const fits = made?.length === dims.length && dims.every((size, i) => typeof size === "string" || size === made[i]);
    if (fits) continue;
    const wanted = dims.join(" × ");
    if (made === undefined) refuseModel("unsupported-model", "pictures-missing", { name, wanted });
    refuseModel("unsupported-model", "pictures-misfit", { name, wanted, made: made.join(" × ") });
  }
}

function widthOf(values: readonly ValueInfo[], name: string): number | null {
  const width = values.find((value) => value.name === name)?.dims.at(-1);
  return typeof width === "number" ? width : null;
}
