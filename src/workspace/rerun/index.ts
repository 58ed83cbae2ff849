// Chosen runs of a list, run again by the model that is loaded.
export { endRerun, goOnRerun, pauseRerun, showRerun, startRerun } from "./rerun";
