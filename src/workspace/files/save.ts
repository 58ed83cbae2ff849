import type { Workspace } from "../state";

/** Hands the open trace with its images to the person as a file. */
export async function saveTraceFile({ edges, session, view }: Workspace): Promise<void> {
  const trace = session.store.getState().log?.trace;
  if (!trace) return;
  const packed = await edges.storage.pack(trace);
  if (packed.ok) edges.page.saveFile(packed.value, `${fileName(trace.title)}.sightline.zip`);
  else view.setState({ failure: packed.error });
}

/** A title as a file name that every system takes. */
export const fileName = (title: string): string =>
  title
    .replace(/[\p{Cc}\\/:*?"<>|.]+/gu, " ")
    .trim()
    .replace(/\s+/g, "-")
    .slice(0, 60) || "trace";
