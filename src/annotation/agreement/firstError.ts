/** Where two raters saw the first error of each line; shares of the lines that both judged. */
export interface FirstErrorAgreement {
  readonly lines: number;
  /** The same step, or both none. */
  readonly exact: number;
  /** The same step or its neighbour, or both none. */
  readonly withinOne: number;
  /** Both none, or both some, wherever. */
  readonly same: number;
}

/**
 * @param pairs for each line that both judged, the index of the step that each held for the first error, counted from 0
 *   along the line; −1 where they saw none (ProcessBench's convention, Qwen/ProcessBench e802463)
 * @returns null where there is no line that both judged
 */
export function firstErrorAgreement(pairs: readonly (readonly [number, number])[]): FirstErrorAgreement | null {
  const lines = pairs.length;
  if (lines === 0) return null;
  const share = (agrees: (a: number, b: number) => boolean) => pairs.filter(([a, b]) => agrees(a, b)).length / lines;
  const haveBoth = (a: number, b: number) => a >= 0 && b >= 0;
  return {
    lines,
    exact: share((a, b) => a === b),
    withinOne: share((a, b) => a === b || (haveBoth(a, b) && Math.abs(a - b) <= 1)),
    same: share((a, b) => haveBoth(a, b) || (a < 0 && b < 0)),
  };
}
