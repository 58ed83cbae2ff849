import type { GivenFile, LogMapping } from "../../opening";
import type { Failure } from "../ports";
import { seekMissing } from "../queries";
import type { Imported, Workspace } from "../state";
import { givenFiles } from "./given";

/** Says why something could not be opened; what is open stays open. */
export async function report(workspace: Workspace, opening: Promise<Failure | null>): Promise<boolean> {
  const before = workspace.view.getState();
  const failure = await opening;
  // Opening may itself have asked something in another dialog, or told that what is open now is not kept.
  const { dialog, failure: told } = workspace.view.getState();
  workspace.view.setState(
    failure
      ? { failure }
      : {
          failure: told === before.failure ? null : told,
          dialog: dialog === before.dialog ? null : dialog,
          playing: false,
        },
  );
  if (failure === null) void seekMissing(workspace.queries);
  return failure === null;
}

/** What logs are called that are no JSON: a trace of ours is none of these. `src/logs` reads them all. */
const LOG_NAMES = "jsonl ndjson ipynb parquet txt log out md tsv csv xlsx eval tar tgz gz".split(" ");
const isLogName = (path: string): boolean =>
  LOG_NAMES.some((name) => path.toLowerCase().endsWith(`.${name}`)) || path.includes("events.out.tfevents.");

const OPENED = `.zip,.html,.json,${LOG_NAMES.map((name) => `.${name}`).join()},application/zip,application/json,text/plain,image/*`;

/** A trace, or other systems' logs together with their pictures. */
export async function openTraceFile(workspace: Workspace): Promise<void> {
  const files = (await workspace.edges.page.askForFiles({ accept: OPENED, multiple: true })) ?? [];
  await takeFiles(workspace, givenFiles(files));
}

/** What our own reader says of another system's file. */
const NOT_OURS = new Set(["not-a-trace", "not-a-zip", "no-trace", "too-large"]);
/** A trace of ours says so at its beginning; a large file that does not is not read as one, which would stop the page. */
const LARGE_BYTES = 4 * 2 ** 20;
const BEGINNING_BYTES = 4096;

/** An image by its name or its kind: what it is not, its decoder says. */
const looksLikeImage = ({ path, file }: GivenFile): boolean =>
  file.type.startsWith("image/") || /\.(?:png|jpe?g|webp|gif|avif|bmp|svg)$/i.test(path);

/** Our own file by its content; all else is read as logs. */
export async function openGiven(workspace: Workspace, given: readonly GivenFile[]): Promise<Failure | null> {
  const carried = await carriedAmong(workspace, given);
  if (carried) return carried === "opened" ? null : carried;
  const taxonomy = await taxonomyIn(given);
  if (taxonomy) {
    await (await import("../review/taxonomies")).offerTaxonomyFile(workspace, taxonomy);
    return null;
  }
  const { mapping, files } = await withoutMapping(given);
  if (mapping && "code" in mapping) return mapping;
  if (mapping && files.length === 0) return (await import("../logs/mappings")).takeMapping(workspace, mapping);
  // A person who opens a file means it, whatever its name; what it is not, the reader says.
  const likely = files.filter(({ path, file }) => looksLikeTrace(file, path));
  const [main] = likely.length > 0 ? likely : files;
  if (!main) return null;
  const openLogsOf = async (): Promise<Failure | null> =>
    (await import("../logs/openLogs")).openLogs(workspace, files, nameOf(files, likely.length > 0 ? likely : [main]), {
      mapping,
    });
  const isLog = mapping !== null || isLogName(main.path) || likely.length > 1;
  if (isLog || !(await mayBeOurs(main))) return openLogsOf();
  if (main.file.size === 0) return { code: "empty-file", message: "The file holds nothing." };
  const failure = await workspace.documents.openFile(main.file);
  const isZip = /\.zip$/i.test(main.path);
  // Every trace of ours is a zip, which is no news to who opened something else.
  const isOther = failure?.code === "not-a-zip" && !isZip;
  if (!(isZip || /\.json$/i.test(main.path))) return isOther ? { ...failure, code: "unknown-file" } : failure;
  if (!NOT_OURS.has(failure?.code ?? "")) return failure;
  const logFailure = await openLogsOf();
  // A damaged trace of ours is better told as that.
  return logFailure?.code === "nothing-understood" && !isOther ? { ...logFailure, ...failure } : logFailure;
}

