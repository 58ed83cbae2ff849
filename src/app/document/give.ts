import type { Desk } from "../desk";
import { askForFile, looksLikeTrace, saveAsFile } from "../document";
import type { Failure } from "../ports";

/** Says why something could not be opened; what is open stays open. */
export async function report(desk: Desk, opening: Promise<Failure | null>): Promise<boolean> {
  const failure = await opening;
  desk.view.setState(failure ? { failure } : { failure: null, dialog: null, playing: false });
  return failure === null;
}

export async function openTraceFile(desk: Desk): Promise<void> {
  const [file] = (await askForFile(".zip,.json,application/zip,application/json")) ?? [];
  if (file) await report(desk, desk.documents.openFile(file));
}

export async function saveTraceFile(desk: Desk): Promise<void> {
  const failure = await saveAsFile(desk.services);
  if (failure) desk.view.setState({ failure });
}

/** A file dropped or pasted anywhere: a trace is opened, an image goes to the problem dialog for its question. */
export async function takeFile(desk: Desk, file: File, giveImage: (file: File) => void): Promise<void> {
  if (looksLikeTrace(file, file.name)) await report(desk, desk.documents.openFile(file));
  else giveImage(file);
}
