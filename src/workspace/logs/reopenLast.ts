import type { GivenFile } from "../../opening";
import type { Edges, Failure } from "../ports";
import type { Workspace } from "../state";
import type { LastLog } from "./lastLog";
import { openLogs } from "./openLogs";

/** Opens the log that was listed last, where one was in it; asks for its files where they cannot be had otherwise. */
export async function reopenLastLog(workspace: Workspace, last: LastLog): Promise<Failure | null> {
  const files = await filesOf(workspace.edges, last);
  return files && openLogs(workspace, files, last.name, null, last);
}

async function filesOf({ page }: Edges, { handles, files }: LastLog): Promise<readonly GivenFile[] | null> {
  if (handles.length > 0) return page.filesOfHandles(handles);
  const folder = files.some((path) => path.includes("/"));
  const picked = await page.askForFiles(folder ? { folder } : { multiple: true });
  return picked?.map((file) => ({ path: file.webkitRelativePath || file.name, file })) ?? null;
}
