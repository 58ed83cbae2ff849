import type { Workspace } from "../../workspace";
import { notify } from "../../workspace/state";

/** Puts words on the clipboard, and says whether that was allowed. */
export async function copyText(workspace: Workspace, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(workspace.view, { kind: "copied" });
  } catch {
    notify(workspace.view, { kind: "not-copied" });
  }
}
