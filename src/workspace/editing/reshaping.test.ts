import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { cropExecutor, PICTURE, picture, problemStep } from "../../runner/testing";
import { childrenOf, emptyTrace, logOf, plainStep, type StepId, type TraceId } from "../../trace";
import { workspaceWith } from "../testing";
import { withNumber } from "./numbers";
import { type Change, createReshaping } from "./reshaping";

const box = (left: number, top: number): Action => ({ kind: "zoom", image: PICTURE, box: imageBox(left, top, 80, 40) });
const ZOOM = "zoom" as StepId;
const zoomStep = plainStep({
  id: ZOOM,
  parent: problemStep.id,
  author: "model",
  atMillis: 0,
  body: { kind: "action", action: box(0, 0), declared: null },
});

/** A workspace at a crop by the model, whose actions take as long to perform as they are made to. */
function workspaceAtCrop() {
  const waiting: (() => void)[] = [];
  const workspace = workspaceWith({
    images: {
      async perform(...asked) {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return cropExecutor.perform(...asked);
      },
    },
  });
  const { session } = workspace;
  session.open(logOf(emptyTrace("t" as TraceId, "")), null, null);
  const edits = [
    { kind: "add-image", image: picture },
    { kind: "add-step", step: problemStep, index: 0 },
    { kind: "add-step", step: zoomStep, index: 0 },
  ] as const;
  must(session.commit("open-problem", { kind: "batch", edits }));
  session.goTo(ZOOM);
  const look = async (): Promise<void> => {
    await expect.poll(() => waiting.length).toBe(1);
    waiting.pop()?.();
  };
  const here = () => {
    const { log, place } = session.store.getState();
    return log?.trace.steps.get(place.step as StepId);
  };
  const crops = () => childrenOf(session.store.getState().log?.trace ?? emptyTrace("t" as TraceId, ""), problemStep.id);
  return { workspace, look, here, crops };
}

const typed =
  (name: "left" | "top" | "width", value: number): Change =>
  (action) =>
    withNumber(action, picture, "pixel", { name, point: 0, value });

describe("typing an action's numbers field by field", () => {
  it("stays at the action, so that its form does", async () => {
    const { workspace, look, here } = workspaceAtCrop();
    const done = createReshaping(workspace)(ZOOM, typed("left", 12));
    await look();
    const id = await done;
    expect(here()).toMatchObject({ id, author: "human", body: { action: box(12, 0) } });
  });

  it("changes what the last number made of it, also while that is still being performed", async () => {
    const { workspace, look, here, crops } = workspaceAtCrop();
    const reshape = createReshaping(workspace);
    const numbers = [reshape(ZOOM, typed("left", 12)), reshape(ZOOM, typed("top", 31))];
    await look();
    await look();
    await Promise.all(numbers);
    expect(here()).toMatchObject({ body: { action: box(12, 31) } });
    expect(crops().map(({ author }) => author)).toEqual(["model", "human"]);
  });

  it("begins anew at the step that is shown, once nothing is under way", async () => {
    const { workspace, look, here, crops } = workspaceAtCrop();
    const reshape = createReshaping(workspace);
    const first = reshape(ZOOM, typed("left", 12));
    await look();
    await first;
    const second = reshape(ZOOM, typed("top", 31));
    await look();
    await second;
    expect(here()).toMatchObject({ body: { action: box(0, 31) } });
    expect(crops()).toHaveLength(3);
  });
});
