/** Of targets that annotation tools read. */
export const ANNOTATION_REASONS = {
  "no-marks": "The line draws no mark on its pictures and nobody judged a region of them.",
} as const;
