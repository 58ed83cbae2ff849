import { ANNOTATION_TARGETS, type ExportTarget, TRAINING_TARGETS } from "../../src/export";

/** Every target that `--to` takes. */
export const TARGETS: readonly ExportTarget[] = [...TRAINING_TARGETS, ...ANNOTATION_TARGETS];
