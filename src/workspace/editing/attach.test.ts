import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { lineView } from "../../session";
import {
  type JudgementTarget,
  logOf,
  ME,
  NOTHING_SAID,
  ownJudgement,
  ownJudgementAbout,
  type Trace,
} from "../../trace";
import { addImage, addStep, built, imageId, source, stepId } from "../../trace/testing";
import { COMMANDS } from "../commands";
import { workspaceWith } from "../testing";
import { judgeRegion, judgeWords, link, missStep, pickStep, unjudge, walkSentences } from "./attach";
import { undo } from "./history";
import { judge, toggleFirstError, toggleTag } from "./judge";
import { endNote, writeNote } from "./note";
import { judgingNow, leaveSubject } from "./subject";

const [PICTURE, BOX] = [imageId("1"), imageBox(10, 20, 30, 40)];
const trace = built(
  addImage(source("1")),
  addStep("ask", null, { kind: "problem", question: "How many?", images: [PICTURE] }),
  addStep("look", "ask", { kind: "thought", text: "I see a cup.  There are two!\n有三个。Done" }),
  addStep("box", "look", {
    kind: "action",
    action: { kind: "box", image: PICTURE, box: BOX, label: "cup" },
    declared: null,
  }),
  addStep("dot", "box", {
    kind: "action",
    action: { kind: "point", image: PICTURE, at: imagePoint(0, 50), label: "" },
    declared: null,
  }),
  addStep("say", "dot", { kind: "answer", text: "2" }),
  addStep("other", "look", { kind: "answer", text: "3" }),
);

function opened(at = "ask") {
  const workspace = workspaceWith();
  workspace.session.open(logOf(trace), null, null);
  // The line goes by way of what is asked for here, where another step is not.
  workspace.session.goTo(stepId("say"));
  workspace.session.goTo(stepId(at));
  const now = (): Trace => workspace.session.store.getState().log?.trace ?? trace;
  const here = () => lineView(now(), workspace.session.store.getState().place).current?.id;
  const about = (target: JudgementTarget) => ownJudgementAbout(now(), target, ME.id)?.value ?? null;
  const own = (step: string) => ownJudgement(now(), stepId(step), ME.id)?.value ?? null;
  const subject = () => judgingNow(workspace)?.target;
  const edits = () => workspace.session.store.getState().log?.cursor;
  const told = () => workspace.view.getState().notice?.news;
  const press = (id: string) => COMMANDS.find((command) => command.id === id)?.run(workspace);
  return { workspace, now, here, about, own, subject, edits, told, press };
}

describe("a verdict on a step", () => {
  it("goes on to the next step, and undo comes back to it", () => {
    const { workspace, here, own } = opened("look");
    judge(workspace, "correct");
    expect([here(), own("look")?.verdict]).toEqual(["box", "correct"]);
    undo(workspace);
    expect([here(), own("look")]).toEqual(["look", null]);
  });

  it("stays where that is switched off, where the verdict is taken back, and at the end", () => {
    const { workspace, here, own, press } = opened("look");
    press("advance");
    judge(workspace, "wrong");
    expect(here()).toBe("look");
    press("advance");
    judge(workspace, "wrong");
    expect([here(), own("look")]).toEqual(["look", null]);
    workspace.session.goTo(stepId("other"));
    judge(workspace, "wrong");
    expect([here(), own("other")?.verdict]).toEqual(["other", "wrong"]);
  });

  it("is wrong for the first error, in one edit, unless something else was said", () => {
    const { workspace, own, edits } = opened("box");
    toggleFirstError(workspace);
    expect(own("box")).toEqual({ ...NOTHING_SAID, verdict: "wrong", firstError: true });
    expect(edits()).toBe(1);
    workspace.session.goTo(stepId("dot"));
    workspace.view.setState({ advances: false });
    judge(workspace, "unsure");
    toggleFirstError(workspace);
    expect([own("box")?.firstError, own("dot")]).toEqual([
      false,
      { ...NOTHING_SAID, verdict: "unsure", firstError: true },
    ]);
  });
});

