import { type ExportTarget, TRAINING_TARGETS } from "../../src/export";

/** Every target that `--to` takes. */
export const TARGETS: readonly ExportTarget[] = TRAINING_TARGETS;
