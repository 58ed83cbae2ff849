import { describe, expect, it } from "vitest";

import type { Edit } from "../../trace";
import { addJudgement, built, generation, stepId } from "../../trace/testing";

import { planExport } from "../planExport";
import {
  answers,
  codesOf,
  EXAMPLE,
  inputOf,
  judgedExample,
  linesIn,
  planned,
  QUESTION,
  shows,
  targetNamed,
  textIn,
  thinks,
  zooms,
} from "../testing";

// Labels of steps, pairs of responses and chains that are put together, as their papers have them.

describe("step scores of a search", () => {
  const scored = async (scores: Readonly<Record<string, number>>, leaf = "right") =>
    planExport(targetNamed("step-scores"), await inputOf([built(...EXAMPLE)], leaf, scores));

  it("go with the words up to the step that they were given to, and with what was shown before", async () => {
    const plan = await scored({ zoom: 0.25, right: 1 });
    expect(linesIn(plan, "step-scores.jsonl")).toMatchObject([
      {
        question: "<image>\nWhich letter?",
        answer_gt: "K",
        judge: "gym-reward",
        steps_with_score: [
          { step: "<think>It is small.</think>\n<act>zoom 10 25 40 75</act>", score: 0.25, visits: 4 },
          { step: "<image>\n<think>A K.</think>\n<answer>K</answer>", score: 1, visits: 4 },
        ],
      },
    ]);
    expect(linesIn(plan, "step-scores.jsonl")).toMatchObject([{ image: [expect.any(String), expect.any(String)] }]);
  });

  it("are not made up: what stands behind the last one is not in the row, and a line without any is none", async () => {
    const cut = await scored({ zoom: 0 });
    expect(linesIn(cut, "step-scores.jsonl")).toMatchObject([{ steps_with_score: [{ score: 0 }] }]);
    expect(codesOf(cut.changed)).toEqual(["steps-after-cut"]);
    const none = await scored({ guess: 0.5 });
    expect([none.rowCount, codesOf(none.leftOut)]).toEqual([0, ["no-step-scores"]]);
  });
});

describe("process labels", () => {
  const judged = (...said: readonly Edit[]) => [...EXAMPLE, ...said];

  it("count the first error from 0, with −1 for none", async () => {
    const plan = planExport(targetNamed("processbench"), await inputOf([judgedExample]));
    expect(linesIn(plan, "processbench.jsonl")).toMatchObject([
      { label: -1, final_answer_correct: true },
      { label: 0, final_answer_correct: false },
    ]);
    const marked = await planned("processbench", judged(addJudgement("j", "zoom", { firstError: true })), "right");
    expect(linesIn(marked, "processbench.jsonl")).toMatchObject([{ label: 1 }]);
  });

  it("say nothing of a line that is judged in part", async () => {
    const part = judged(addJudgement("j", "zoom", { verdict: "wrong" }));
    expect((await planned("processbench", part, "right")).leftOut).toEqual([
      { code: "first-error-unknown", at: { trace: "t", line: "right", step: "look" }, detail: "" },
    ]);
    expect(codesOf((await planned("prm800k", part, "right")).leftOut)).toEqual(["step-unjudged"]);
    const unsure = judged(addJudgement("j", "look", { verdict: "unsure" }));
    expect(codesOf((await planned("trl-prm", unsure, "right")).leftOut)).toEqual(["step-unsure"]);
  });

  it("stop at the first wrong step in PRM800K", async () => {
    const edits = judged(
      addJudgement("a", "look", { verdict: "neutral" }),
      addJudgement("b", "zoom", { verdict: "wrong" }),
      addJudgement("c", "read"),
    );
    const [row] = linesIn(await planned("prm800k", edits, "right"), "prm800k.jsonl");
    expect(row).toMatchObject({
      label: {
        steps: [{ completions: [{ rating: 0 }] }, { completions: [{ rating: -1 }] }],
        finish_reason: "found_error",
      },
      timestamp: "2023-11-14T22:13:20.000",
    });
  });

  it("answer each step with + or − behind what it was shown in VisualPRM", async () => {
    const plan = planExport(targetNamed("visualprm"), await inputOf([judgedExample], "right"));
    const [row] = linesIn(plan, "visualprm.jsonl");
    expect(row).toMatchObject({
      image: ["images/1111111111111111.png", "images/3333333333333333.png"],
      conversations: [
        {
          from: "human",
          value: "<image>\n### Question:\nWhich letter?\n\n### Solution Process:\n<think>It is small.</think>",
        },
        { from: "gpt", value: "+" },
        {},
        { from: "gpt", value: "+" },
        { from: "human", value: "<image>\n<think>A K.</think>" },
        { from: "gpt", value: "+" },
        {},
        { from: "gpt", value: "+" },
      ],
    });
  });
});

