import { describe, expect, it } from "vitest";

import type { Edit } from "../../trace";
import { addImage, addJudgement, built, derived, generation, imageId, source, stepId } from "../../trace/testing";
import { exportInput } from "../lines/exportInput";
import { planExport } from "../planExport";
import {
  answers,
  asks,
  codesOf,
  EXAMPLE,
  example,
  inputOf,
  judgedExample,
  linesIn,
  picturesBut,
  planned,
  QUESTION,
  says,
  shows,
  targetNamed,
  textIn,
  thinks,
  zooms,
} from "../testing";
import { TRAINING_TARGETS } from ".";

// The rules that hold for rows of every consumer, each seen by running it, and what a kept line is.

const TARGETS = TRAINING_TARGETS.map(({ name }) => name);
/** Those whose rows hold the question: the lengths of the others are of steps alone. */
const WHOLE = TARGETS.filter((name) => name !== "prm800k" && name !== "processbench");
const PICTURED = ["trl-sft", "datasets-parquet", "llamafactory-sft", "ms-swift", "ms-swift-boxes"] as const;

describe("every row with pictures", () => {
  it.each(PICTURED)("[P1][P2] %s has one placeholder for each picture, where the picture was shown", async (name) => {
    const { preview } = await planned(name, EXAMPLE, "right");
    const row: string = preview[0] ?? "";
    const placeholders = [...row.matchAll(/"type": "image"|<image>/g)].length;
    const paths = [...row.matchAll(/images\/([0-9a-f])[0-9a-f]*\.png/g)].map((match) => match[1]);
    expect([placeholders, paths]).toEqual([2, ["1", "3"]]);
    // The crop stands behind the call that asked for it, and before the answer.
    const order = ["Which letter?", "<act>", "<answer>"].map((words) => row.indexOf(words));
    const crop = row.lastIndexOf(row.includes("<image>") ? "<image>" : '"type": "image"');
    expect([crop > (order[1] ?? 0), crop < (order[2] ?? 0)]).toEqual([true, true]);
  });

  it.each<[name: string, places: number, ...tokens: string[]]>([
    ["llamafactory-sft", 1, "<image>", "<video>", "<audio>"],
    ["llamafactory-ranking", 1, "<image>", "<video>", "<audio>"],
    ["ms-swift", 1, "<image>", "<video>", "<audio>", "<bbox>", "<ref-object>", "<cot-process>", "<start-image>"],
    // Its `extra_info` keeps the question as it was asked; no prompt is made of that.
    ["verl", 2, "<image>", "<video>", "<audio>"],
    ["mmpr", 1, "<image>", "<video>", "<IMG_CONTEXT>", "<img>", "</img>"],
    ["visualprm", 1, "<image>", "<video>", "<IMG_CONTEXT>", "<img>", "</img>"],
    ["step-scores", 1, "<image>", "<video>", "<IMG_CONTEXT>", "<img>", "</img>"],
    ["trl-sft", 0, "<image>", "<|image_pad|>", "<|im_start|>"],
    ["trl-kto", 0, "<image>", "<|image_pad|>", "<|im_start|>"],
    ["trl-prm", 0, "<image>", "<|image_pad|>", "<|im_start|>"],
  ])("[P3] %s breaks words that it would take for a place, and tells it", async (name, places, ...tokens) => {
    const words = tokens.join(" ");
    const trace = built(
      ...QUESTION.slice(0, 2),
      asks(`What does ${words} mean?`),
      thinks("a", "ask", words),
      answers("b", "a", "K"),
      answers("c", "ask", "X"),
      ...["a", "b"].map((id) => addJudgement(`j-${id}`, id)),
    );
    const plan = planExport(targetNamed(name), await inputOf([trace], null, { a: 1, b: 1 }));
    expect(codesOf(plan.changed)).toContain("placeholder-broken");
    for (const token of tokens) expect(plan.preview[0]).toContain(`< ${token.slice(1)}`);
    const left = [...(plan.preview[0] ?? "").matchAll(/<image>/g)].length;
    expect(left).toBe(places);
  });

  it("[P3] breaks a placeholder that lies across two steps", async () => {
    const edits = [
      ...QUESTION,
      says("a", "ask", "see <ima", { kind: "thought", text: "see <ima" }),
      says("b", "a", "ge> <answer>K</answer>", { kind: "answer", text: "K" }),
    ];
    const plan = await planned("llamafactory-sft", edits);
    expect(plan.preview[0]).toContain("see < image>");
    expect(codesOf(plan.changed)).toEqual(["placeholder-broken"]);
  });

  it.each(PICTURED)("[P5] %s leaves out a picture whose sides stand more than 200 to 1", async (name) => {
    const thin = { ...derived("4", "1"), width: 201, height: 1 };
    const edits = [
      ...QUESTION,
      addImage(thin),
      zooms("zoom", "ask"),
      shows("saw", "zoom", "4"),
      answers("end", "saw", "K"),
    ];
    const { leftOut } = await planned(name, edits);
    expect(leftOut).toEqual([
      { code: "picture-too-thin", at: { trace: "t", line: "end", step: "saw" }, detail: "4444444444444444: 201 × 1" },
    ]);
    const wide = [
      ...QUESTION,
      addImage({ ...thin, width: 200 }),
      zooms("zoom", "ask"),
      shows("saw", "zoom", "4"),
      answers("end", "saw", "K"),
    ];
    expect((await planned(name, wide)).rowCount).toBe(1);
  });

  it.each(["trl-grpo", "verl", "mmpr", "visualprm", "step-scores", "openvlthinker-round"])(
    "[P5] %s leaves out a question whose picture is too thin",
    async (name) => {
      const edits = [
        addImage({ ...source("1"), width: 1, height: 201 }),
        asks(),
        answers("b", "ask", "K"),
        answers("c", "ask", "X"),
        addJudgement("j", "b"),
      ];
      const plan = planExport(targetNamed(name), await inputOf([built(...edits)], null, { b: 1 }));
      expect([plan.rowCount, codesOf(plan.leftOut).includes("picture-too-thin")]).toEqual([0, true]);
    },
  );

  it.each(PICTURED)("%s leaves out a row whose picture cannot be had, and names it", async (name) => {
    const request = { traces: [{ trace: example, leaves: [stepId("right")] }], dialect: null, rater: null };
    const plan = planExport(targetNamed(name), await exportInput(request, picturesBut(imageId("1"))));
    expect([plan.rowCount, plan.leftOut.map(({ code, detail }) => [code, detail])]).toEqual([
      0,
      [["picture-missing", "1.png"]],
    ]);
  });

  it.each(WHOLE)("[P6] %s says the length that its rows need", async (name) => {
    const long = "word ".repeat(5000);
    const trace = built(
      ...QUESTION.slice(0, 2),
      asks(long),
      thinks("a", "ask", "Hm."),
      answers("b", "a", "K"),
      thinks("c", "ask", "Or?"),
      answers("d", "c", "X"),
      ...["a", "b"].map((id) => addJudgement(`j-${id}`, id)),
    );
    const plan = planExport(targetNamed(name), await inputOf([trace], null, { a: 1, b: 1 }));
    const readme = textIn(plan, "README.md");
    expect(plan.longest?.textTokens).toBeGreaterThan(5000);
    const told = Number(/(?:cutoff_len: |length[ =:]+|about )(\d+)/.exec(readme)?.[1]);
    expect(told).toBeGreaterThanOrEqual(plan.longest?.textTokens ?? Number.POSITIVE_INFINITY);
  });
});

