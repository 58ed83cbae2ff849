import type { Size } from "../../geometry";
import { imageBox } from "../../geometry";
import { crop, type Pixels, resizeAsTorchvision } from "../../pixels";
import { firstNumber, type ModelConfig, needNumber, settingsIn } from "../files/settings";
import type { ImageLayout, ImageRules, TileLayout } from "../vision/layout";
import { normalisationOf } from "../vision/normalise";
import { type PaddedPatchRules, packPadded, unpackPadded } from "../vision/patches";
import { roundHalfToEven, type SmartSizeRules, smartSize } from "../vision/smartSize";
import type { Family } from "./family";

const IMAGE = "<image>";

/** LFM2-VL and LFM2.5-VL. Rules from transformers 5.24's image_processing_lfm2_vl.py and processing_lfm2_vl.py. */
export function createLfm2Vl(files: ModelConfig): Family {
  const rules = rulesOf(files);
  const text = settingsIn(files.config, "text_config");
  return {
    name: "lfm2_vl",
    tileSize: rules.tileSize,
    patchSize: rules.patches.patchSize,
    tokensPerTile: (rules.tileSize / rules.factor) ** 2,
    imageTokenId: needNumber("image token", files.config.image_token_id, files.config.image_token_index),
    imageToken: IMAGE,
    contextLength: firstNumber(text.max_position_embeddings, files.config.max_position_embeddings) ?? 32768,
    reservedText:
      /<(?:image|\|(?:startoftext|im_start|im_end|image_start|image_end|img_thumbnail|img_row_\d+_col_\d+)\|)>/g,
    images: imageRulesOf(rules),
    positionAxes: 1,
  };
}

interface Rules {
  readonly patches: PaddedPatchRules;
  /** Pixels on a side that become one row of features. */
  readonly factor: number;
  readonly tileSize: number;
  readonly fewestTiles: number;
  readonly mostTiles: number;
  readonly showsWhole: boolean;
  /** Above this area an image is cut, if it may be. */
  readonly largestWhole: number;
  readonly whole: SmartSizeRules;
}

function rulesOf({ config, preprocessor }: ModelConfig): Rules {
  const number = (name: string, fallback: number): number => firstNumber(preprocessor[name], config[name]) ?? fallback;
  const splits = (preprocessor.do_image_splitting ?? config.do_image_splitting) !== false;
  const patchSize = number("encoder_patch_size", 16);
  const downsample = number("downsample_factor", 2);
  const tileSize = number("tile_size", 512);
  const mostTokens = number("max_image_tokens", 256);
  const factor = patchSize * downsample;
  const areaOf = (tokens: number): number => tokens * factor * factor;
  return {
    patches: {
      patchSize,
      mostPatches: Math.max(mostTokens * downsample ** 2, splits ? Math.floor(tileSize / patchSize) ** 2 : 0),
      normalisation: normalisationOf(preprocessor),
    },
    factor,
    tileSize,
    fewestTiles: splits ? number("min_tiles", 2) : 1,
    mostTiles: splits ? number("max_tiles", 10) : 1,
    showsWhole: (preprocessor.use_thumbnail ?? config.use_thumbnail) !== false,
    largestWhole: areaOf(mostTokens) * number("max_pixels_tolerance", 2),
    whole: {
      factor,
      fewestPixels: areaOf(number("min_image_tokens", 64)),
      mostPixels: areaOf(mostTokens),
      keepsOneFactor: true,
    },
  };
}

const imageRulesOf = (rules: Rules): ImageRules => ({
  layoutOf: (size) => layoutOf(size, rules),
  cut: (pixels) => cut(pixels, rules),
  pack: (tiles) => packPadded(tiles, rules.patches),
  unpack: (inputs) => unpackPadded(inputs, rules.patches),
});

function layoutOf(size: Size, rules: Rules): ImageLayout {
  const { rows, columns } = gridOf(size, rules);
  const cells = Array.from({ length: rows * columns }, () =>
    tileOf({ width: rules.tileSize, height: rules.tileSize }, rules),
  );
  const whole = tileOf(smartSize(size, rules.whole), rules);
  const tiles = cells.length === 0 || rules.showsWhole ? [...cells, whole] : cells;
  return { rows, columns, tiles, promptText: promptText(tiles, columns, cells.length) };
}

const tileOf = ({ width, height }: Size, { factor }: Rules): TileLayout => ({
  width,
  height,
  tokenRows: Math.ceil(height / factor),
  tokenColumns: Math.ceil(width / factor),
});

function promptText(tiles: readonly TileLayout[], columns: number, cells: number): string {
  const named = tiles.map(({ tokenRows, tokenColumns }, index) => {
    const features = IMAGE.repeat(tokenRows * tokenColumns);
    if (cells === 0) return features;
    if (index === cells) return `<|img_thumbnail|>${features}`;
    return `<|img_row_${Math.floor(index / columns) + 1}_col_${(index % columns) + 1}|>${features}`;
  });
  return `<|image_start|>${named.join("")}<|image_end|>`;
}

/** 0 × 0 where the image is not cut. */
function gridOf(size: Size, rules: Rules): { rows: number; columns: number } {
  const rounded = (side: number): number =>
    Math.max(rules.patches.patchSize, roundHalfToEven(side / rules.factor) * rules.factor);
  const isLarge = rounded(size.width) * rounded(size.height) > rules.largestWhole;
  const isOne = rules.fewestTiles === 1 && rules.mostTiles === 1;
  if (!isLarge || isOne) return { rows: 0, columns: 0 };
  return closestGrid(size, rules);
}

/** The grid nearest in aspect; of equally near ones the last that the image's area fills by more than half. */
function closestGrid({ width, height }: Size, rules: Rules): { rows: number; columns: number } {
  let best = { rows: 1, columns: 1 };
  let least = Number.POSITIVE_INFINITY;
  for (const grid of gridsOf(rules)) {
    const difference = Math.abs(width / height - grid.columns / grid.rows);
    const fills = width * height > 0.5 * rules.tileSize ** 2 * grid.columns * grid.rows;
    if (difference < least || (difference === least && fills)) best = grid;
    least = Math.min(least, difference);
  }
  return best;
}

/** Every grid of the allowed numbers of tiles, fewer tiles first. */
function gridsOf({ fewestTiles, mostTiles }: Rules): { rows: number; columns: number }[] {
  const sides = Array.from({ length: mostTiles }, (_, index) => index + 1);
  return sides
    .flatMap((columns) => sides.map((rows) => ({ rows, columns })))
    .filter(({ rows, columns }) => rows * columns >= fewestTiles && rows * columns <= mostTiles)
    .sort((a, b) => a.rows * a.columns - b.rows * b.columns);
}

function cut(pixels: Pixels, rules: Rules): Pixels[] {
  const { rows, columns, tiles } = layoutOf(pixels, rules);
  const side = rules.tileSize;
  const cells: Pixels[] = [];
  if (rows > 0) {
    const large = resizeAsTorchvision(pixels, columns * side, rows * side, "bilinear");
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        cells.push(crop(large, imageBox(column * side, row * side, side, side)));
      }
    }
  }
  const whole = tiles
    .slice(cells.length)
    .map(({ width, height }) => resizeAsTorchvision(pixels, width, height, "bilinear"));
  return [...cells, ...whole];
}
