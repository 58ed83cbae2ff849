import type { RunSource, Workspace } from "../state";

/** Brings the list of runs up, wherever the page has it: beside the branches, or in the sheet of a phone. */
export function showRuns({ view, logs }: Workspace, source: RunSource | null = null): void {
  if (source !== null) logs.setState({ source });
  view.setState({ leftTab: "runs", treeOpen: true, sheet: "runs" });
}
