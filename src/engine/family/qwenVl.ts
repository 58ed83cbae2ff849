import { jsonText } from "../../base";
import type { Size } from "../../geometry";
import { type Pixels, resizeAsTorchvision } from "../../pixels";
import { refuse } from "../contract/failure";
import { firstNumber, type ModelConfig, needNumber, settingsIn } from "../files/settings";
import type { ImageLayout, ImageRules } from "../vision/layout";
import { normalisationOf } from "../vision/normalise";
import { type MergedPatchRules, packMerged, unpackMerged } from "../vision/patches";
import { type SmartSizeRules, smartSize } from "../vision/smartSize";
import type { Family } from "./family";

/** What tells the kin of Qwen2-VL apart. */
interface Kin {
  readonly name: string;
  readonly imageToken: string;
  readonly positionAxes: Family["positionAxes"];
  readonly reservedText: RegExp;
  /** Where preprocessor_config.json does not say it. */
  readonly patchSize: number;
  readonly channelMean: number;
}

const QWEN_TEXT = /<\|(?:im_start|im_end|endoftext|vision_start|vision_end|vision_pad|image_pad|video_pad)\|>/g;

/** Qwen3-VL: three streams of features beside the main one, M-RoPE. */
export const createQwen3Vl = (files: ModelConfig): Family =>
  createKin(files, {
    name: "qwen3_vl",
    imageToken: "<|image_pad|>",
    positionAxes: 3,
    reservedText: QWEN_TEXT,
    patchSize: 16,
    channelMean: 0.5,
  });

/** Qwen3.5: the same pictures and positions, with a recurrence in three of four layers. */
export const createQwen35 = (files: ModelConfig): Family => ({ ...createQwen3Vl(files), name: "qwen3_5" });

/** LFM3-VL: the same pictures, positions counted plainly. Its own name for the placeholder stands with the tokeniser. */
export const createLfm3Vl = (files: ModelConfig): Family =>
  createKin(files, {
    name: "lfm3_vl",
    imageToken: placeholderOf(files) ?? "<|image|>",
    positionAxes: 1,
    reservedText: /<\|(?:startoftext|im_start|im_end|vision_start|vision_end|image|video|image_pad|video_pad)\|>/g,
    patchSize: 16,
    channelMean: 0.5,
  });

function placeholderOf({ config, tokenizer }: ModelConfig): string | undefined {
  if (typeof tokenizer.image_token === "string") return tokenizer.image_token;
  const added = settingsIn(settingsIn(tokenizer, "added_tokens_decoder"), jsonText(config.image_token_id));
  return typeof added.content === "string" ? added.content : undefined;
}

/** Rules from transformers 5.24's image_processing_qwen2_vl.py, which all of these use. */
function createKin(files: ModelConfig, kin: Kin): Family {
  const { config, preprocessor } = files;
  const text = settingsIn(config, "text_config");
  const rules = rulesOf(files, kin);
  const largest = Math.floor(Math.sqrt(rules.area.mostPixels) / rules.area.factor) * rules.area.factor;
  return {
    name: kin.name,
    tileSize: largest,
    patchSize: rules.patches.patchSize,
    tokensPerTile: (largest / rules.area.factor) ** 2,
    imageTokenId: needNumber("image token", config.image_token_id, preprocessor.image_token_id),
    imageToken: kin.imageToken,
    contextLength: firstNumber(text.max_position_embeddings, config.max_position_embeddings) ?? 32768,
    reservedText: kin.reservedText,
    images: imageRulesOf(rules, kin.imageToken),
    positionAxes: kin.positionAxes,
  };
}

interface Rules {
  readonly patches: MergedPatchRules;
  readonly area: SmartSizeRules;
}

/**
 * The published limits allow pictures of 16,384 tokens, four times the context that is offered here, and a photograph
 * would take all of it. A megapixel is what one picture may take; zooming shows the rest.
 */
const MOST_TOKENS_OF_PICTURE = 1024;

/** Wider or taller than this many times the other side is refused, as the processor does. */
const MOST_ASPECT = 200;

function rulesOf({ config, preprocessor }: ModelConfig, kin: Kin): Rules {
  const vision = settingsIn(config, "vision_config");
  const size = settingsIn(preprocessor, "size");
  const patchSize = firstNumber(preprocessor.patch_size, vision.patch_size) ?? kin.patchSize;
  const mergeSize = firstNumber(preprocessor.merge_size, vision.spatial_merge_size) ?? 2;
  const factor = patchSize * mergeSize;
  const frames = firstNumber(preprocessor.temporal_patch_size, vision.temporal_patch_size) ?? 2;
  return {
    patches: { patchSize, mergeSize, frames, normalisation: normalisationOf(preprocessor, kin.channelMean) },
    area: {
      factor,
      fewestPixels: firstNumber(preprocessor.min_pixels, size.shortest_edge) ?? 56 * 56,
      mostPixels: Math.min(
        firstNumber(preprocessor.max_pixels, size.longest_edge) ?? Number.POSITIVE_INFINITY,
        MOST_TOKENS_OF_PICTURE * factor ** 2,
      ),
      keepsOneFactor: false,
    },
  };
}

const imageRulesOf = (rules: Rules, imageToken: string): ImageRules => ({
  layoutOf: (size) => layoutOf(size, rules, imageToken),
  cut: (pixels) => [cut(pixels, rules)],
  pack(tiles) {
    const [tile] = tiles;
    if (tile === undefined || tiles.length > 1) throw new Error(`One picture is packed at once, not ${tiles.length}`);
    return packMerged(tile, rules.patches);
  },
  unpack: (inputs) => [unpackMerged(inputs, rules.patches)],
});

function sizeOf(size: Size, { area }: Rules): Size {
  if (Math.max(size.width, size.height) / Math.min(size.width, size.height) > MOST_ASPECT) {
    const words = `A picture of ${size.width} × ${size.height} is too thin for this model`;
    return refuse("bad-request", `${words}: it reads sides of at most ${MOST_ASPECT} to 1.`);
  }
  return smartSize(size, area);
}

function layoutOf(size: Size, rules: Rules, imageToken: string): ImageLayout {
  const { width, height } = sizeOf(size, rules);
  const tile = {
    width,
    height,
    tokenRows: height / rules.area.factor,
    tokenColumns: width / rules.area.factor,
  };
  return { rows: 0, columns: 0, tiles: [tile], promptText: imageToken.repeat(tile.tokenRows * tile.tokenColumns) };
}

function cut(pixels: Pixels, rules: Rules): Pixels {
  const { width, height } = sizeOf(pixels, rules);
  return resizeAsTorchvision(pixels, width, height, "bicubic");
}
