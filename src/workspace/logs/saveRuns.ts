import type { ListedLog, ListedTraces, Workspace } from "../state";

/** Saves the runs that were found, in their order, as a table for spreadsheets (RFC 4180). */
export async function saveRuns({ edges }: Workspace, listed: ListedLog | ListedTraces, count: number): Promise<void> {
  // The words of the table are of no use before somebody wants one.
  const { runsAsCsv } = await import("./runTable");
  const runs = listed.kind === "kept" ? listed.runs : listed.log;
  const parts = await runsAsCsv(runs, count, listed.filter.reward);
  const name = listed.kind === "kept" ? "kept" : listed.name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  edges.page.saveFile(new Blob([...parts], { type: "text/csv" }), `${name || "log"}-runs.csv`);
}
