import type { Desk } from "../state/workspace";
import { askForFiles, looksLikeTrace, saveAsFile } from "../documents";
import { givenFiles } from "./given";
import type { Failure, GivenFile } from "../ports/ports";
import { seekMissing } from "../queries/queries";

/** Says why something could not be opened; what is open stays open. */
export async function report(desk: Desk, opening: Promise<Failure | null>): Promise<boolean> {
  const before = desk.view.getState();
  const failure = await opening;
  // Opening may itself have asked something in another dialog, or told that what is open now is not kept.
  const { dialog, failure: told } = desk.view.getState();
  desk.view.setState(
    failure
      ? { failure }
      : {
          failure: told === before.failure ? null : told,
          dialog: dialog === before.dialog ? null : dialog,
          playing: false,
        },
  );
  if (failure === null) void seekMissing(desk.queries);
  return failure === null;
}

const OPENED =
  ".zip,.json,.jsonl,.ndjson,.ipynb,.parquet,.txt,.log,application/zip,application/json,text/plain,image/*";

/** A trace, or other systems' logs together with their pictures. */
export async function openTraceFile(desk: Desk): Promise<void> {
  const files = (await askForFiles(OPENED)) ?? [];
  if (files.length > 0) await report(desk, openGiven(desk, givenFiles(files)));
}

/** What our own reader says of another system's file. */
const NOT_OURS = new Set(["not-a-trace", "not-a-zip", "no-trace", "too-large"]);
/** A trace of ours says so at its beginning; a large file that does not is not read as one, which would stop the page. */
const LARGE_BYTES = 4 * 2 ** 20;
const BEGINNING_BYTES = 4096;

/** Our own file by its content; all else is read as logs. */
export async function openGiven(desk: Desk, files: readonly GivenFile[]): Promise<Failure | null> {
  // A person who opens a file means it, whatever its name; what it is not, the reader says.
  const likely = files.filter(({ path, file }) => looksLikeTrace(file, path));
  const [main] = likely.length > 0 ? likely : files;
  if (!main) return null;
  // Another log takes the place of the one that is being chosen from.
  if (desk.view.getState().dialog === "records") desk.view.setState({ dialog: null });
  const openLogsOf = async (): Promise<Failure | null> =>
    (await import("../logs/openLogs")).openLogs(desk, files, files.length > 1 ? folderOf(files, main) : main.path);
  const isLog = /\.(?:jsonl|ndjson|txt|log|ipynb|parquet)$/i.test(main.path) || likely.length > 1;
  if (isLog || !(await mayBeOurs(main))) return openLogsOf();
  const failure = await desk.documents.openFile(main.file);
  if (!/\.(?:json|zip)$/i.test(main.path) || !NOT_OURS.has(failure?.code ?? "")) return failure;
  const logFailure = await openLogsOf();
  // A damaged trace of ours is better told as that.
  return logFailure?.code === "nothing-understood" ? { ...logFailure, ...failure } : logFailure;
}

async function mayBeOurs({ path, file }: GivenFile): Promise<boolean> {
  if (!/\.json$/i.test(path) || file.size < LARGE_BYTES) return true;
  return (await file.slice(0, BEGINNING_BYTES).text()).includes("sightline-trace");
}

/** What a set of files is called: the folder that they are in, else the first log of them. */
const folderOf = ([first]: readonly GivenFile[], main: GivenFile): string =>
  first?.path.includes("/") ? (first.path.split("/")[0] ?? main.path) : main.path;

export async function saveTraceFile(desk: Desk): Promise<void> {
  const failure = await saveAsFile(desk.services);
  if (failure) desk.view.setState({ failure });
}

/**
 * Files dropped or pasted anywhere: a trace or a log is opened, pictures that the open log lacks are given to it,
 * any other image goes to the problem dialog for its question.
 */
export async function takeFiles(
  desk: Desk,
  files: readonly GivenFile[],
  giveImage: (file: File) => void,
): Promise<void> {
  const [first] = files;
  const lacking = desk.documents.store.getState().imported;
  const { missingImages = [] } = lacking?.report ?? {};
  if (files.some(({ path, file }) => looksLikeTrace(file, path))) await report(desk, openGiven(desk, files));
  else if (missingImages.length > 0) {
    const { givePictures } = await import("../logs/openRecords");
    await report(desk, givePictures(desk, files));
  } else if (first) giveImage(first.file);
}
