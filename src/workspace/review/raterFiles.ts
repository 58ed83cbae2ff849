import { mergeJudgements, raterOfFile, ratersBy } from "../../annotation";
import { childrenOf, commitEntry, type Edit, type Stray, saidInVersion1, type Trace, type TraceId } from "../../trace";
import type { Failure } from "../ports";
import type { AddedFile, Workspace } from "../state";

export async function chooseRaterFiles(workspace: Workspace): Promise<Failure | null> {
  const files = await workspace.edges.page.askForFiles({ accept: ".zip,.json,application/zip", multiple: true });
  return files && files.length > 0 ? addRaterFiles(workspace, files) : null;
}

/**
 * Adds what other raters said, file by file: to the open trace where it is of the same run, else to a kept trace of
 * that run, else as a trace of its own. What each came to is told in the state. Where the open trace was none of them,
 * the first of them is opened.
 */
export async function addRaterFiles(workspace: Workspace, files: readonly File[]): Promise<Failure | null> {
  const { review, session, documents } = workspace;
  review.setState({ added: [], adding: files.length });
  const keptRuns = keptRunsOf(workspace);
  const touched = new Set<TraceId>();
  for (const file of files) {
    const outcome = await addFile(workspace, file, keptRuns);
    if (outcome.kind !== "failed") touched.add(outcome.trace.id);
    review.setState(({ added, adding }) => ({ added: [...added, outcome], adding: adding - 1 }));
  }
  const open = session.store.getState().log?.trace.id;
  const [first] = touched;
  review.setState(({ edition }) => ({ kept: null, edition: edition + 1 }));
  return first !== undefined && (open === undefined || !touched.has(open)) ? documents.openKept(first) : null;
}

async function addFile(workspace: Workspace, file: File, keptRuns: KeptRuns): Promise<AddedFile> {
  const unpacked = await workspace.edges.storage.unpack(file);
  if (!unpacked.ok) return { kind: "failed", name: file.name, code: unpacked.error.code };
  const { trace, strays = [] } = unpacked.value;
  const given: GivenTrace = { name: file.name, trace, strays };
  return (
    mergeIntoOpen(workspace, given) ??
    (await mergeIntoKept(workspace, given, keptRuns)) ??
    keepNew(workspace, given, keptRuns)
  );
}

interface GivenTrace {
  readonly name: string;
  readonly trace: Trace;
  readonly strays: readonly Stray[];
}

type Added = Extract<AddedFile, { readonly added: number }>;

/** What the file says, put into words of a trace that is here; null where that is of another run. */
function mergedInto(workspace: Workspace, here: Trace, { name, trace, strays }: GivenTrace) {
  const me = raterOfFile(name);
  const merged = mergeJudgements(here, trace, { me, nextJudgementId: workspace.edges.ambient.nextJudgementId });
  if (!merged.ok) return null;
  const { edits, leftOut, known } = merged.value;
  const all = [...trace.judgements.values()];
  const outcome: Omit<Added, "kind"> = {
    name,
    trace: { id: here.id, title: here.title },
    raters: ratersBy(trace, me),
    added: edits.length,
    known,
    leftOut: leftOut.length,
    strays,
    isOld: all.length > 0 && all.every(saidInVersion1),
  };
  return { edits, outcome };
}

const MERGED = "merge-judgements";
const IMPORT = { kind: "import" } as const;

function mergeIntoOpen(workspace: Workspace, given: GivenTrace): AddedFile | null {
  const { session } = workspace;
  const open = session.store.getState().log?.trace;
  const merged = open && mergedInto(workspace, open, given);
  if (!merged) return null;
  const { edits, outcome } = merged;
  const done = edits.length > 0 ? session.commit(MERGED, batchOf(edits), { author: IMPORT, group: null }) : null;
  return done?.ok === false ? failed(given, done.error) : { kind: "merged", ...outcome };
}

