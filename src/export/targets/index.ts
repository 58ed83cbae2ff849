import type { ExportTarget } from "../contract/target";
import { datasetsParquet } from "./datasets";
import { LLAMA_FACTORY_TARGETS } from "./llamaFactory";
import { mmpr } from "./mmpr";
import { mulberry } from "./mulberry";
import { openVlThinker } from "./openVlThinker";
import { prm800k } from "./prm800k";
import { processBench } from "./processBench";
import { stepScores } from "./stepScores";
import { SWIFT_TARGETS } from "./swift";
import { TRL_TARGETS } from "./trl";
import { trlPrm } from "./trlPrm";
import { verl } from "./verl";
import { visualPrm } from "./visualPrm";

/** Every target that a trainer reads, in the order in which lists show them. */
export const TRAINING_TARGETS: readonly ExportTarget[] = [
  ...TRL_TARGETS,
  datasetsParquet,
  ...LLAMA_FACTORY_TARGETS,
  ...SWIFT_TARGETS,
  verl,
  mmpr,
  mulberry,
  openVlThinker,
  trlPrm,
  prm800k,
  processBench,
  visualPrm,
  stepScores,
];
