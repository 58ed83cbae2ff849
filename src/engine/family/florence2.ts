import type { Size } from "../../geometry";
import { resizeAsTorchvision } from "../../pixels";
import { firstNumber, type ModelConfig, needNumber, settingsIn } from "../files/settings";
import { floatsIn, type ImageRules } from "../vision/layout";
import { denormalise, type Normalisation, normalisationOf, normalise } from "../vision/normalise";
import type { EncoderDecoderRules, Family } from "./family";

/** Tasks by the token that names them; `{input}` is what follows the token. From transformers' processing_florence2.py. */
const TASKS: Readonly<Record<string, string>> = {
  "<OCR>": "What is the text in the image?",
  "<OCR_WITH_REGION>": "What is the text in the image, with regions?",
  "<CAPTION>": "What does the image describe?",
  "<DETAILED_CAPTION>": "Describe in detail what is shown in the image.",
  "<MORE_DETAILED_CAPTION>": "Describe with a paragraph what is shown in the image.",
  "<OD>": "Locate the objects with category name in the image.",
  "<DENSE_REGION_CAPTION>": "Locate the objects in the image, with their descriptions.",
  "<REGION_PROPOSAL>": "Locate the region proposals in the image.",
  "<CAPTION_TO_PHRASE_GROUNDING>": "Locate the phrases in the caption: {input}",
  "<REFERRING_EXPRESSION_SEGMENTATION>": "Locate {input} in the image with mask",
  "<REGION_TO_SEGMENTATION>": "What is the polygon mask of region {input}",
  "<OPEN_VOCABULARY_DETECTION>": "Locate {input} in the image.",
  "<REGION_TO_CATEGORY>": "What is the region {input}?",
  "<REGION_TO_DESCRIPTION>": "What does the region {input} describe?",
  "<REGION_TO_OCR>": "What text is in the region {input}?",
};

const TASK = /^(<[A-Z_]+>)(.*)$/s;
/** DaViT's strides of 4, 2, 2 and 2. */
const PIXELS_PER_CELL = 32;

/**
 * Florence-2 (arXiv 2311.06242): an encoder reads a picture and a task, a decoder writes labels and places as `<loc_0>` to
 * `<loc_999>`, thousandths of the picture's sides. It has no chat and answers one question at a time, so it is a tool
 * beside a reasoner.
 */
export function createFlorence2(files: ModelConfig): Family {
  const { config, preprocessor, generation } = files;
  const text = settingsIn(config, "text_config");
  const size = { ...settingsIn(preprocessor, "crop_size"), ...settingsIn(preprocessor, "size") };
  const side = needNumber("picture size", size.width, size.height, size.shortest_edge);
  const cells = Math.floor(side / PIXELS_PER_CELL);
  return {
    name: "florence2",
    tileSize: side,
    patchSize: PIXELS_PER_CELL,
    // One row for the whole picture stands before those of its cells.
    tokensPerTile: firstNumber(preprocessor.image_seq_length) ?? cells ** 2 + 1,
    imageTokenId: firstNumber(config.image_token_id, config.image_token_index) ?? -1,
    imageToken: "<image>",
    contextLength: firstNumber(text.max_position_embeddings) ?? 1024,
    reservedText: /<\/?s>|<(?:pad|unk|mask|image)>/g,
    images: imageRulesOf(side, cells, normalisationOf(preprocessor)),
    positionAxes: 1,
    reading: readingOf({ ...text, ...generation }),
  };
}

/** Bart's ids where neither file says them. */
function readingOf(settings: ModelConfig["generation"]): EncoderDecoderRules {
  const first = firstNumber(settings.bos_token_id) ?? 0;
  const last = firstNumber(settings.eos_token_id) ?? 2;
  const start = firstNumber(settings.decoder_start_token_id) ?? last;
  return {
    taskText,
    firstTokenId: first,
    lastTokenId: last,
    forcedTokenIds: [start, firstNumber(settings.forced_bos_token_id) ?? first],
  };
}

function taskText(text: string): string {
  const [, name = "", rest = ""] = TASK.exec(text.trim()) ?? [];
  const sentence = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  return sentence === undefined ? text : sentence.replace("{input}", rest.trim());
}

const imageRulesOf = (side: number, cells: number, normalisation: Normalisation): ImageRules => ({
  layoutOf: (_: Size) => ({
    rows: 0,
    columns: 0,
    tiles: [{ width: side, height: side, tokenRows: cells, tokenColumns: cells }],
    promptText: "",
  }),
  cut: (pixels) => [resizeAsTorchvision(pixels, side, side, "bicubic")],
  pack: (tiles) => ({
    pixel_values: { type: "float32", dims: [tiles.length, 3, side, side], data: normalise(tiles, normalisation) },
  }),
  unpack: (inputs) => denormalise(floatsIn(inputs, "pixel_values"), side, normalisation),
});