describe("judging words of a step", () => {
  it("goes from sentence to sentence in any language, and back to the step", () => {
    const { workspace, subject } = opened("look");
    const { text } = { text: "I see a cup.  There are two!\n有三个。Done" };
    const read = () => {
      const target = subject();
      return target?.kind === "words" ? text.slice(target.from, target.to) : target?.kind;
    };
    const seen: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      walkSentences(workspace, 1);
      seen.push(read());
    }
    expect(seen).toEqual(["I see a cup.", "There are two!", "有三个。", "Done", "step"]);
    walkSentences(workspace, -1);
    expect(read()).toBe("Done");
  });

  it("says it of the words and not of the step, and stays there", () => {
    const { workspace, here, about, own, subject, now } = opened("look");
    judgeWords(workspace, "text", 6, 13);
    const words = { kind: "words", step: stepId("look"), of: "text", from: 6, to: 12 } as const;
    expect(subject()).toEqual(words);
    judge(workspace, "wrong");
    toggleTag(workspace, words, "perception");
    writeNote(workspace, stepId("look"), "A bowl.", words);
    endNote(workspace);
    expect(about(words)).toMatchObject({ verdict: "wrong", note: "A bowl.", tags: [{ tag: "perception" }] });
    expect([here(), own("look"), now().judgements.size]).toEqual(["look", null, 1]);
    leaveSubject(workspace);
    expect(subject()).toEqual({ kind: "step", step: stepId("look") });
  });

  it("lets them go with the step, and takes no words that are not there", () => {
    const { workspace, subject, edits } = opened("look");
    judgeWords(workspace, "text", 12, 14);
    judgeWords(workspace, "text", 500, 600);
    expect(subject()?.kind).toBe("step");
    judgeWords(workspace, "text", -5, 5);
    expect(subject()).toMatchObject({ from: 0, to: 5 });
    workspace.session.walk(1);
    expect(subject()?.kind).toBe("step");
    expect(edits()).toBe(0);
  });

  it("says so where a step has none", () => {
    const { workspace, told } = opened("box");
    walkSentences(workspace, 1);
    expect(told()).toEqual({ kind: "refused", code: "nothing-written" });
  });
});

describe("judging a region", () => {
  it("is an edit as soon as it is drawn, and takes the next verdict", () => {
    const { workspace, about, subject, here } = opened("look");
    judgeRegion(workspace, PICTURE, BOX);
    const region = { kind: "region", image: PICTURE, box: BOX } as const;
    expect([subject(), about(region)]).toEqual([region, NOTHING_SAID]);
    judge(workspace, "wrong");
    judge(workspace, "wrong");
    expect([about(region), here()]).toEqual([NOTHING_SAID, "look"]);
    undo(workspace);
    undo(workspace);
    undo(workspace);
    expect([about(region), subject()?.kind]).toEqual([null, "step"]);
  });

  it("takes the place that the model named by key, a little more of it around a point", () => {
    const { workspace, about, subject, press, told } = opened("box");
    press("judgeOwnPlace");
    expect(about({ kind: "region", image: PICTURE, box: BOX })).toEqual(NOTHING_SAID);
    workspace.session.goTo(stepId("dot"));
    press("judgeOwnPlace");
    expect(subject()).toMatchObject({ kind: "region", box: { left: 0 } });
    const target = subject();
    expect(target?.kind === "region" && target.box.width > 0 && target.box.height > target.box.width).toBe(true);
    workspace.session.goTo(stepId("say"));
    press("judgeOwnPlace");
    expect(told()).toEqual({ kind: "refused", code: "no-place-here" });
  });

  it("is taken away by the key that deletes, and then the branch is", () => {
    const { workspace, about, press, now } = opened("other");
    judgeRegion(workspace, PICTURE, BOX);
    press("remove");
    expect(about({ kind: "region", image: PICTURE, box: BOX })).toBeNull();
    expect(now().steps.get(stepId("other"))?.removed).toBe(false);
    press("remove");
    expect(now().steps.get(stepId("other"))?.removed).toBe(true);
  });
});

