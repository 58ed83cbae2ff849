import { expect, it } from "vitest";
import { HINTS_VERSION, hintsOf } from "../../annotation";
import { lineView } from "../../session";
import { logOf, ME, NOTHING_SAID, ownJudgement, type Trace } from "../../trace";
import { addImage, addStep, built, imageId, source, stepId } from "../../trace/testing";
import { workspaceWith } from "../testing";
import { answer, goToFlagged, hintsAbout, hintsOfRun, waitingHints } from "./hints";
import { toggleDecisive, toggleFirstError, toggleTag } from "./judge";

const trace = built(
  addImage(source("1")),
  addStep("ask", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
  addStep("claim", "ask", { kind: "thought", text: "After zooming in I see a K." }),
  addStep("say", "claim", { kind: "answer", text: "K" }),
);

const CLAIM = { kind: "step", step: stepId("claim") } as const;

function opened() {
  const workspace = workspaceWith();
  workspace.session.open(logOf(trace), null, null);
  const now = (): Trace => workspace.session.store.getState().log?.trace ?? trace;
  const at = () => lineView(now(), workspace.session.store.getState().place).current?.id;
  const waiting = () =>
    waitingHints({ hintsOf }, now(), lineView(now(), workspace.session.store.getState().place).line, ME.id);
  const own = (step: string) => ownJudgement(now(), stepId(step), ME.id)?.value;
  return { workspace, now, at, waiting, own };
}

it("an accepted hint makes its step wrong with its tag, keeps what that rests on, and is undone as one", () => {
  const { workspace, now, waiting, own } = opened();
  const [hint] = hintsAbout(waiting(), stepId("say"));
  if (!hint) throw new Error("no hint");
  answer(workspace, hint, "accepted");
  expect(own("say")).toMatchObject({ verdict: "wrong", tags: [{ tag: "bypassing" }] });
  expect([...now().judgements.values()].map(({ basis }) => basis)).toContainEqual({
    kind: "check",
    name: "no-look",
    version: HINTS_VERSION,
  });
  expect(hintsAbout(waiting(), stepId("say"))).toEqual([]);
  workspace.session.undo();
  expect(now().judgements.size).toBe(0);
  expect(hintsAbout(waiting(), stepId("say"))).toHaveLength(1);
});

it("a dismissed hint says nothing of its step and does not come back", () => {
  const { workspace, waiting, own } = opened();
  workspace.session.goTo(stepId("say"));
  toggleDecisive(workspace);
  for (const hint of waiting()) answer(workspace, hint, "dismissed");
  expect(waiting()).toEqual([]);
  expect(own("say")).toMatchObject({ verdict: null, decisive: true });
});

it("the flagged steps are gone through, round at the ends, unless none is left", async () => {
  const { workspace, at, waiting } = opened();
  workspace.session.goTo(stepId("ask"));
  await goToFlagged(workspace, 1);
  expect(at()).toBe("claim");
  await goToFlagged(workspace, 1);
  expect(at()).toBe("say");
  await goToFlagged(workspace, 1);
  expect(at()).toBe("claim");
  await goToFlagged(workspace, -1);
  expect(at()).toBe("say");
  for (const hint of waiting()) answer(workspace, hint, "dismissed");
  await goToFlagged(workspace, 1);
  expect(at()).toBe("say");
});

it("marks and tags are given and taken back by the same key", () => {
  const { workspace, own } = opened();
  workspace.session.goTo(stepId("claim"));
  toggleFirstError(workspace);
  toggleDecisive(workspace);
  toggleTag(workspace, CLAIM, "perception");
  expect(own("claim")).toMatchObject({ firstError: true, decisive: true, tags: [{ tag: "perception", version: "1" }] });
  workspace.session.goTo(stepId("say"));
  toggleFirstError(workspace);
  expect([own("claim")?.firstError, own("say")?.firstError]).toEqual([false, true]);
  toggleFirstError(workspace);
  toggleTag(workspace, CLAIM, "perception");
  workspace.session.goTo(stepId("claim"));
  toggleDecisive(workspace);
  // A first error is wrong, and stays so when another step turns out to come first.
  expect(own("claim")).toEqual({ ...NOTHING_SAID, verdict: "wrong" });
});

it("of a line that is still being said nothing tells that it has no answer", () => {
  const going = built(
    addImage(source("1")),
    addStep("ask", null, { kind: "problem", question: "Which letter?", images: [imageId("1")] }),
    addStep("claim", "ask", { kind: "thought", text: "After zooming in I see a K." }),
  );
  const kindsOf = (hints: ReturnType<typeof waitingHints>) => hints.map(({ evidence }) => evidence.kind);
  const hints = waitingHints({ hintsOf }, going, [...going.steps.values()], ME.id);
  expect(kindsOf(hints)).toEqual(["claimed-look", "no-answer"]);
  expect(kindsOf(hintsOfRun(hints))).toEqual(["claimed-look"]);
});
