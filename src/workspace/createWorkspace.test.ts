import { describe, expect, it } from "vitest";
import { logOf, type TraceId } from "../trace";
import { forked, stepId } from "../trace/testing";
import { runCommand } from "./commands";
import { writeNote } from "./editing";
import { createWorkspace, type Workspace } from "./index";
import { edgesWith } from "./testing";

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
    logs.setState({ current: { kind: "reading", name: "runs.jsonl", progress: null, cancel: () => {} } }),
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
