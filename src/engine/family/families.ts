import { refuse } from "../contract/failure";
import type { ModelConfig } from "../files/settings";
import type { Family } from "./family";
import { createIdefics3 } from "./idefics3";
import { createLfm2Vl } from "./lfm2Vl";

/** By `model_type` of config.json. */
const FAMILIES: Readonly<Record<string, (files: ModelConfig) => Family>> = {
  idefics3: createIdefics3,
  smolvlm: createIdefics3,
  lfm2_vl: createLfm2Vl,
};

export function familyOf(files: ModelConfig): Family {
  const type = String(files.config.model_type);
  const create = Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined;
  if (create === undefined) {
    return refuse(
      "unsupported-model",
      `Models of type "${type}" are not supported. Supported: ${Object.keys(FAMILIES).join(", ")}.`,
    );
  }
  return create(files);
}