describe("linking a cause to its effect", () => {
  const caused = (cause: string, effect: string) =>
    ({ kind: "link", cause: stepId(cause), effect: stepId(effect) }) as const;

  it("is begun at one step and ended at another, by key", () => {
    const { workspace, about, subject, here } = opened("box");
    link(workspace);
    workspace.session.goTo(stepId("say"));
    link(workspace);
    expect([here(), subject(), about(caused("box", "say"))]).toEqual(["say", caused("box", "say"), NOTHING_SAID]);
    judge(workspace, "wrong");
    expect(about(caused("box", "say"))?.verdict).toBe("wrong");
  });

  it("is ended by a click, and its cause is the earlier step, whichever was chosen first", () => {
    const { workspace, about, here } = opened("say");
    link(workspace);
    pickStep(workspace, stepId("box"));
    expect([here(), about(caused("box", "say"))]).toEqual(["box", NOTHING_SAID]);
    pickStep(workspace, stepId("look"));
    expect([here(), workspace.view.getState().linking]).toEqual(["look", null]);
  });

  it("comes to nothing on one step alone, and stays one link when made twice", () => {
    const { workspace, now } = opened("box");
    link(workspace);
    link(workspace);
    expect([now().judgements.size, workspace.view.getState().linking]).toEqual([0, null]);
    for (let i = 0; i < 2; i++) {
      workspace.session.goTo(stepId("box"));
      link(workspace);
      pickStep(workspace, stepId("say"));
    }
    expect(now().judgements.size).toBe(1);
  });

  it("begins anew in another trace", () => {
    const { workspace, now } = opened("box");
    link(workspace);
    workspace.session.open(logOf(built(addStep("p", null), addStep("q", "p"))), null, null);
    pickStep(workspace, stepId("q"));
    expect(now().judgements.size).toBe(0);
    link(workspace);
    pickStep(workspace, stepId("p"));
    expect([...now().judgements.values()].map(({ target }) => target)).toEqual([caused("p", "q")]);
  });
});

describe("a step that is missing", () => {
  it("stands behind the current one, keeps what should have been done, and can be taken back", () => {
    const { workspace, about, subject, edits } = opened("look");
    missStep(workspace, "  count them one by one ");
    const missing = { kind: "missing-step", after: stepId("look"), words: "count them one by one" } as const;
    expect([subject(), about(missing)]).toEqual([missing, NOTHING_SAID]);
    judge(workspace, "wrong");
    unjudge(workspace, missing);
    expect([about(missing), subject()?.kind, edits()]).toEqual([null, "step", 3]);
    undo(workspace);
    expect(about(missing)?.verdict).toBe("wrong");
  });

  it("drops a note that was begun on it when it is gone", () => {
    const { workspace, now } = opened("look");
    missStep(workspace, "count");
    const missing = { kind: "missing-step", after: stepId("look"), words: "count" } as const;
    writeNote(workspace, stepId("look"), "late", missing);
    unjudge(workspace, missing);
    endNote(workspace);
    expect(now().judgements.size).toBe(0);
  });
});

it("writes nothing while another tab has the write lock", () => {
  const { workspace, now, told } = opened("look");
  workspace.session.setWritable(false);
  judge(workspace, "wrong");
  judgeRegion(workspace, PICTURE, BOX);
  missStep(workspace, "count");
  expect([now().judgements.size, told()]).toEqual([0, { kind: "refused", code: "read-only" }]);
  expect(judgingNow(workspace)?.target.kind).toBe("step");
});
