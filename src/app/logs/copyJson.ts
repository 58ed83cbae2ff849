import type { Desk } from "../../workspace/state/workspace";
import { notify } from "../../workspace/state";
import type { LogWords } from "../words/logs";

/** Puts a value on the clipboard as JSON, and says whether that was allowed. */
export async function copyJson(desk: Desk, words: LogWords, value: unknown): Promise<void> {
  try {
    await navigator.clipboard.writeText(JSON.stringify(value, null, 2));
    notify(desk.view, words.copied);
  } catch {
    notify(desk.view, words.notCopied);
  }
}
