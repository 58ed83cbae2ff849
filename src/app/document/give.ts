import type { Desk } from "../desk";
import { askForFiles, looksLikeTrace, saveAsFile } from "../document";
import { givePictures, openLog } from "../logs/logs";
import type { Failure } from "../ports";

/** Says why something could not be opened; what is open stays open. */
export async function report(desk: Desk, opening: Promise<Failure | null>): Promise<boolean> {
  const { dialog } = desk.view.getState();
  const failure = await opening;
  // Opening may itself have asked something in another dialog.
  const asked = desk.view.getState().dialog;
  desk.view.setState(
    failure ? { failure } : { failure: null, dialog: asked === dialog ? null : asked, playing: false },
  );
  return failure === null;
}

const OPENED = ".zip,.json,.jsonl,.txt,.log,application/zip,application/json,text/plain,image/*";

/** A trace, or another system's log together with its pictures. */
export async function openTraceFile(desk: Desk): Promise<void> {
  const files = (await askForFiles(OPENED)) ?? [];
  // A person who opens a file means it, whatever its name; what it is not, the reader says.
  const file = files.find((file) => looksLikeTrace(file, file.name)) ?? files[0];
  if (file) await report(desk, openTraceOrLog(desk, file, files));
}

/** What our own reader says of another system's JSON. */
const NOT_OURS = new Set(["not-a-trace", "not-a-zip"]);

/** Our own file by its content; other JSON, and text, is read as a log. */
async function openTraceOrLog(desk: Desk, file: File, files: readonly File[]): Promise<Failure | null> {
  const pictures = files.filter((other) => other !== file);
  if (/\.(jsonl|txt|log)$/i.test(file.name)) return openLog(desk, file, pictures);
  const failure = await desk.documents.openFile(file);
  if (!/\.json$/i.test(file.name) || !NOT_OURS.has(failure?.code ?? "")) return failure;
  const logFailure = await openLog(desk, file, pictures);
  // A damaged trace of ours is better told as that.
  return logFailure?.code === "nothing-understood" ? failure : logFailure;
}

export async function saveTraceFile(desk: Desk): Promise<void> {
  const failure = await saveAsFile(desk.services);
  if (failure) desk.view.setState({ failure });
}

/**
 * Files dropped or pasted anywhere: a trace or a log is opened, pictures that the open log lacks are given to it,
 * any other image goes to the problem dialog for its question.
 */
export async function takeFiles(desk: Desk, files: readonly File[], giveImage: (file: File) => void): Promise<void> {
  const [first] = files;
  const trace = files.find((file) => looksLikeTrace(file, file.name));
  const lacking = desk.documents.store.getState().imported?.report.missingImages ?? [];
  if (trace) await report(desk, openTraceOrLog(desk, trace, files));
  else if (lacking.length > 0) await report(desk, givePictures(desk, files));
  else if (first) giveImage(first);
}
