// What a person hands over, and what is saved as a file: traces, logs, pictures, taxonomies, mappings.
//
//   given    files as they were dropped, pasted, chosen or handed over by the system
export { givenByDrop, givenByPaste, givenFiles } from "./given";
export { showIn } from "./language";
export { looksLikeTrace, openGiven, openTraceFile, report, takeFiles } from "./open";
export { fileName, saveTraceFile } from "./save";
