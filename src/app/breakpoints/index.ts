// Where runs stop by themselves, figures watched while they go, and the answer's probability along the line.
//
//   hit     what the last run stopped at
//   curve   the probability of the answer behind each step, as a line
//
// Say "stop", not "pause" or "break".
export { BreakpointsPanel } from "./BreakpointsPanel";
