import { createTurns } from "../../base";
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
import type { Session } from "../../session";
import { type ImageRecord, lineThrough } from "../../trace";
import type { Edges, Failure } from "../ports";
import { type DocumentName, type Documents, NO_DOCUMENT } from "../state";
import { type Keeping, OpenDocument } from "./openDocument";
import { problemTrace } from "./problemTrace";

export function createDocuments(edges: Edges, session: Session, keeping: Keeping): Documents {
  const { storage, ambient } = edges;
  const open = new OpenDocument(storage, session, keeping);
  // Of two that open one trace at once, the second would find its write lock held: by this very page.
  const inTurn = createTurns();
  const documents: Documents = {
    ...waysInto(open, session, edges),
    store: open.store,
    async openFirst() {
      const last = await open.lastOpen();
      const failure = last ? await openNamed(documents, last, true) : null;
      if (last && !failure) return null;
      if (await documents.openSample(SAMPLES[0]?.id ?? "", true))
        await documents.openGym({ family: "find", seed: 1, difficulty: USUAL_LEVEL });
      return failure;
    },
    openNamed: (name) => openNamed(documents, name),
    openKept: (id) =>
      inTurn(async () => {
        if (id === open.store.getState().keptAs) await open.release();
        const opened = await storage.open(id);
        if (!opened.ok) return opened.error;
        open.show(opened.value, id);
        return null;
      }),
    async openFile(file, run = null) {
      // What was made of it since is not to be found among copies of it.
      const kept = run === null ? null : await storage.traceOfRun(run);
      if (kept !== null) return documents.openKept(kept);
      const unpacked = await storage.unpack(file);
      if (!unpacked.ok) return unpacked.error;
      const { trace, missing, strays = [] } = unpacked.value;
      // A file is a copy: opening it twice must not write over what was made of the first.
      await open.showKept({ ...trace, id: ambient.nextTraceId() }, { missing, strays }, run);
      return null;
    },
    openImported: (trace, imported, run) => open.showKept(trace, { imported }, run),
    connect: (imported) => open.store.setState({ imported }),
    async takeOver() {
      const id = open.store.getState().keptAs;
      await open.takeOver();
      // What the other tab wrote last has to be read before this one goes on.
      if (id) await documents.openKept(id);
    },
    dismiss: (what) => open.store.setState({ [what]: NO_DOCUMENT[what] }),
  };
  return documents;
}

/** The documents that are made here: of a sample, of the gym, of a person's picture. */
function waysInto(
  open: OpenDocument,
  session: Session,
  { images, ambient, storage }: Edges,
): Pick<Documents, "openSample" | "openGym" | "openRun" | "keepRun" | "openMade" | "openPicture"> {
  return {
    openSample: (id, isFirst) => showSample(id, open, session, { images, ambient }, isFirst),
    async openGym(typed) {
      const name = { ...typed, seed: seedInRange(typed.seed) };
      const { family, seed, difficulty } = name;
      const made = await gymProblem(name).catch(asFailure);
      if ("code" in made) return made;
      const records = await addPictures(images, name, made);
      open.showUnkept(problemTrace(ambient, records, made));
      open.remember({ kind: "gym", family, seed, level: difficulty });
      return null;
    },
    async openRun(trace, name, run) {
      const made = await gymProblem(name).catch(asFailure);
      if ("code" in made) return made;
      // Nothing held on to the pictures until now, and what nothing holds on to may have been swept away.
      await addPictures(images, name, made);
      await open.showKept({ ...trace, id: ambient.nextTraceId() }, {}, run);
      return null;
    },
    async keepRun(trace, name, run) {
      if ((await storage.traceOfRun(run)) !== null) return null;
      const made = await gymProblem(name).catch(asFailure);
      if ("code" in made) return made;
      await addPictures(images, name, made);
      const kept = await storage.keep({ ...trace, id: ambient.nextTraceId() }, run);
      if (!kept.ok) return kept.error;
      kept.value.close();
      return null;
    },
    openMade: (problem) => openMade(open, images, ambient, problem),
    async openPicture(file, name, question) {
      const added = await images.add(file, name);
      if (!added.ok) return added.error;
      const trace = problemTrace(ambient, [added.value.record], { question });
      await open.showKept(trace, { imageNotes: added.value.notes });
      return null;
    },
  };
}

async function showSample(
  id: string,
  open: OpenDocument,
  session: Session,
  { images, ambient }: Pick<Edges, "images" | "ambient">,
  isFirst = false,
): Promise<Failure | null> {
  const sample = SAMPLES.find((known) => known.id === id);
  if (!sample) return { code: "no-such-sample", message: id };
  const opened = await openSample(sample, (path) => fetch(path));
  if (!opened.ok) return opened.error;
  for (const picture of opened.value.pictures) {
    const added = await images.add(picture, "");
    if (!added.ok) return added.error;
  }
  // It was fetched, and a person who did not wait for it has opened something by now.
  if (isFirst && session.store.getState().log) return null;
  open.showUnkept({ ...opened.value.trace, id: ambient.nextTraceId() });
  open.remember({ kind: "sample", id });
  const at = lineThrough(opened.value.trace, null)[sample.opensAt ?? 0];
  if (at) session.goTo(at.id);
  return null;
}

async function openNamed(documents: Documents, name: DocumentName, isFirst = false): Promise<Failure | null> {
  if (name.kind === "trace") return documents.openKept(name.id);
  if (name.kind === "sample") return documents.openSample(name.id, isFirst);
  const family = sortNamed(name.family);
  const difficulty = LEVELS.find((level) => level === name.level);
  if (!family || !difficulty) return { code: "unknown", message: name.family };
  return documents.openGym({ family, seed: name.seed, difficulty });
}

/** A made problem under the name that says which one it is. */
async function openMade(
  open: OpenDocument,
  images: Edges["images"],
  ambient: Edges["ambient"],
  { name, question, truth, picture }: Parameters<Documents["openMade"]>[0],
): Promise<null> {
  const record = await images.addPixels(picture, `${name}.png`);
  open.showUnkept(problemTrace(ambient, [record], { question, truth }));
  return null;
}

/** Keeps the pictures of a gym problem, under names that it can be known by. */
function addPictures(images: Edges["images"], name: GymName, { pictures }: GymProblem): Promise<ImageRecord[]> {
  const names = pictureNames(name, pictures.length);
  return Promise.all(pictures.map((pixels, i) => images.addPixels(pixels, names[i] ?? "")));
}

/** The generator is fetched; what comes of a page without its files is told, not thrown. */
const asFailure = (thrown: unknown): Failure => ({
  code: "part-unreachable",
  message: thrown instanceof Error ? thrown.message : String(thrown),
});
