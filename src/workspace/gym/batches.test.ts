import { expect, it } from "vitest";
import { must, ok } from "../../base";
import { cardForRepository } from "../../catalog";
import type { TrialSet } from "../../evaluation";
import type { RunModel } from "../../runner";
import { chooseCard, chosenQuery, loadModel, removeCard, unloadModel } from "../models/loading";
import type { Workspace } from "../state";
import { modelThat, silentModel, workspaceWith } from "../testing";
import { startBatch } from "./batches";

const OTHER = must(cardForRepository("owner/other"));
const ANOTHER = must(cardForRepository("owner/another"));

/** A workspace whose chosen model answers once, and then thinks until it is unloaded. */
function workspaceThatThinks(): { readonly workspace: Workspace; readonly thinking: Promise<void> } {
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
  const workspace = workspaceWith(
    {
      models: {
        unload: async () => gone.abort(),
        async load(card) {
          gone.abort();
          return ok(silentModel(card));
        },
      },
    },
    { hubNames: ["owner/other", "owner/another"] },
  );
  chooseCard(workspace, OTHER);
  workspace.queries.setQueryData(chosenQuery(workspace).queryKey, modelThat(OTHER, model));
  return { workspace, thinking };
}

const SET: TrialSet = { sorts: ["find"], conditions: ["looking"], problems: 3, firstSeed: 1, level: 1 };

const WAYS: Readonly<Record<string, (workspace: Workspace) => Promise<unknown>>> = {
  "unloads its model": unloadModel,
  "takes its model off the list": (workspace) => removeCard(workspace, OTHER),
  "loads another model": (workspace) => {
    chooseCard(workspace, ANOTHER);
    return loadModel(workspace);
  },
};

it.each(Object.entries(WAYS))(
  "ends a batch without a failure for a person who %s, and keeps what it has",
  async (_, way) => {
    const { workspace, thinking } = workspaceThatThinks();
    const running = startBatch(workspace, SET);
    await thinking;
    await way(workspace);
    await running;
    expect(workspace.view.getState()).toMatchObject({ batching: false, failure: null });
    expect(workspace.batch.getState()).toMatchObject({ stop: null, total: 3, done: 1 });
    expect(workspace.batch.getState().results).toHaveLength(1);
  },
);