/** A picture or a page that carries a trace; nothing is fetched where no file can be one. */
async function carriedAmong(workspace: Workspace, given: readonly GivenFile[]): Promise<"opened" | Failure | null> {
  const [only, ...more] = given;
  if (!only || more.length > 0 || !mayCarry(only)) return null;
  return (await import("./carried")).openCarried(workspace, only);
}

const mayCarry = (given: GivenFile): boolean => looksLikeImage(given) || /\.html?$/i.test(given.path);

/** A team's taxonomy that was given by itself or with others; nothing is fetched where no file can be one. */
const taxonomyIn = async (given: readonly GivenFile[]): Promise<File | null> =>
  given.some(({ path }) => /\.json$/i.test(path)) ? (await import("../review/taxonomies")).taxonomyAmong(given) : null;

/** Files apart from a mapping that was given with them, or by itself. */
async function withoutMapping(given: readonly GivenFile[]): Promise<{
  readonly mapping: LogMapping | Failure | null;
  readonly files: readonly GivenFile[];
}> {
  if (!given.some(({ path }) => /\.json$/i.test(path))) return { mapping: null, files: given };
  const found = await (await import("../logs/mappings")).mappingAmong(given);
  return found ? { mapping: found.mapping, files: found.others } : { mapping: null, files: given };
}

/** A file that a person gave: a trace by its name or its kind, else an image. */
export const looksLikeTrace = (file: Blob, name: string): boolean =>
  isLogName(name) || /\.(zip|json|sightline)$/i.test(name) || /zip|json|text\/plain/.test(file.type);

async function mayBeOurs({ path, file }: GivenFile): Promise<boolean> {
  if (!/\.json$/i.test(path) || file.size < LARGE_BYTES) return true;
  return (await file.slice(0, BEGINNING_BYTES).text()).includes("sightline-trace");
}

/** So many logs are named; how many more there are is told. */
const NAMED = 2;

/** What a set of files is called: the folder that they are in, else the logs of them. */
function nameOf(files: readonly GivenFile[], logs: readonly GivenFile[]): string {
  const [folder] = files.length > 1 && files[0]?.path.includes("/") ? files[0].path.split("/") : [];
  if (folder) return folder;
  const named = logs.slice(0, NAMED).map(({ path }) => path);
  return [named.join(", "), ...(logs.length > NAMED ? [`+${logs.length - NAMED}`] : [])].join(" ");
}

/**
 * Files dropped or pasted anywhere: a trace or a log is opened, pictures that the open log lacks are given to it,
 * any other image goes to the problem dialog for its question.
 */
export async function takeFiles(workspace: Workspace, files: readonly GivenFile[]): Promise<void> {
  const [first] = files;
  // A picture that is a trace is opened as that, whatever else lacks pictures.
  const carried = await carriedAmong(workspace, files);
  if (carried) {
    await report(workspace, Promise.resolve(carried === "opened" ? null : carried));
    return;
  }
  const lacking = workspace.documents.store.getState().imported;
  if (files.some(({ path, file }) => looksLikeTrace(file, path))) await report(workspace, openGiven(workspace, files));
  else if (lacking && (await lacks(workspace, lacking))) {
    const { givePictures } = await import("../logs/openRecords");
    await report(workspace, givePictures(workspace, files));
  } else if (first && looksLikeImage(first)) {
    workspace.view.setState({ givenPicture: first.file, dialog: "problem" });
  } else if (first) await report(workspace, openGiven(workspace, files));
}

const lacks = async (workspace: Workspace, imported: Imported): Promise<boolean> =>
  (await import("../logs/readings")).currentReading(workspace, imported).report.missingImages.length > 0;
