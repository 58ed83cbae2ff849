// Where runs stop by themselves, and figures that are watched while they go, as a person sets them.
//
//   breakpoint  a condition on the next step; a run that meets it waits
//   watch       a figure of every step, asked of the model while it runs
export {
  addBreakpoint,
  changeBreakpoint,
  recallBreakpoints,
  removeBreakpoint,
  setWatchedAnswer,
  toggleWatch,
} from "./keep";
