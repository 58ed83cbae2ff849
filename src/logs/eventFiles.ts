import { readLog } from "../opening";

// Some libraries for agents keep a run as a folder with a file for each message or event, numbered in their order: Strands
// (strands-agents 1.62.0, `FileSessionManager`) and OpenHands (OpenHands/software-agent-sdk 17555e4, `events/`).

/** A file by its path, not yet read. */
export interface NamedFile {
  readonly path: string;
  readonly file: Blob;
}

const NUMBERED = /^((?:.*\/)?[^/]*?)(\d{1,12})([^/]*)\.json$/i;
/** An event with a screenshot in it; what is larger holds more than one event. */
const MOST_EVENT_BYTES = 8 * 2 ** 20;
/** So many tell whether all are events of one run: the first may be a prompt without an answer. */
const LOOKED_AT = 8;

/** Files of which each holds one event of a run, as the list that they are parts of; all others as they are. */
export async function joinEvents(files: readonly NamedFile[]): Promise<readonly NamedFile[]> {
  const joined: NamedFile[] = [];
  for (const group of numbered(files)) joined.push(...((await areEvents(group)) ? [asList(group)] : group));
  return joined;
}

/** Files of one folder whose names differ by a number and what follows it, in the order of that number. */
function numbered(files: readonly NamedFile[]): readonly (readonly NamedFile[])[] {
  const groups = new Map<string, NamedFile[]>();
  for (const file of files) {
    const before = NUMBERED.exec(file.path)?.[1];
    const key = before === undefined ? `alone ${file.path}` : `numbered ${before}`;
    const group = groups.get(key);
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  return [...groups.values()].map((group) => group.toSorted((a, b) => numberOf(a) - numberOf(b)));
}

const numberOf = ({ path }: NamedFile): number => Number(NUMBERED.exec(path)?.[2] ?? 0);

/** Whether no file of a group is a run, and the first of them one after the other are. */
async function areEvents(group: readonly NamedFile[]): Promise<boolean> {
  const first = group.slice(0, LOOKED_AT);
  if (first.length < 2 || first.some(({ file }) => file.size > MOST_EVENT_BYTES)) return false;
  const texts: string[] = [];
  for (const { file } of first) {
    const text = await file.text();
    if (!text.trimStart().startsWith("{") || readLog(text).records.length > 0) return false;
    texts.push(text);
  }
  return readLog(`[${texts.join(",")}]`).records.length === 1;
}

/** The bytes stay where they are until the list is read. */
const asList = (group: readonly NamedFile[]): NamedFile => {
  const [first, ...others] = group;
  const parts = [first, ...others].flatMap((item, i) => (item ? [i === 0 ? "[" : ",\n", item.file] : []));
  return { path: `${NUMBERED.exec(first?.path ?? "")?.[1] ?? ""}*.json`, file: new Blob([...parts, "]"]) };
};