describe("responses to one question", () => {
  const blind = {
    generation: {
      ...generation,
      tokens: [],
      conditions: {
        tools: "allowed",
        limits: { turns: 1, tokensPerTurn: 1 },
        interventions: [{ kind: "withheld", step: stepId("ask") }],
      },
    },
  };

  it("are paired by their answers, and gone on with by DropoutNTP from their first half", async () => {
    const edits = [
      ...QUESTION,
      answers("a", "ask", "K"),
      thinks("b", "ask", "It may be this one here"),
      answers("c", "b", "K"),
      answers("d", "ask", "X"),
    ];
    const plan = await planned("mmpr", edits);
    expect(linesIn(plan, "mmpr.jsonl")).toMatchObject([
      {
        image: "images/1111111111111111.png",
        question: "<image>Which letter?",
        chosen: "<answer>K</answer>",
        rejected: "<answer>X</answer>",
        answer_gt: "K",
      },
      { chosen: "<think>It may be this one here</think><answer>K</answer>" },
    ]);
    expect(linesIn(plan, "dropout_ntp_inputs.jsonl")).toMatchObject([{ prefix: "" }, { prefix: "<think>It may be" }]);
    // The paper's loss has a moving average that TRL's has not.
    expect(plan.settings.map(({ why }) => why)).toContainEqual(expect.stringContaining("has no moving average"));
  });

  it("are paired with one that was gone on with while the picture was withheld", async () => {
    const edits = [
      ...QUESTION,
      thinks("a", "ask", "It is"),
      answers("b", "a", "K"),
      thinks("c", "a", "perhaps", blind),
      answers("d", "c", "X", blind),
    ];
    const plan = await planned("mmpr", edits);
    expect(linesIn(plan, "mmpr_dropout_ntp.jsonl")).toMatchObject([
      {
        chosen: "<think>It is</think><answer>K</answer>",
        rejected: "<think>It is</think><think>perhaps</think><answer>X</answer>",
      },
    ]);
  });

  it("are no pair where the wrong answer holds the right one, or where a look stood in between", async () => {
    const edits = [...QUESTION, answers("a", "ask", "K"), answers("b", "ask", "not k")];
    const judged = await planned("mmpr", [...edits, addJudgement("j", "b", { verdict: "wrong" })]);
    expect(judged.rowCount).toBe(0);
    expect(codesOf((await planned("mmpr", EXAMPLE, "right")).leftOut)).toEqual(["shown-midway"]);
  });
});

describe("reflective chains", () => {
  it("put the wrong step and what it showed before the right ones", async () => {
    const edits = [
      ...QUESTION,
      zooms("off", "ask"),
      shows("dark", "off", "3"),
      answers("bad", "dark", "X"),
      thinks("look", "ask", "At the sign."),
      answers("good", "look", "K"),
      addJudgement("j", "off", { verdict: "wrong" }),
      addJudgement("k", "look"),
      addJudgement("l", "good"),
    ];
    const plan = await planned("mulberry-reflection", edits);
    const [row] = JSON.parse(textIn(plan, "sightline_reflection.json"));
    expect(row.conversations).toEqual([
      { from: "human", value: "<image>Which letter?" },
      { from: "gpt", value: "<act>zoom 10 25 40 75</act>" },
      { from: "observation", value: "<image>" },
      {
        from: "gpt",
        value: "I think I have made a mistake. Let me rethink it.\n\n<think>At the sign.</think><answer>K</answer>",
      },
    ]);
  });

  it("rethink within the turn where nothing was shown, and never a whole answer", async () => {
    const edits = [
      ...QUESTION,
      thinks("a", "ask", "First."),
      thinks("b", "a", "Wrong."),
      answers("c", "b", "X"),
      thinks("d", "a", "Right."),
      answers("e", "d", "K"),
    ];
    const [row] = JSON.parse(textIn(await planned("mulberry-reflection", edits), "sightline_reflection.json"));
    expect(row.conversations[1].value).toBe(
      "<think>First.</think><think>Wrong.</think>I think I have made a mistake. Let me rethink it.\n\n<think>Right.</think><answer>K</answer>",
    );
    const atOnce = [...QUESTION, answers("a", "ask", "X"), answers("b", "ask", "K")];
    expect(codesOf((await planned("mulberry-reflection", atOnce)).leftOut)).toEqual(["answers-at-once"]);
  });
});

describe("a round of OpenVLThinker", () => {
  it("keeps the shortest right chain, cut where it doubts, and prompts with their answers", async () => {
    const edits = [
      ...QUESTION,
      thinks("a", "ask", "It is a K. Wait, or an X."),
      answers("b", "a", "K"),
      thinks("c", "ask", "It is a K and I am going to say so at length."),
      answers("d", "c", "K"),
      answers("e", "ask", "X"),
    ];
    const plan = await planned("openvlthinker-round", edits);
    const rows = JSON.parse(textIn(plan, "sightline_round.json"));
    expect(
      rows.map(({ conversations }: { conversations: readonly { value: string }[] }) => conversations[1]?.value),
    ).toEqual(["<think>It is a K.</think><answer>K</answer>"]);
    expect(codesOf(plan.leftOut)).toEqual(["longer-than-another", "wrong-answer"]);
    expect(codesOf(plan.changed)).toEqual(["reflection-cut"]);
    expect(plan.preview[1]).toContain('"problem": "<image>Which letter?"');
  });
});
