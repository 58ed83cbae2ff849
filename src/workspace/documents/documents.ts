import { createStore } from "zustand/vanilla";
import { must } from "../../base";
import {
  type GymName,
  gymProblem,
  LEVELS,
  openSample,
  pictureNames,
  SAMPLES,
  seedInRange,
  sortNamed,
  USUAL_LEVEL,
} from "../../catalog";
import type { GymProblem } from "../../gym";
import type { Journal, Session } from "../../session";
import { applyEdit, emptyTrace, type ImageRecord, logOf, plainStep, type Trace, type TraceId } from "../../trace";
import type { Edges, Failure, OpenTrace } from "../ports";
import { type DocumentState, type Documents, NO_DOCUMENT } from "../state";
import { type LastOpen, parseLastOpen } from "./lastOpen";
import { createLateJournal } from "./lateJournal";

const LAST = "last-open";

export function createDocuments(edges: Edges, session: Session, onFailure: (failure: Failure) => void): Documents {
  const { storage, images, ambient } = edges;
  const store = createStore<DocumentState>(() => NO_DOCUMENT);
  let held: { readonly trace: OpenTrace; readonly stopListening: () => void } | null = null;

  const letGo = (): void => {
    held?.stopListening();
    held?.trace.close();
    held = null;
  };

  const isOpen = (id: TraceId): boolean => session.store.getState().log?.trace.id === id;

  const remember = (last: LastOpen): void => void storage.setSetting(LAST, last).catch(() => {});

  /** Holds the write lock of a kept trace and listens for other tabs. */
  const hold = (trace: OpenTrace, id: TraceId): void => {
    letGo();
    const stopListening = trace.onChange((change) => {
      if (change === "lost-write-lock") session.setWritable(false);
      else store.setState({ stale: true });
    });
    held = { trace, stopListening };
    remember({ kind: "trace", id });
  };

  const show = (trace: OpenTrace, id: TraceId, extra: Partial<DocumentState> = {}): void => {
    hold(trace, id);
    session.open(trace.log, trace.place, trace.journal);
    session.setWritable(trace.writable);
    store.setState({ ...NO_DOCUMENT, keptAs: id, losses: trace.losses, opening: false, ...extra });
  };

  /** Shows a trace that is kept from its first change on. */
  const showUnkept = (trace: Trace, extra: Partial<DocumentState> = {}): void => {
    letGo();
    let leftBehind: OpenTrace | null = null;
    const keep = async (): Promise<Journal | null> => {
      const kept = await storage.keep(trace);
      if (!kept.ok) {
        tellUnkept(trace.id, kept.error);
        return null;
      }
      // Another may have been opened meanwhile; the change that began all this is written all the same.
      if (isOpen(trace.id)) hold(kept.value, trace.id);
      else leftBehind = kept.value;
      return kept.value.journal;
    };
    const onKept = (): void => {
      leftBehind?.close();
      if (isOpen(trace.id)) store.setState({ keptAs: trace.id, unkept: null });
    };
    session.open(logOf(trace), null, createLateJournal(keep, onKept));
    session.setWritable(true);
    store.setState({ ...NO_DOCUMENT, opening: false, ...extra });
  };

  /** Told once of each document: it is tried again at every change, and the state goes on saying so. */
  const tellUnkept = (id: TraceId, failure: Failure): void => {
    if (!isOpen(id) || store.getState().unkept === null) onFailure(failure);
    if (isOpen(id)) store.setState({ unkept: failure.code });
  };

  const showKeptAtOnce = async (trace: Trace, extra: Partial<DocumentState>): Promise<void> => {
    const kept = await storage.keep(trace);
    if (kept.ok) {
      show(kept.value, trace.id, extra);
      return;
    }
    // Work goes on without the shelf until there is room; the person is told that nothing is kept.
    showUnkept(trace, extra);
    tellUnkept(trace.id, kept.error);
  };

  const documents: Documents = {
    store,
    async openFirst() {
      const last = parseLastOpen(await storage.setting(LAST).catch(() => null));
      const failure = last ? await reopen(documents, last) : null;
      if (last && !failure) return null;
      if (await documents.openSample(SAMPLES[0]?.id ?? ""))
        await documents.openGym({ family: "find", seed: 1, difficulty: USUAL_LEVEL });
      return failure;
    },
    async openSample(id) {
      const sample = SAMPLES.find((known) => known.id === id);
      if (!sample) return { code: "unknown", message: id };
      const opened = await openSample(sample, (path) => fetch(path));
      if (!opened.ok) return opened.error;
      for (const picture of opened.value.pictures) {
        const added = await images.add(picture, "");
        if (!added.ok) return added.error;
      }
      const { trace } = opened.value;
      showUnkept({ ...trace, id: ambient.nextTraceId() });
      remember({ kind: "sample", id });
      return null;
    },
    async openGym(typed) {
      const name = { ...typed, seed: seedInRange(typed.seed) };
      const { family, seed, difficulty } = name;
      const made = await gymProblem(name).catch(asFailure);
      if ("code" in made) return made;
      const records = await addPictures(images, name, made);
      showUnkept(problemTrace(ambient, records, made));
      remember({ kind: "gym", family, seed, level: difficulty });
      return null;
    },
    async openRun(trace, name) {
      const made = await gymProblem(name).catch(asFailure);
      if ("code" in made) return made;
      // Nothing held on to the pictures until now, and what nothing holds on to may have been swept away.
      await addPictures(images, name, made);
      await showKeptAtOnce({ ...trace, id: ambient.nextTraceId() }, {});
      return null;
    },
    async openPicture(file, name, question) {
      const added = await images.add(file, name);
      if (!added.ok) return added.error;
      const trace = problemTrace(ambient, [added.value.record], { question });
      await showKeptAtOnce(trace, { imageNotes: added.value.notes });
      return null;
    },
    async openKept(id) {
      // Our own write lock must be given back first, or the trace would look as if another tab held it.
      if (id === store.getState().keptAs) {
        await storage.flush();
        letGo();
      }
      const opened = await storage.open(id);
      if (!opened.ok) return opened.error;
      show(opened.value, id);
      return null;
    },
    async openFile(file) {
      const unpacked = await storage.unpack(file);
      if (!unpacked.ok) return unpacked.error;
      const { trace, missing } = unpacked.value;
      // A file is a copy: opening it twice must not write over what was made of the first.
      await showKeptAtOnce({ ...trace, id: ambient.nextTraceId() }, { missing });
      return null;
    },
    openImported: (trace, imported) => showKeptAtOnce(trace, { imported }),
    async takeOver() {
      const id = store.getState().keptAs;
      await held?.trace.takeOver();
      // What the other tab wrote last has to be read before this one goes on.
      if (id) await documents.openKept(id);
    },
    dismiss: (what) => store.setState({ [what]: NO_DOCUMENT[what] }),
  };
  return documents;
}

