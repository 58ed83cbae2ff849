import { jsonText } from "../../base";
import { refuseModel } from "../contract/refusals";
import type { ModelConfig } from "../files/settings";
import type { Family } from "./family";
import { createFlorence2 } from "./florence2";
import { createIdefics3 } from "./idefics3";
import { createLfm2Vl } from "./lfm2Vl";
import { createLfm3Vl, createQwen3Vl, createQwen35 } from "./qwenVl";

/** By `model_type` of config.json. */
const FAMILIES: Readonly<Record<string, (files: ModelConfig) => Family>> = {
  idefics3: createIdefics3,
  smolvlm: createIdefics3,
  lfm2_vl: createLfm2Vl,
  lfm3_vl: createLfm3Vl,
  qwen3_vl: createQwen3Vl,
  qwen3_5: createQwen35,
  florence2: createFlorence2,
};

export function familyOf(files: ModelConfig): Family {
  const type = jsonText(files.config.model_type);
  const create = Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined;
  if (create === undefined) {
    return refuseModel("unsupported-model", "unknown-family", { type, known: Object.keys(FAMILIES).join(", ") });
  }
  return create(files);
}
