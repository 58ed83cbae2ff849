import { beforeEach, describe, expect, it } from "vitest";
import { err, ok } from "../../base";
import { picture } from "../../runner/testing";
import { createSession, type Session } from "../../session";
import { logOf, type StepId, type Trace, type TraceId } from "../../trace";
import { trunk } from "../../trace/testing";
import type { Edges, Failure, OpenTrace } from "../ports";
import type { Documents } from "../state";
import { edgesWith, NOT_GIVEN } from "../testing";
import { createDocuments } from "./documents";

let kept: Map<TraceId, Trace>;
let settings: Map<string, unknown>;
let closed: number;
let written: number;
let locks: ((change: "lost-write-lock" | "others-wrote") => void)[];
let edges: Edges;
let session: Session;
let isFull: boolean;
let isTaken: boolean;
let documents: Documents;
let failures: Failure[];
let mended: string[];

const opened = (trace: Trace): OpenTrace => ({
  log: logOf(trace),
  place: null,
  journal: {
    commit: () => {
      written += 1;
    },
    undo() {},
    redo() {},
    place() {},
  },
  losses: [],
  writable: true,
  onChange(listener) {
    locks.push(listener);
    return () => {};
  },
  takeOver: async () => {},
  close: () => {
    closed += 1;
  },
});

const open = () => session.store.getState().log?.trace;
const rest = () => new Promise((resolve) => setTimeout(resolve));

const keep: Edges["storage"]["keep"] = async (trace) => {
  if (isFull) return err({ code: "storage-full", message: "" });
  kept.set(trace.id, trace);
  return ok({ ...opened(trace), writable: !isTaken });
};

beforeEach(() => {
  isFull = false;
  isTaken = false;
  kept = new Map();
  settings = new Map();
  locks = [];
  failures = [];
  mended = [];
  closed = 0;
  written = 0;
  edges = edgesWith({
    images: {
      add: async (file) =>
        file.size === 0 ? err({ ...NOT_GIVEN, code: "empty-file" }) : ok({ record: picture, notes: [] }),
    },
    storage: {
      open: async (id) => {
        const trace = kept.get(id);
        return trace ? ok(opened(trace)) : err({ ...NOT_GIVEN, code: "no-such-trace" });
      },
      keep,
      unpack: async (file) =>
        file.size === 0
          ? err({ ...NOT_GIVEN, code: "not-a-trace" })
          : ok({ trace: trunk, missing: [picture.id], strays: [STRAY] }),
      setting: async (key) => settings.get(key),
      setSetting: async (key, value) => void settings.set(key, value),
    },
    ambient: { nextStepId: () => "root" as StepId },
  });
  session = createSession({ executor: edges.images, clockAndIds: edges.ambient });
  documents = createDocuments(edges, session, {
    onFailure: (failure) => failures.push(failure),
    onMended: (code) => mended.push(code),
  });
});

const STRAY = { kind: "judgement", place: "judgements[0]", reason: "no-such-step", name: "j" } as const;

