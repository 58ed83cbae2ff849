import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import type { Edit } from "../../trace";
import { addImage, addJudgement, built, derived, generation, imageId, stepId } from "../../trace/testing";
import type { ExportPlan } from "../contract/target";
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
  QUESTION,
  says,
  shows,
  textIn,
  thinks,
  zooms,
} from "../testing";
import { TRAINING_TARGETS } from ".";

// The rules of each consumer, each seen by running it, as checks of what the writers write.

const targetNamed = (name: string) => {
  const target = TRAINING_TARGETS.find((each) => each.name === name);
  if (!target) throw new Error(`No target ${name}`);
  return target;
};
const planned = async (name: string, edits: readonly Edit[], leaf: string | null = null): Promise<ExportPlan> =>
  planExport(targetNamed(name), await inputOf([built(...edits)], leaf));

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

  it.each([
    ["llamafactory-sft", "<image>", "<video>", "<audio>"],
    ["ms-swift", "<image>", "<bbox>", "<ref-object>", "<cot-process>", "<start-image>"],
    ["trl-sft", "<image>", "<|image_pad|>", "<|im_start|>"],
  ])("[P3] %s breaks words that it would take for a place", async (name, ...tokens) => {
    const words = tokens.join(" ");
    const edits = [
      ...QUESTION.slice(0, 2),
      asks(`What does ${words} mean?`),
      thinks("a", "ask", words),
      answers("b", "a", "K"),
    ];
    const plan = await planned(name, edits);
    expect(codesOf(plan.changed)).toEqual(["placeholder-broken", "placeholder-broken"]);
    for (const token of tokens) expect(plan.preview[0]).toContain(`< ${token.slice(1)}`);
    const left = [...(plan.preview[0] ?? "").matchAll(/<image>/g)].length;
    expect(left).toBe(name === "trl-sft" ? 0 : 1);
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

  it.each(PICTURED)("%s leaves out a row whose picture cannot be had, and names it", async (name) => {
    const request = { traces: [{ trace: example, leaves: [stepId("right")] }], dialect: null, rater: null };
    const plan = planExport(targetNamed(name), await exportInput(request, picturesBut(imageId("1"))));
    expect([plan.rowCount, plan.leftOut.map(({ code, detail }) => [code, detail])]).toEqual([
      0,
      [["picture-missing", "1.png"]],
    ]);
  });

  it.each(["trl-sft", "llamafactory-sft", "ms-swift"])("[P6] %s says the length that its rows need", async (name) => {
    const long = thinks("look", "ask", "word ".repeat(5000));
    const plan = await planned(name, [...QUESTION, long, answers("end", "look", "K")]);
    expect(plan.longest?.textTokens).toBeGreaterThan(5000);
    const told = Number(
      /cutoff_len: (\d+)|max_length (\d+)|about (\d+) tokens/.exec(textIn(plan, "README.md"))?.slice(1).find(Boolean),
    );
    expect(told).toBeGreaterThanOrEqual(plan.longest?.textTokens ?? Number.POSITIVE_INFINITY);
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

describe("TRL", () => {
  it("has one row a turn of the model's, with the pictures of its prompt", async () => {
    const rows = linesIn(await planned("trl-sft-step", EXAMPLE), "metadata.jsonl");
    expect(rows).toMatchObject([
      {
        images_file_names: ["images/1111111111111111.png"],
        completion: [{ content: [{ text: "<think>It is small.</think><act>zoom 10 25 40 75</act>" }] }],
      },
      { images_file_names: ["images/1111111111111111.png", "images/3333333333333333.png"] },
    ]);
  });

  it("compares branches at their fork: the prompt up to it, and one turn of each", async () => {
    const plan = planExport(targetNamed("trl-dpo"), await inputOf([judgedExample]));
    expect(linesIn(plan, "metadata.jsonl")).toMatchObject([
      {
        prompt: [{ role: "user" }],
        chosen: [{ role: "assistant", content: [{ text: "<think>It is small.</think><act>zoom 10 25 40 75</act>" }] }],
        rejected: [{ role: "assistant", content: [{ text: "<think>Looks like an X.</think><answer>X</answer>" }] }],
        basis: "verdicts",
        images_file_names: ["images/1111111111111111.png"],
      },
    ]);
  });

  it.each<[string, readonly Edit[], string]>([
    ["answers", [], "answers"],
    [
      "verdicts before answers",
      [
        addJudgement("a", "guess", { verdict: "correct" }),
        addJudgement("b", "wrong"),
        addJudgement("c", "look", { verdict: "wrong" }),
      ],
      "verdicts",
    ],
  ])("decides by %s", async (_, edits, basis) => {
    const [row] = linesIn(await planned("trl-dpo", [...EXAMPLE, ...edits]), "metadata.jsonl");
    expect(row).toMatchObject({ basis });
  });

  it("takes a person's own step for a correction of the model's, unless it is judged otherwise", async () => {
    const corrected = [
      ...QUESTION.slice(0, 2),
      asks("?", null),
      thinks("theirs", "ask", "Guess."),
      thinks("mine", "ask", "Look.", { author: "human", generation: null }),
    ];
    expect(linesIn(await planned("trl-dpo", corrected), "metadata.jsonl")).toMatchObject([
      { basis: "correction", chosen: [{ content: [{ text: "<think>Look.</think>" }] }] },
    ]);
    const judged = await planned("trl-dpo", [...corrected, addJudgement("j", "mine", { verdict: "wrong" })]);
    expect([judged.rowCount, codesOf(judged.leftOut)]).toEqual([0, ["fork-undecided"]]);
  });

  it("goes back to the beginning of the turn where branches part within it", async () => {
    const edits = [
      ...QUESTION,
      thinks("look", "ask", "Hm."),
      answers("right", "look", "K"),
      answers("wrong", "look", "X"),
    ];
    expect(linesIn(await planned("trl-dpo", edits), "metadata.jsonl")).toMatchObject([
      {
        prompt: [{ role: "user" }],
        chosen: [{ content: [{ text: "<think>Hm.</think><answer>K</answer>" }] }],
        rejected: [{ content: [{ text: "<think>Hm.</think><answer>X</answer>" }] }],
      },
    ]);
  });

  it("labels turns by verdicts, and makes none up", async () => {
    const plan = planExport(targetNamed("trl-kto"), await inputOf([judgedExample]));
    expect(linesIn(plan, "metadata.jsonl")).toMatchObject([{ label: true }, { label: true }, { label: false }]);
    const some = await planned("trl-kto", [
      ...EXAMPLE,
      addJudgement("a", "zoom"),
      addJudgement("b", "guess", { verdict: "wrong" }),
    ]);
    expect(linesIn(some, "metadata.jsonl")).toMatchObject([{ label: false }]);
    expect(codesOf(some.leftOut)).toEqual(["step-unjudged", "step-unjudged"]);
  });

  it("labels steps with booleans, as many as there are steps", async () => {
    const plan = planExport(targetNamed("trl-prm"), await inputOf([judgedExample]));
    expect(linesIn(plan, "train.jsonl")).toEqual([
      {
        prompt: "Which letter?\n",
        completions: [
          "<think>It is small.</think>",
          "<act>zoom 10 25 40 75</act>",
          "[image]\n<think>A K.</think>",
          "<answer>K</answer>",
        ],
        labels: [true, true, true, true],
      },
      {
        prompt: "Which letter?\n",
        completions: ["<think>Looks like an X.</think>", "<answer>X</answer>"],
        labels: [false, false],
      },
    ]);
    expect(codesOf(plan.changed)).toEqual(["pictures-dropped", "pictures-dropped"]);
  });
});

describe("LLaMA-Factory", () => {
  it("alternates human or observation with gpt, and has the mapping of pictures", async () => {
    const plan = await planned("llamafactory-sft", EXAMPLE, "right");
    const [row] = JSON.parse(textIn(plan, "sightline_sft.json"));
    expect(row.conversations.map(({ from }: { from: string }) => from)).toEqual(["human", "gpt", "observation", "gpt"]);
    expect(JSON.parse(textIn(plan, "dataset_info.json"))).toEqual({
      sightline_sft: {
        file_name: "sightline_sft.json",
        formatting: "sharegpt",
        columns: { messages: "conversations", images: "images" },
      },
    });
  });

  it("ranks one turn against another, behind words of the user's", async () => {
    const plan = planExport(targetNamed("llamafactory-ranking"), await inputOf([judgedExample]));
    const [row] = JSON.parse(textIn(plan, "sightline_ranking.json"));
    expect(row.conversations.at(-1).from).toBe("human");
    expect([row.chosen.from, row.rejected.from]).toEqual(["gpt", "gpt"]);
    expect(JSON.parse(textIn(plan, "dataset_info.json")).sightline_ranking.ranking).toBe(true);
  });

  it("asks for more pixels where a picture has them", async () => {
    const large = { ...derived("4", "1"), width: 1000, height: 600 };
    const edits = [
      ...QUESTION,
      addImage(large),
      zooms("zoom", "ask"),
      shows("saw", "zoom", "4"),
      answers("end", "saw", "K"),
    ];
    expect(textIn(await planned("llamafactory-sft", edits), "README.md")).toContain("image_max_pixels: 600000");
    expect(textIn(await planned("llamafactory-sft", EXAMPLE), "README.md")).not.toContain("image_max_pixels");
  });
});

describe("ms-swift", () => {
  it("has a tag, a box in pixels and the number of its picture for each place", async () => {
    const [row] = linesIn(await planned("ms-swift-boxes", EXAMPLE, "right"), "train.jsonl");
    expect(row).toMatchObject({
      messages: [{}, { content: "<think>It is small.</think><act>zoom <bbox></act>" }, {}, {}],
      objects: { ref: [], bbox: [[10, 20, 40, 60]], image_id: [0], bbox_type: "real" },
    });
  });

  it("leaves numbers in the words that it cannot tell apart there, and says how many", async () => {
    const call = '<tool_call>{"x1": 10, "y1": 20, "x2": 40, "y2": 60}</tool_call>';
    const zoom = says("zoom", "ask", call, {
      kind: "action",
      action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 20, 30, 40) },
      declared: { space: "pixel", numbers: [10, 20, 40, 60] },
    });
    const plan = await planned("ms-swift-boxes", [
      ...QUESTION,
      zoom,
      shows("saw", "zoom", "3"),
      answers("end", "saw", "K"),
    ]);
    expect(plan.changed.map(({ code, detail }) => [code, detail])).toEqual([["box-left-in-words", "1 of 1"]]);
    expect(plan.preview[0]).toContain('"objects": {');
  });

  it("masks a turn that was judged wrong on the way to the right answer", async () => {
    const plan = await planned("ms-swift", [...EXAMPLE, addJudgement("j", "zoom", { verdict: "wrong" })], "right");
    expect(linesIn(plan, "train.jsonl")).toMatchObject([
      { messages: [{}, { role: "assistant", loss: false }, {}, { role: "assistant" }] },
    ]);
    expect(codesOf(plan.changed)).toEqual(["step-kept-without-loss"]);
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
