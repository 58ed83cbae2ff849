import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { err, ok } from "../../base";
import { countingSurroundings, cropEyes, picture } from "../../runner/testing";
import { createSession } from "../../session";
import { logOf, type StepId, type Trace, type TraceId } from "../../trace";
import { trunk } from "../../trace/testing";
import type { Failure, OpenTrace, SaveStatus, Services } from "../ports/ports";
import { createDocuments, type Documents } from "./documents";

const BAD: Failure = { code: "not-a-trace", message: "" };

let kept: Map<TraceId, Trace>;
let settings: Map<string, unknown>;
let closed: number;
let written: number;
let lockListeners: ((change: "lost-write-lock" | "others-wrote") => void)[];
let services: Services;
let documents: Documents;
let failures: Failure[];

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
    lockListeners.push(listener);
    return () => {};
  },
  takeOver: async () => {},
  close: () => {
    closed += 1;
  },
});

const open = () => services.session.store.getState().log?.trace;
const rest = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  kept = new Map();
  settings = new Map();
  lockListeners = [];
  failures = [];
  closed = 0;
  written = 0;
  let ids = 0;
  const session = createSession({ eyes: cropEyes, surroundings: countingSurroundings() });
  services = {
    session,
    models: {
      load: async () => err(BAD),
      unload: async () => {},
      onLost: () => () => {},
      cardForFolder: () => err(BAD),
    },
    servers: {
      presets: async () => [],
      list: async () => err(BAD),
      test: async () => err(BAD),
      choose: async () => err(BAD),
      keyOf: async () => "none",
      forgetKey: async () => {},
    },
    images: {
      add: async (file) => (file.size === 0 ? err({ ...BAD, code: "empty-file" }) : ok({ record: picture, notes: [] })),
      addPixels: async (_, name) => ({ ...picture, name }),
      bitmap: async () => null,
      look: async () => err("image-not-found"),
    },
    shelf: {
      recent: async () => [],
      open: async (id) => {
        const trace = kept.get(id);
        return trace ? ok(opened(trace)) : err({ ...BAD, code: "no-such-trace" });
      },
      keep: async (trace) => {
        kept.set(trace.id, trace);
        return ok(opened(trace));
      },
      setThumbnail: async () => {},
      remove: async () => {},
      restore: async () => {},
      pack: async () => err(BAD),
      unpack: async (file) => (file.size === 0 ? err(BAD) : ok({ trace: trunk, missing: [picture.id] })),
      saveStatus: createStore<SaveStatus>(() => ({ kind: "saving" })),
      flush: async () => {},
      setting: async (key) => settings.get(key),
      setSetting: async (key, value) => void settings.set(key, value),
    },
    logs: { open: async () => err(BAD) },
    newTraceId: () => `t${++ids}` as TraceId,
  };
  documents = createDocuments(
    services,
    () => "root" as StepId,
    (failure) => failures.push(failure),
  );
});

describe("documents", () => {
  it("keep a gym problem from its first change on, and not for a look", async () => {
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    expect([open()?.steps.size, kept.size, documents.store.getState().keptAs]).toEqual([1, 0, null]);
    services.session.remark("star", "root" as StepId, { starred: true });
    await rest();
    expect([kept.size, documents.store.getState().keptAs]).toEqual([1, open()?.id]);
  });

  it("open again what was open last", async () => {
    await documents.openGym({ family: "count", seed: 3, difficulty: 2 });
    const question = open()?.title;
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    services.session.remark("star", "root" as StepId, { starred: true });
    await rest();
    const id = open()?.id;
    services.session.close();
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

  it("keep a run that was made beside them once it is opened", async () => {
    const name = { family: "track", seed: 3, difficulty: 1 } as const;
    expect(await documents.openRun(trunk, name)).toBeNull();
    expect(open()?.id).not.toBe(trunk.id);
    expect([open()?.steps, kept.size]).toEqual([trunk.steps, 1]);
  });

  it("open a file as a copy, and tell what it lacks", async () => {
    expect(await documents.openFile(new Blob(["{}"]))).toBeNull();
    expect(open()?.id).not.toBe(trunk.id);
    expect(open()?.steps).toEqual(trunk.steps);
    expect(documents.store.getState().missing).toEqual([picture.id]);
  });

  it("may not be written once another tab has the write lock", async () => {
    await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?");
    lockListeners.at(-1)?.("lost-write-lock");
    expect(services.session.store.getState().writable).toBe(false);
    lockListeners.at(-1)?.("others-wrote");
    expect(documents.store.getState().stale).toBe(true);
    await documents.takeOver();
    expect(services.session.store.getState().writable).toBe(true);
    expect(documents.store.getState().stale).toBe(false);
  });

  it("give back the write lock of one trace before taking that of another", async () => {
    await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?");
    await documents.openGym({ family: "find", seed: 1, difficulty: 2 });
    expect(closed).toBe(1);
  });

  it("write the first change of one that was left for another meanwhile, and give back its write lock", async () => {
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    services.session.remark("star", "root" as StepId, { starred: true });
    services.session.close();
    await rest();
    expect([kept.size, written, closed]).toEqual([1, 1, 1]);
    expect(documents.store.getState().keptAs).toBeNull();
  });

  it("say so where nothing can be kept", async () => {
    services.shelf.keep = async () => err({ code: "storage-full", message: "" });
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    services.session.remark("star", "root" as StepId, { starred: true });
    await rest();
    expect(failures).toMatchObject([{ code: "storage-full" }]);
    expect(documents.store.getState()).toMatchObject({ keptAs: null, unkept: "storage-full" });
    expect(open()?.steps.get("root" as StepId)?.starred).toBe(true);
  });

  it("are open where nothing can be kept, and are kept once something can", async () => {
    const { keep } = services.shelf;
    services.shelf.keep = async () => err({ code: "storage-full", message: "" });
    expect(await documents.openPicture(new Blob(["png"]), "cat.png", "Is this a cat?")).toBeNull();
    expect(open()?.title).toBe("Is this a cat?");
    const star = (starred: boolean) => services.session.remark("star", "root" as StepId, { starred });
    star(true);
    await rest();
    expect(failures).toMatchObject([{ code: "storage-full" }]);
    expect(documents.store.getState()).toMatchObject({ keptAs: null, unkept: "storage-full" });
    services.shelf.keep = keep;
    star(false);
    await rest();
    expect(documents.store.getState()).toMatchObject({ keptAs: open()?.id, unkept: null });
    expect(failures).toHaveLength(1);
  });
});