describe("documents", () => {
  it("tell that nothing is kept where a trace that is new may not be written", async () => {
    isTaken = true;
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    session.remark("star", "root" as StepId, { starred: true });
    await rest();
    expect([written, closed, documents.store.getState().keptAs]).toEqual([0, 1, null]);
    expect(documents.store.getState().unkept).toBe("taken-over");
    expect(failures.map(({ code }) => code)).toEqual(["taken-over"]);
  });

  it("keep a gym problem from its first change on, and not for a look", async () => {
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    expect([open()?.steps.size, kept.size, documents.store.getState().keptAs]).toEqual([1, 0, null]);
    session.remark("star", "root" as StepId, { starred: true });
    await rest();
    expect([kept.size, documents.store.getState().keptAs]).toEqual([1, open()?.id]);
  });

  it("open again what was open last", async () => {
    await documents.openGym({ family: "count", seed: 3, difficulty: 2 });
    const question = open()?.title;
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    session.remark("star", "root" as StepId, { starred: true });
    await rest();
    const id = open()?.id;
    session.close();
    expect(await documents.openFirst()).toBeNull();
    expect(open()?.id).toBe(id);
    expect(open()?.title).not.toBe(question);
  });

  it("leave open what is open where something cannot be opened", async () => {
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    const before = open();
    const empty = new Blob([]);
    expect(await documents.openFile(empty)).toMatchObject({ code: "not-a-trace" });
    expect(await documents.openPicture(empty, "x", "What?")).toMatchObject({ code: "empty-file" });
    expect(await documents.openKept("gone" as TraceId)).toMatchObject({ code: "no-such-trace" });
    expect(open()).toBe(before);
  });

  it("open one trace twice at once without taking the write lock from themselves", async () => {
    kept.set(trunk.id, trunk);
    let held = 0;
    const storage: Edges["storage"] = {
      ...edges.storage,
      open: async () => {
        held += 1;
        const close = (): void => {
          held -= 1;
        };
        const first = ok({ ...opened(trunk), writable: held === 1, close });
        await rest();
        return first;
      },
    };
    documents = createDocuments({ ...edges, storage }, session, { onFailure: () => {}, onMended: () => {} });
    await Promise.all([documents.openKept(trunk.id), documents.openKept(trunk.id)]);
    expect([held, session.store.getState().writable]).toEqual([1, true]);
  });

  it("keep a run that was made beside them once it is opened", async () => {
    const name = { family: "track", seed: 3, difficulty: 1 } as const;
    expect(await documents.openRun(trunk, name, "gym/run")).toBeNull();
    expect(open()?.id).not.toBe(trunk.id);
    expect([open()?.steps, kept.size]).toEqual([trunk.steps, 1]);
  });

  it("open a file as a copy, and tell what it lacks", async () => {
    expect(await documents.openFile(new Blob(["{}"]))).toBeNull();
    expect(open()?.id).not.toBe(trunk.id);
    expect(open()?.steps).toEqual(trunk.steps);
    expect(documents.store.getState()).toMatchObject({ missing: [picture.id], strays: [STRAY] });
  });

  it("may not be written once another tab has the write lock", async () => {
    await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?");
    locks.at(-1)?.("lost-write-lock");
    expect(session.store.getState().writable).toBe(false);
    locks.at(-1)?.("others-wrote");
    expect(documents.store.getState().stale).toBe(true);
    await documents.takeOver();
    expect(session.store.getState().writable).toBe(true);
    expect(documents.store.getState().stale).toBe(false);
  });

  it("give back the write lock of one trace before taking that of another", async () => {
    await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?");
    await documents.openGym({ family: "find", seed: 1, difficulty: 2 });
    expect(closed).toBe(1);
  });

  it("write the first change of one that was left for another meanwhile, and give back its write lock", async () => {
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    session.remark("star", "root" as StepId, { starred: true });
    session.close();
    await rest();
    expect([kept.size, written, closed]).toEqual([1, 1, 1]);
    expect(documents.store.getState().keptAs).toBeNull();
  });

  it("say so where nothing can be kept", async () => {
    isFull = true;
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    session.remark("star", "root" as StepId, { starred: true });
    await rest();
    expect(failures).toMatchObject([{ code: "storage-full" }]);
    expect(documents.store.getState()).toMatchObject({ keptAs: null, unkept: "storage-full" });
    expect(open()?.steps.get("root" as StepId)?.starred).toBe(true);
  });

  it("are open where nothing can be kept, and are kept once something can", async () => {
    isFull = true;
    expect(await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?")).toBeNull();
    expect(open()?.title).toBe("Is this a cat?");
    const star = (starred: boolean) => session.remark("star", "root" as StepId, { starred });
    star(true);
    await rest();
    expect(failures).toMatchObject([{ code: "storage-full" }]);
    expect(documents.store.getState()).toMatchObject({ keptAs: null, unkept: "storage-full" });
    isFull = false;
    star(false);
    await rest();
    expect(documents.store.getState()).toMatchObject({ keptAs: open()?.id, unkept: null });
    expect([failures.length, mended]).toEqual([1, ["storage-full"]]);
  });
});
