import type { Pixels } from "../../pixels";
import { firstNumber, type ModelConfig, needNumber, settingsIn, threeNumbers } from "../files/settings";
import type { PlainTensor } from "../ort/tensors";
import { denormalise, type Normalisation, normalise } from "../vision/normalise";
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
  const normalisation = normalisationOf(preprocessor);
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
    gridOf: (size) => gridOf(size, rules),
    imagePromptText: (grid) => imagePromptText(grid, tokensPerTile),
    cut: (pixels) => cutTiles(pixels, rules),
    visionInputs: (tiles) => visionInputs(tiles, rules.tileSize, normalisation),
    shown: (tiles) => denormalise(normalise(tiles, normalisation), rules.tileSize, normalisation),
    positionIds: (past, count) => ({
      type: "int64",
      dims: [1, count],
      data: BigInt64Array.from({ length: count }, (_, index) => BigInt(past + index)),
    }),
  };
}

function tileRulesOf({ config, preprocessor }: ModelConfig): TileRules {
  const vision = settingsIn(config, "vision_config");
  const tileSize = needNumber("tile size", settingsIn(preprocessor, "max_image_size").longest_edge, vision.image_size);
  return {
    tileSize,
    longestEdge: firstNumber(settingsIn(preprocessor, "size").longest_edge) ?? 4 * tileSize,
    splits: preprocessor.do_image_splitting !== false,
  };
}

const normalisationOf = (preprocessor: ModelConfig["preprocessor"]): Normalisation => ({
  scale: firstNumber(preprocessor.rescale_factor) ?? 1 / 255,
  mean: threeNumbers(preprocessor.image_mean, 0.5),
  deviation: threeNumbers(preprocessor.image_std, 0.5),
});

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

function visionInputs(
  tiles: readonly Pixels[],
  size: number,
  normalisation: Normalisation,
): Readonly<Record<string, PlainTensor>> {
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
