import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { must, ok } from "../../base";
import { cardForRepository, GYM_MODEL } from "../../catalog";
import type { TrialSet } from "../../evaluation";
import type { RunModel } from "../../runner";
import { countingClockAndIds, cropExecutor, PICTURE } from "../../runner/testing";
import { createSession } from "../../session";
import { dialectOf } from "../models/cards";
import { chooseCard, chosenQuery, loadModel, removeCard, unloadModel } from "../models/loading";
import type { ReadyModel } from "../ports/ports";
import { createQueries } from "../queries/queries";
import { FRESH_VIEW, type ViewState } from "../state";
import type { Desk } from "../state/workspace";
import { batch, startBatch } from "./batches";

const OTHER = must(cardForRepository("owner/other"));
const ANOTHER = must(cardForRepository("owner/another"));

/** A desk whose chosen model answers once, and then thinks until it is unloaded: nothing else is asked for here. */
function deskThatThinks(): { readonly desk: Desk; readonly thinking: Promise<void> } {
  let thinks = (): void => {};
  const thinking = new Promise<void>((resolve) => {
    thinks = resolve;
  });
  const gone = new AbortController();
  // As the engine does where a model goes that is at work.
  const whenGone = (): Promise<never> =>
    new Promise((_, reject) =>
      gone.signal.addEventListener("abort", () =>
        reject(Object.assign(new Error("Unloaded."), { code: "bad-request" })),
      ),
    );
  let asked = 0;
  const model: RunModel["continue"] = async function* () {
    yield { kind: "prompt", promptTokens: 1, reusedTokens: 0 };
    if (++asked > 1) {
      thinks();
      await whenGone();
    }
    yield { kind: "token", token: { id: 0, text: "<answer>?</answer>", logProbability: 0, alternatives: [] } };
    yield { kind: "end", reason: "stop-token" };
  };
  const session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
  const models = {
    unload: async () => gone.abort(),
    load: async (card: ReadyModel["card"]) => {
      gone.abort();
      return ok({ card });
    },
  };
  const images = { addPixels: async () => ({ id: PICTURE, width: 400, height: 400, name: "" }) };
  const store = createStore<ViewState>(() => ({ ...FRESH_VIEW, hubNames: ["owner/other", "owner/another"] }));
  const desk: Desk = {
    services: { session, models, images } as unknown as Desk["services"],
    view: { ...store, flush: async () => {} },
    queries: createQueries(),
    documents: {} as Desk["documents"],
  };
  chooseCard(desk, OTHER);
  const ready = { card: OTHER, dialect: dialectOf(GYM_MODEL), run: { id: OTHER.id, continue: model } };
  desk.queries.setQueryData(chosenQuery(desk).queryKey, ready as unknown as ReadyModel);
  return { desk, thinking };
}

const SET: TrialSet = { sorts: ["find"], conditions: ["looking"], problems: 3, firstSeed: 1, level: 1 };

const WAYS: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  "unloads its model": unloadModel,
  "takes its model off the list": (desk) => removeCard(desk, OTHER),
  "loads another model": (desk) => {
    chooseCard(desk, ANOTHER);
    return loadModel(desk);
  },
};

it.each(Object.entries(WAYS))(
  "ends a batch without a failure for a person who %s, and keeps what it has",
  async (_, way) => {
    const { desk, thinking } = deskThatThinks();
    const running = startBatch(desk, SET);
    await thinking;
    await way(desk);
    await running;
    expect(desk.view.getState()).toMatchObject({ batching: false, failure: null });
    expect(batch.getState()).toMatchObject({ running: false, total: 3, done: 1 });
    expect(batch.getState().results).toHaveLength(1);
  },
);
