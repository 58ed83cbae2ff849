import { expect, it } from "vitest";
import { err, ok } from "../../base";
import { cardForRepository, GYM_MODEL, type ModelCard } from "../../catalog";
import type { Models } from "../ports";
import type { Workspace } from "../state";
import { silentModel, workspaceWith } from "../testing";
import { chooseCard, chooseFolder, loadModel, readyModel } from "./loading";

const named = cardForRepository("owner/other");
const OTHER: ModelCard = named.ok ? named.value : GYM_MODEL;

interface Loading {
  readonly id: string;
  readonly signal: AbortSignal;
  /** The files are there: the model is loaded. */
  finish(): void;
  fail(): void;
}

/** A workspace whose models load when the test lets them. */
function workspaceWithLoads(): { readonly workspace: Workspace; readonly loads: Loading[] } {
  const loads: Loading[] = [];
  const models: Models = {
    plan: async () => ok(null),
    load: (card, { signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve(err({ code: "aborted", message: "" })));
        loads.push({
          id: card.id,
          signal,
          finish: () => resolve(ok(silentModel(card))),
          fail: () => resolve(err({ code: "corrupt-file", message: "" })),
        });
      }),
    loadBeside: async () => err({ code: "not-given", message: "" }),
    unload: async () => {},
    kept: async () => [],
    discard: async () => {},
    onLost: () => () => {},
    cardForFolder: (name) => ok({ ...GYM_MODEL, id: `folder:${name}`, source: { kind: "folder", name } }),
  };
  return { workspace: workspaceWith({ models }, { hubNames: ["owner/other"] }), loads };
}

it("gives up a model that is still loading for the one that is asked for next", async () => {
  const { workspace, loads } = workspaceWithLoads();
  const given = loadModel(workspace);
  chooseCard(workspace, OTHER);
  const asked = loadModel(workspace);
  for (const { finish } of loads) finish();
  expect((await asked)?.card.id).toBe(OTHER.id);
  expect(await given).toBeNull();
  expect(loads.map(({ id, signal }) => [id, signal.aborted])).toEqual([
    [GYM_MODEL.id, true],
    [OTHER.id, false],
  ]);
  expect(workspace.view.getState().failure).toBeNull();
  chooseCard(workspace, GYM_MODEL);
  expect(readyModel(workspace)).toBeNull();
});

it("loads a model once that is asked for again while it loads", async () => {
  const { workspace, loads } = workspaceWithLoads();
  const both = [loadModel(workspace), loadModel(workspace)];
  for (const { finish } of loads) finish();
  expect((await Promise.all(both)).map((ready) => ready?.card.id)).toEqual([GYM_MODEL.id, GYM_MODEL.id]);
  expect(loads).toHaveLength(1);
});

it("loads a folder anew that was picked again: other files may bear its name", async () => {
  const { workspace, loads } = workspaceWithLoads();
  const pick = (): void => chooseFolder(workspace, [new File(["{}"], "config.json")]);
  pick();
  const first = loadModel(workspace);
  loads[0]?.finish();
  expect((await first)?.card.id).toBe("folder:folder");
  pick();
  expect(readyModel(workspace)).toBeNull();
});

it("keeps the model that is loaded while another loads, and where that one fails", async () => {
  const { workspace, loads } = workspaceWithLoads();
  const first = loadModel(workspace);
  loads[0]?.finish();
  const ready = await first;
  chooseCard(workspace, OTHER);
  const failed = loadModel(workspace);
  loads[1]?.fail();
  expect(await failed).toBeNull();
  expect(workspace.view.getState().failure?.code).toBe("corrupt-file");
  chooseCard(workspace, GYM_MODEL);
  expect(readyModel(workspace)).toBe(ready);
  expect(loads).toHaveLength(2);
});