async function reopen(documents: Documents, last: LastOpen): Promise<Failure | null> {
  if (last.kind === "trace") return documents.openKept(last.id);
  if (last.kind === "sample") return documents.openSample(last.id);
  const family = sortNamed(last.family);
  const difficulty = LEVELS.find((level) => level === last.level);
  if (!family || !difficulty) return { code: "unknown", message: last.family };
  return documents.openGym({ family, seed: last.seed, difficulty });
}

/** Keeps the pictures of a gym problem, under names that it can be known by. */
function addPictures(images: Edges["images"], name: GymName, { pictures }: GymProblem): Promise<ImageRecord[]> {
  const names = pictureNames(name, pictures.length);
  return Promise.all(pictures.map((pixels, i) => images.addPixels(pixels, names[i] ?? "")));
}

/** The generator is fetched; what comes of a page without its files is told, not thrown. */
const asFailure = (thrown: unknown): Failure => ({
  code: "unreachable",
  message: thrown instanceof Error ? thrown.message : String(thrown),
});

/** A trace that holds one problem and nothing said about it yet. */
function problemTrace(
  ambient: Edges["ambient"],
  images: readonly ImageRecord[],
  { question, truth }: Pick<GymProblem, "question"> & Partial<Pick<GymProblem, "truth">>,
): Trace {
  const reference = truth === undefined ? {} : { reference: { answer: truth, source: { kind: "gym" as const } } };
  const step = plainStep({
    id: ambient.nextStepId(),
    parent: null,
    author: "human",
    atMillis: ambient.nowMillis(),
    body: { kind: "problem", question, images: images.map(({ id }) => id), ...reference },
  });
  const edit = {
    kind: "batch" as const,
    edits: [
      ...images.map((image) => ({ kind: "add-image" as const, image })),
      { kind: "add-step" as const, step, index: 0 },
    ],
  };
  return must(applyEdit(emptyTrace(ambient.nextTraceId(), question), edit));
}
