import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { err, ok } from "../../base";
import { cardForRepository, GYM_MODEL, type ModelCard } from "../../catalog";
import type { Desk } from "../state/workspace";
import type { Models, ReadyModel } from "../ports/ports";
import { createQueries } from "../queries/queries";
import { FRESH_VIEW, type ViewState } from "../state";
import { chooseCard, chooseFolder, loadModel, readyModel } from "./loading";

const named = cardForRepository("owner/other");
const OTHER: ModelCard = named.ok ? named.value : GYM_MODEL;

interface Loading {
  readonly id: string;
  readonly signal: AbortSignal;
  /** The files are there: the model is loaded. */
  finish(): void;
}

/** A desk whose models load when the test lets them: nothing else is asked for here. */
function deskWithLoads(): { readonly desk: Desk; readonly loads: Loading[] } {
  const loads: Loading[] = [];
  const models: Models = {
    load: (card, { signal }) =>
      new Promise((resolve) => {
        const model = { card } as unknown as ReadyModel;
        signal.addEventListener("abort", () => resolve(err({ code: "aborted", message: "" })));
        loads.push({ id: card.id, signal, finish: () => resolve(ok(model)) });
      }),
    unload: async () => {},
    onLost: () => () => {},
    cardForFolder: (name) => ok({ ...GYM_MODEL, id: `folder:${name}`, source: { kind: "folder", name } }),
  };
  const services = { models } as unknown as Desk["services"];
  const store = createStore<ViewState>(() => ({ ...FRESH_VIEW, hubNames: ["owner/other"] }));
  const view = { ...store, flush: async () => {} };
  return { desk: { services, view, queries: createQueries(), documents: {} as Desk["documents"] }, loads };
}

it("gives up a model that is still loading for the one that is asked for next", async () => {
  const { desk, loads } = deskWithLoads();
  const given = loadModel(desk);
  chooseCard(desk, OTHER);
  const asked = loadModel(desk);
  for (const { finish } of loads) finish();
  expect((await asked)?.card.id).toBe(OTHER.id);
  expect(await given).toBeNull();
  expect(loads.map(({ id, signal }) => [id, signal.aborted])).toEqual([
    [GYM_MODEL.id, true],
    [OTHER.id, false],
  ]);
  expect(desk.view.getState().failure).toBeNull();
  chooseCard(desk, GYM_MODEL);
  expect(readyModel(desk)).toBeNull();
});

it("loads a model once that is asked for again while it loads", async () => {
  const { desk, loads } = deskWithLoads();
  const both = [loadModel(desk), loadModel(desk)];
  for (const { finish } of loads) finish();
  expect((await Promise.all(both)).map((ready) => ready?.card.id)).toEqual([GYM_MODEL.id, GYM_MODEL.id]);
  expect(loads).toHaveLength(1);
});

it("loads a folder anew that was picked again: other files may bear its name", async () => {
  const { desk, loads } = deskWithLoads();
  const pick = (): void => chooseFolder(desk, [new File(["{}"], "config.json")]);
  pick();
  const first = loadModel(desk);
  loads[0]?.finish();
  expect((await first)?.card.id).toBe("folder:folder");
  pick();
  expect(readyModel(desk)).toBeNull();
});
