/** One problem, run with its tools and without them. */
export interface PairedRuns {
  /** Right where every look was refused. */
  readonly rightWithout: boolean;
  /** Right where looks were allowed, and whether the model took one. */
  readonly rightWith: boolean;
  readonly looked: boolean;
}

/**
 * What tools are worth over a batch, in counts of problems. The four terms of MED (arXiv 2602.01334, its README at
 * 9812212): what tools put right and what they spoil, each by calling one or by being offered them alone.
 */
export interface ToolEffect {
  readonly problems: number;
  readonly both: number;
  readonly onlyWith: number;
  readonly onlyWithout: number;
  readonly neither: number;
  /** Wrong without tools, right with them. */
  readonly callGain: number;
  readonly schemaGain: number;
  /** Right without tools, wrong with them. */
  readonly callHarm: number;
  readonly schemaHarm: number;
  /** Gains less harms, as a share of the problems; 0 where there are none. */
  readonly net: number;
}

export function toolEffectOf(pairs: readonly PairedRuns[]): ToolEffect {
  const count = (is: (pair: PairedRuns) => boolean): number => pairs.filter(is).length;
  const onlyWith = count((pair) => pair.rightWith && !pair.rightWithout);
  const onlyWithout = count((pair) => pair.rightWithout && !pair.rightWith);
  const callGain = count((pair) => pair.rightWith && !pair.rightWithout && pair.looked);
  const callHarm = count((pair) => pair.rightWithout && !pair.rightWith && pair.looked);
  return {
    problems: pairs.length,
    both: count((pair) => pair.rightWith && pair.rightWithout),
    onlyWith,
    onlyWithout,
    neither: count((pair) => !pair.rightWith && !pair.rightWithout),
    callGain,
    schemaGain: onlyWith - callGain,
    callHarm,
    schemaHarm: onlyWithout - callHarm,
    net: pairs.length === 0 ? 0 : (onlyWith - onlyWithout) / pairs.length,
  };
}
