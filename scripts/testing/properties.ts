// What tests get for "fast-check": the package, drawing from the seed of this commit (decision 75). What a commit's
// tests draw is the same wherever they run, so that none fails where it had passed; the next commit draws anew.
import fc from "../../node_modules/fast-check/lib/fast-check.js";

const { PROPERTY_SEED, PROPERTY_TIMES } = process.env;
/** As many as fast-check draws where a test does not say. */
const USUAL_RUNS = 100;

fc.configureGlobal(PROPERTY_SEED ? { seed: Number(PROPERTY_SEED) } : {});

/** `fc.assert`, which draws so many times as many. */
function assertMore<T>(property: fc.IRawProperty<T>, parameters: fc.Parameters<T> = {}): Promise<void> | void {
  const { numRuns = USUAL_RUNS } = parameters;
  return fc.assert(property, { ...parameters, numRuns: numRuns * Number(PROPERTY_TIMES) });
}

export default PROPERTY_TIMES ? { ...fc, assert: assertMore } : fc;
