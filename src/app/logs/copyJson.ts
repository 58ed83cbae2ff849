import { notify, type Workspace } from "../../workspace";

/** Puts a value on the clipboard as JSON, and says whether that was allowed. */
export async function copyJson(workspace: Workspace, value: unknown): Promise<void> {
  try {
    await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
    notify(workspace.view, { kind: "copied" });
  } catch {
    notify(workspace.view, { kind: "not-copied" });
  }
}
