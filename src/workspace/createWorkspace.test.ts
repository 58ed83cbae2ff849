import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { ok } from "../base";
import { picture } from "../runner/testing";
import { logOf, type TraceId } from "../trace";
import { forked, stepId, trunk } from "../trace/testing";
import { runCommand } from "./commands";
import { writeNote } from "./editing";
import { createWorkspace, openFirst, type Workspace } from "./index";
import { edgesWith, openedTrace, workspaceWith } from "./testing";

/** Two workspaces on one page: the same edges, as a player beside an editor would be handed. */
async function twoWorkspaces(): Promise<readonly [Workspace, Workspace]> {
  const settings = new Map<string, unknown>();
  const edges = edgesWith({
    storage: {
      setting: async (key) => settings.get(key),
      setSetting: async (key, value) => void settings.set(key, value),
    },
  });
  const made = await Promise.all([createWorkspace(edges), createWorkspace(edges)]);
  return [made[0].workspace, made[1].workspace];
}

const STORES = {
  session: ({ session }: Workspace) => session.store.getState(),
  view: ({ view }: Workspace) => view.getState(),
  document: ({ documents }: Workspace) => documents.store.getState(),
  logs: ({ logs }: Workspace) => logs.getState(),
  address: ({ address }: Workspace) => address.getState(),
  note: ({ note }: Workspace) => note.getState(),
  batch: ({ batch }: Workspace) => batch.getState(),
  presenter: ({ presenter }: Workspace) => presenter.getState(),
  queries: ({ queries }: Workspace) => queries.getQueryCache().getAll().length,
};

const ACTS: Readonly<Record<string, (workspace: Workspace) => void>> = {
  "opening a trace": ({ session }) => session.open(logOf({ ...forked, id: "one" as TraceId }), null, null),
  "choosing a tool": (workspace) => runCommand(workspace, "box"),
  "opening a dialog": (workspace) => runCommand(workspace, "palette"),
  "writing a note": (workspace) => writeNote(workspace, stepId("a"), "look here"),
  "loading a picture": ({ queries }) => queries.setQueryData(["bitmap", "a"], null),
  "listing a log": ({ logs }) =>
    logs.setState({ current: { kind: "reading", name: "runs.jsonl", progress: null, cancel: () => {}, before: null } }),
  "asking about an address": ({ address }) =>
    address.setState({ kind: "asking", url: "https://there.example/", host: "there.example", answer: () => {} }),
  "running a batch": ({ batch }) => batch.setState({ total: 3, stop: new AbortController() }),
  "opening a document": ({ documents }) => documents.store.setState({ keptAs: "one" as TraceId }),
};

describe("two workspaces on one page", () => {
  it.each(Object.entries(ACTS))("share nothing: %s in one leaves the other as it was", async (_, act) => {
    const [one, other] = await twoWorkspaces();
    const before = Object.values(STORES).map((read) => read(other));
    const own = Object.values(STORES).map((read) => read(one));
    act(one);
    expect(Object.values(STORES).map((read) => read(one))).not.toEqual(own);
    Object.values(STORES).forEach((read, i) => {
      expect(read(other)).toEqual(before[i]);
    });
  });
});

describe("a workspace", () => {
  it("makes no browser of its own: it begins where there is none, in the language that it is given", async () => {
    const { workspace, close } = await createWorkspace(edgesWith({ page: { languages: ["zh-CN", "en"] } }));
    expect(workspace.view.getState().browserLanguage).toBe("zh");
    close();
  });

  it("tells of a lost model until it is taken down", async () => {
    const listeners = new Set<(failure: { code: string; message: string }) => void>();
    const { workspace, close } = await createWorkspace(
      edgesWith({
        models: {
          onLost(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
      }),
    );
    for (const tell of listeners) tell({ code: "device-lost", message: "" });
    expect(workspace.view.getState().failure?.code).toBe("device-lost");
    close();
    expect(listeners.size).toBe(0);
  });
});

describe("a page that is opened by a link to a sample", () => {
  const own = { ...trunk, id: "own" as TraceId };

  /** What a person finds who had a trace of their own open in this browser, or who comes for the first time. */
  async function openedBy(sample: string, has: "own work" | "nothing"): Promise<Workspace> {
    const kept =
      has === "own work"
        ? [{ id: own.id, title: "", updatedMillis: 0, stepCount: 1, thumbnail: null, removed: false }]
        : [];
    const workspace = workspaceWith({
      images: { add: async () => ok({ record: picture, notes: [] }) },
      storage: {
        open: async () => ok(openedTrace(own)),
        recent: async () => kept,
        setting: async (key) => (key === "last-open" && kept.length > 0 ? { kind: "trace", id: own.id } : null),
      },
    });
    await openFirst(workspace, { src: null, sample, link: "", here: "" });
    return workspace;
  }
  const nameOf = ({ documents }: Workspace) => documents.store.getState().name;
  const newsOf = ({ view }: Workspace) => view.getState().notice?.news.kind;

  beforeEach(() => {
    vi.stubGlobal("fetch", async (path: string) => new Response(await readFile(`public/${path}`)));
  });

  it("shows the sample, and says where one's own work is", async () => {
    const workspace = await openedBy("maze", "own work");
    expect([nameOf(workspace), newsOf(workspace)]).toEqual([{ kind: "sample", id: "maze" }, "sample-sent"]);
  });

  it("says nothing of work to who has none", async () => {
    const workspace = await openedBy("maze", "nothing");
    expect([nameOf(workspace), newsOf(workspace)]).toEqual([{ kind: "sample", id: "maze" }, undefined]);
  });

  it("opens what was open last where there is no such sample, and says so", async () => {
    const workspace = await openedBy("no-such", "own work");
    expect([nameOf(workspace), workspace.view.getState().failure?.code]).toEqual([
      { kind: "trace", id: own.id },
      "no-such-sample",
    ]);
  });

  it.each(["maze", null])("leaves what a person opened before the sample had come: %s", async (sample) => {
    const workspace = workspaceWith({ images: { add: async () => ok({ record: picture, notes: [] }) } });
    let arrive = (): void => {};
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let tellAsked = (): void => {};
    const asked = new Promise<void>((resolve) => {
      tellAsked = resolve;
    });
    vi.stubGlobal("fetch", async (path: string) => {
      tellAsked();
      await arrival;
      return new Response(await readFile(`public/${path}`));
    });
    const opening = openFirst(workspace, { src: null, sample, link: "", here: "" });
    await asked;
    workspace.session.open(logOf(own), null, null);
    arrive();
    await opening;
    expect(workspace.session.store.getState().log?.trace.id).toBe(own.id);
    expect(newsOf(workspace)).toBeUndefined();
  });
});
