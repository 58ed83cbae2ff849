import { expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { must } from "../../base";
import { GYM_MODEL } from "../../catalog";
import type { RunModel } from "../../runner";
import { countingClockAndIds, cropExecutor, picture, problemStep } from "../../runner/testing";
import { createSession } from "../../session";
import { applyEdit, emptyTrace, logOf, type Trace, type TraceId } from "../../trace";
import type { Desk } from "../state/workspace";
import { dialectOf } from "../models/cards";
import { chosenQuery } from "../models/loading";
import type { ReadyModel } from "../ports/ports";
import { createQueries } from "../queries/queries";
import { FRESH_VIEW, type ViewState } from "../state";
import { runFromHere } from "./run";

const posed = (id: string): Trace =>
  must(
    applyEdit(emptyTrace(id as TraceId, ""), {
      kind: "batch",
      edits: [
        { kind: "add-image", image: picture },
        { kind: "add-step", step: problemStep, index: 0 },
      ],
    }),
  );

/** A desk with a trace open and a model loaded that does what `continue` does: nothing else is asked for here. */
function deskWith(model: RunModel["continue"]): Desk {
  const session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
  session.open(logOf(posed("first")), null, null);
  const services = { session } as unknown as Desk["services"];
  const view = { ...createStore<ViewState>(() => FRESH_VIEW), flush: async () => {} };
  const desk: Desk = { services, view, queries: createQueries(), documents: {} as Desk["documents"] };
  const ready = { card: GYM_MODEL, dialect: dialectOf(GYM_MODEL), run: { id: "gym", continue: model } };
  desk.queries.setQueryData(chosenQuery(desk).queryKey, ready as unknown as ReadyModel);
  return desk;
}

// biome-ignore lint/correctness/useYield: it fails before it says anything
async function* failing(): ReturnType<RunModel["continue"]> {
  throw new Error("lost");
}

it("tells at the step where a run ended that it failed", async () => {
  const desk = deskWith(failing);
  await runFromHere(desk);
  expect(desk.view.getState()).toMatchObject({ endedAt: problemStep.id, failure: { message: "lost" } });
});

it("tells nothing in the next trace of a run that was left behind", async () => {
  const desk = deskWith(failing);
  const running = runFromHere(desk);
  desk.services.session.store.subscribe(({ run, log }) => {
    if (run.kind === "running" && log?.trace.id === "first")
      desk.services.session.open(logOf(posed("second")), null, null);
  });
  await running;
  expect(desk.services.session.store.getState()).toMatchObject({
    log: { trace: { id: "second" } },
    run: { outcome: null },
  });
  expect(desk.view.getState()).toMatchObject({ endedAt: null, failure: null });
});
