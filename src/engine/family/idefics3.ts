import type { Pixels } from "../../pixels";
import { firstNumber, type ModelConfig, needNumber, settingsIn } from "../files/settings";
import { floatsIn, type ImageLayout, type ImageRules, type VisionInputs } from "../vision/layout";
import { denormalise, type Normalisation, normalisationOf, normalise } from "../vision/normalise";
import { cutTiles, gridOf, type TileGrid, type TileRules } from "../vision/tiles";
import type { Family } from "./family";

const FAKE = "<fake_token_around_image>";
const GLOBAL = "<global-img>";
const IMAGE = "<image>";

/** Idefics3 and its kin: SmolVLM, SmolVLM2, SmolDocling, granite-docling. Rules from transformers' processing_idefics3.py. */
export function createIdefics3(files: ModelConfig): Family {
  const { config, preprocessor, processor } = files;
  const vision = settingsIn(config, "vision_config");
  const text = settingsIn(config, "text_config");
  const patchSize = needNumber("patch size", vision.patch_size);
  const rules = tileRulesOf(files);
  // The connector folds a square of patches, `scale_factor` on a side, into one token.
  const tokensPerSide = Math.floor(rules.tileSize / patchSize / (firstNumber(config.scale_factor) ?? 2));
  const tokensPerTile = firstNumber(processor.image_seq_len) ?? tokensPerSide ** 2;
  return {
    name: "idefics3",
    tileSize: rules.tileSize,
    patchSize,
    tokensPerTile,
    imageTokenId: needNumber("image token", config.image_token_id, config.image_token_index),
    imageToken: IMAGE,
    contextLength: firstNumber(text.max_position_embeddings, config.max_position_embeddings) ?? 2048,
    reservedText:
      /<(?:image|fake_token_around_image|global-img|row_\d+_col_\d+|end_of_utterance|\|im_(?:start|end)\|)>/g,
    images: imageRulesOf(rules, tokensPerTile, normalisationOf(preprocessor)),
    positionAxes: 1,
  };
}

const imageRulesOf = (rules: TileRules, tokensPerTile: number, normalisation: Normalisation): ImageRules => ({
  layoutOf: (size) => layoutOf(gridOf(size, rules), rules.tileSize, tokensPerTile),
  cut: (pixels) => cutTiles(pixels, rules),
  pack: (tiles) => pack(tiles, rules.tileSize, normalisation),
  unpack: (inputs) => denormalise(floatsIn(inputs, "pixel_values"), rules.tileSize, normalisation),
});

function tileRulesOf({ config, preprocessor }: ModelConfig): TileRules {
  const vision = settingsIn(config, "vision_config");
  const tileSize = needNumber("tile size", settingsIn(preprocessor, "max_image_size").longest_edge, vision.image_size);
  return {
    tileSize,
    longestEdge: firstNumber(settingsIn(preprocessor, "size").longest_edge) ?? 4 * tileSize,
    splits: preprocessor.do_image_splitting !== false,
  };
}

function layoutOf(grid: TileGrid, side: number, tokensPerTile: number): ImageLayout {
  // The rows of a tile's features are not told apart anywhere, so one long row says enough where they are no square.
  const root = Math.sqrt(tokensPerTile);
  const [tokenRows, tokenColumns] = Number.isInteger(root) ? [root, root] : [1, tokensPerTile];
  const tile = { width: side, height: side, tokenRows, tokenColumns };
  const tiles = Array.from({ length: grid.rows * grid.columns + 1 }, () => tile);
  return { ...grid, tiles, promptText: imagePromptText(grid, tokensPerTile) };
}

function imagePromptText({ rows, columns }: TileGrid, tokensPerTile: number): string {
  const tile = IMAGE.repeat(tokensPerTile);
  const global = `${FAKE}${GLOBAL}${tile}${FAKE}`;
  if (rows === 0) return global;
  let text = "";
  for (let row = 1; row <= rows; row++) {
    for (let column = 1; column <= columns; column++) text += `${FAKE}<row_${row}_col_${column}>${tile}`;
    text += "\n";
  }
  return `${text}\n${global}`;
}

function pack(tiles: readonly Pixels[], size: number, normalisation: Normalisation): VisionInputs {
  const count = tiles.length;
  return {
    pixel_values: { type: "float32", dims: [1, count, 3, size, size], data: normalise(tiles, normalisation) },
    // Tiles fill their square, so every pixel counts.
    pixel_attention_mask: {
      type: "bool",
      dims: [1, count, size, size],
      data: new Uint8Array(count * size * size).fill(1),
    },
  };
}