const batchOf = (edits: readonly Edit[]): Edit => ({ kind: "batch", edits });
const failed = ({ name }: GivenTrace, code: string): AddedFile => ({ kind: "failed", name, code });

async function mergeIntoKept(workspace: Workspace, given: GivenTrace, keptRuns: KeptRuns): Promise<AddedFile | null> {
  const { storage, ambient } = workspace.edges;
  for (const id of await keptRuns.of(given.trace)) {
    const read = await storage.read(id);
    if (!read.ok || !mergedInto(workspace, read.value, given)) continue;
    const opened = await storage.open(id);
    if (!opened.ok) return failed(given, opened.error.code);
    const { log, journal, writable, close } = opened.value;
    try {
      if (!writable) return failed(given, "read-only");
      const merged = mergedInto(workspace, log.trace, given);
      if (!merged) continue;
      const { edits, outcome } = merged;
      const entry = {
        edit: batchOf(edits),
        author: IMPORT,
        name: MERGED,
        atMillis: ambient.nowMillis(),
        group: null,
      } as const;
      const done = commitEntry(log, entry);
      if (!done.ok) return failed(given, done.error);
      if (edits.length > 0) journal.commit(entry);
      return { kind: "merged", ...outcome };
    } finally {
      close();
    }
  }
  return null;
}

/** A run that nothing here knows: kept as it was given, its own person by the name of the file. */
async function keepNew(workspace: Workspace, given: GivenTrace, keptRuns: KeptRuns): Promise<AddedFile> {
  const me = raterOfFile(given.name);
  const id = workspace.edges.ambient.nextTraceId();
  const merged = mergedInto(workspace, { ...given.trace, id, judgements: new Map() }, given);
  const judgements = new Map(
    (merged?.edits ?? []).flatMap((edit) =>
      edit.kind === "add-judgement" ? [[edit.judgement.id, edit.judgement] as const] : [],
    ),
  );
  const trace = { ...given.trace, id, judgements };
  const kept = await workspace.edges.storage.keep(trace);
  if (!kept.ok) return failed(given, kept.error.code);
  kept.value.close();
  keptRuns.add(trace);
  const nothing = {
    name: given.name,
    trace: { id, title: trace.title },
    raters: ratersBy(trace, me),
    added: 0,
    known: 0,
    leftOut: 0,
    strays: given.strays,
    isOld: false,
  };
  return { kind: "new", ...(merged?.outcome ?? nothing) };
}

/** Which kept traces begin with the same problem as another: those are looked at, and no others. */
interface KeptRuns {
  of(trace: Trace): Promise<readonly TraceId[]>;
  add(trace: Trace): void;
}

function keptRunsOf({ edges: { storage }, session }: Workspace): KeptRuns {
  let byProblem: Map<string, TraceId[]> | null = null;
  const addTo = (map: Map<string, TraceId[]>, trace: Trace): void => {
    const known = map.get(problemOf(trace));
    if (known) known.push(trace.id);
    else map.set(problemOf(trace), [trace.id]);
  };
  const readAll = async (): Promise<Map<string, TraceId[]>> => {
    const map = new Map<string, TraceId[]>();
    const open = session.store.getState().log?.trace.id;
    for (const { id, removed } of await storage.recent()) {
      if (removed || id === open) continue;
      const read = await storage.read(id);
      if (read.ok) addTo(map, read.value);
    }
    return map;
  };
  return {
    async of(trace) {
      byProblem ??= await readAll();
      return [...(byProblem.get(problemOf(trace)) ?? [])];
    },
    add(trace) {
      if (byProblem) addTo(byProblem, trace);
    },
  };
}

/** What a trace begins with, to the letter. */
function problemOf(trace: Trace): string {
  const [root] = childrenOf(trace, null, true);
  if (root?.body.kind !== "problem") return root?.raw ?? "";
  return JSON.stringify([root.body.question, root.body.images]);
}
