import { ANNOTATION_REASONS } from "./annotationReasons";
import { TRAINING_REASONS } from "./trainingReasons";

/** Why something is not in an export, or is there otherwise than in its line: by code, one English sentence. */
export const REASONS = { ...TRAINING_REASONS, ...ANNOTATION_REASONS } as const;
export type ReasonCode = keyof typeof REASONS;