describe("the rows of a file of lines", () => {
  /** Names by which datasets 5.2.0 takes a file for a coding agent's log, and puts its own columns in place of the file's. */
  const AGENT_LOGS: readonly (readonly string[])[] = [
    ["type", "payload"],
    ["type", "message"],
    ["id", "source", "model", "system_prompt", "messages"],
    ["type", "id", "cwd", "version"],
  ];

  it.each(TARGETS)("%s are never taken for an agent's log", async (name) => {
    const plan = planExport(targetNamed(name), await inputOf([judgedExample], null, { zoom: 0.5, right: 1 }));
    for (const { path } of plan.files) {
      if (!path.endsWith(".jsonl")) continue;
      for (const row of linesIn(plan, path)) {
        const names = Object.keys(row ?? {});
        for (const taken of AGENT_LOGS) expect(taken.every((column) => names.includes(column))).toBe(false);
      }
    }
  });
});

describe("a kept line", () => {
  const kept = async (...edits: readonly Edit[]) => codesOf((await planned("trl-sft", edits)).leftOut);

  it.each<[string, readonly Edit[], readonly string[]]>([
    ["right by its reference", [...QUESTION, thinks("a", "ask", "x"), answers("b", "a", "K")], []],
    ["wrong", [...QUESTION, thinks("a", "ask", "x"), answers("b", "a", "X")], ["wrong-answer"]],
    ["unfinished", [...QUESTION, thinks("a", "ask", "x")], ["not-answered"]],
    ["without a reference", [...QUESTION.slice(0, 2), asks("?", null), answers("b", "ask", "K")], ["not-known-right"]],
    [
      "right by a rater",
      [...QUESTION.slice(0, 2), asks("?", null), answers("b", "ask", "K"), addJudgement("j", "b")],
      [],
    ],
    [
      "right with a step found wrong",
      [...QUESTION, thinks("a", "ask", "x"), answers("b", "a", "K"), addJudgement("j", "a", { verdict: "wrong" })],
      ["judged-wrong"],
    ],
    [
      "past the picture",
      [
        ...QUESTION,
        answers("b", "ask", "K"),
        addJudgement("j", "b", { tags: [{ taxonomy: "sightline-failures", version: "1", tag: "bypassing" }] }),
      ],
      ["bypasses-the-picture"],
    ],
    [
      "made while something was withheld",
      [
        ...QUESTION,
        answers("b", "ask", "K", {
          generation: {
            ...generation,
            tokens: [],
            conditions: {
              tools: "allowed",
              limits: { turns: 1, tokensPerTurn: 1 },
              interventions: [{ kind: "withheld", step: stepId("ask") }],
            },
          },
        }),
      ],
      ["under-intervention"],
    ],
  ])("%s", async (_, edits, codes) => expect(await kept(...edits)).toEqual(codes));

  it("is of a problem that is neither too easy nor too hard, where four rollouts say so", async () => {
    const rollouts = (rights: readonly boolean[]) => [
      ...QUESTION,
      ...rights.flatMap((right, i) => [answers(`r${i}`, "ask", right ? "K" : "X")]),
    ];
    expect(await kept(...rollouts([true, true, true, true]))).toEqual(Array(4).fill("too-easy"));
    expect(await kept(...rollouts([true, true, true]))).toEqual([]);
    expect(await kept(...rollouts([true, true, true, false]))).toEqual(["wrong-answer"]);
    const prompts = async (rights: readonly boolean[]) =>
      codesOf((await planned("trl-grpo", rollouts(rights))).leftOut);
    expect(await prompts([false, false, false, false])).toEqual(["too-hard"]);
    expect(await prompts([true, true, true, true])).toEqual(["too-easy"]);
    expect(await prompts([true, false, true, true])).toEqual([]);
  });

  it("ends with the model's words: what it was shown last and never answered is cut off", async () => {
    const edits = [...QUESTION, zooms("zoom", "ask"), shows("saw", "zoom", "3")];
    expect(codesOf((await planned("trl-sft-step", [...edits, addJudgement("j", "zoom")])).leftOut)).toEqual([]);
    const [row] = linesIn(await planned("trl-sft-step", [...edits, addJudgement("j", "zoom")]), "metadata.jsonl");
    expect(row).toMatchObject({
      completion: [{ role: "assistant" }],
      images_file_names: ["images/1111111111111111.png"],
    });
  });

  it("loses the token that ends a turn, which the template writes itself", async () => {
    const edits = [...QUESTION, says("a", "ask", "<answer>K</answer><|im_end|>\n", { kind: "answer", text: "K" })];
    const plan = await planned("trl-sft", edits);
    expect(codesOf(plan.changed)).toEqual(["end-token-dropped"]);
    expect(plan.preview[0]).not.toContain("im_end");
  });
});

describe("a README", () => {
  it("names what the rows need and what was left out, with nothing of a log as markup", async () => {
    const plan = await planned("trl-sft", [...EXAMPLE, addJudgement("j", "read", { verdict: "wrong" })]);
    expect(plan.rowCount).toBe(0);
    const { files } = await planned("trl-sft", EXAMPLE);
    const readme = files[0]?.kind === "text" ? files[0].text : "";
    expect(readme).toContain("`max_length=None`");
    expect(readme).toContain("`assistant_only_loss=True`");
    expect(readme).toContain("`wrong-answer`, 1×");
    expect(readme).toContain("trace t, line wrong, step wrong");
  });
});
