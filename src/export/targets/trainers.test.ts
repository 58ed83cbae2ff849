import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import type { Edit } from "../../trace";
import { addImage, addJudgement, derived, imageId } from "../../trace/testing";

import { planExport } from "../planExport";
import {
  answers,
  asks,
  codesOf,
  EXAMPLE,
  inputOf,
  judgedExample,
  linesIn,
  planned,
  QUESTION,
  says,
  shows,
  targetNamed,
  textIn,
  thinks,
  zooms,
} from "../testing";

// The rules of single trainers, each seen by running it.

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

  it("says where one label is missing, which KTO weighs against the other", async () => {
    const readme = async (...verdicts: readonly Edit[]) =>
      textIn(await planned("trl-kto", [...EXAMPLE, ...verdicts], null), "README.md");
    const right = ["look", "zoom"].map((id) => addJudgement(`j-${id}`, id));
    expect(await readme(...right)).toContain("every row is labelled true");
    const wrong = ["guess", "wrong"].map((id) => addJudgement(`j-${id}`, id, { verdict: "wrong" }));
    expect(await readme(...wrong)).toContain("every row is labelled false");
    expect(await readme(...right, ...wrong)).not.toContain("every row");
  });

  it("is loaded as plain lines where no row has a picture, which imagefolder refuses", async () => {
    const words = [asks("2 + 2?", "4", { images: [] }), thinks("a", "ask", "Sum."), answers("b", "a", "4")];
    for (const name of ["trl-sft", "trl-sft-step", "trl-grpo"]) {
      expect(textIn(await planned(name, words), "README.md")).toContain('load_dataset("json"');
      expect(textIn(await planned(name, EXAMPLE, "right"), "README.md")).toContain('load_dataset("imagefolder"');
    }
  });

  it("names the flags without which rows lose words or train on what was shown", async () => {
    const readme = async (name: string) =>
      textIn(planExport(targetNamed(name), await inputOf([judgedExample])), "README.md");
    for (const name of ["trl-sft", "trl-sft-step", "trl-dpo", "trl-kto"])
      expect(await readme(name)).toContain("`max_length=None`");
    for (const flag of ["assistant_only_loss=True", "no packing, no padding_free"])
      expect(await readme("trl-sft")).toContain(flag);
    expect(await readme("trl-grpo")).toContain("`log_completions=False`");
    expect(await readme("trl-prm")).toContain("`trl<=1.13`");
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

  it("names the template that writes no empty thoughts, and crops that are stretched", async () => {
    const shown = async (width: number) => {
      const edits = [
        ...QUESTION,
        addImage({ ...derived("4", "1"), width, height: 60 }),
        zooms("zoom", "ask"),
        shows("saw", "zoom", "4"),
        answers("end", "saw", "K"),
      ];
      return textIn(await planned("llamafactory-sft", edits), "README.md");
    };
    expect(await shown(27)).toContain("pictures with a side under 28 pixels: 1");
    expect(await shown(28)).not.toContain("under 28");
    expect(await shown(28)).toContain("template: the model's own");
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

  it("writes a line as a point each, for the corners of four numbers are sorted there", async () => {
    const line = says("draw", "ask", "<act>line 50 100 100 0</act>", {
      kind: "action",
      action: { kind: "line", image: imageId("1"), points: [imagePoint(50, 80), imagePoint(100, 0)] },
      declared: { space: "percent", numbers: [50, 100, 100, 0] },
    });
    const plan = await planned("ms-swift-boxes", [...QUESTION, line, answers("end", "draw", "K")]);
    const [row] = linesIn(plan, "train.jsonl");
    expect(row).toMatchObject({
      messages: [{}, { content: "<act>line <bbox> <bbox></act><answer>K</answer>" }],
      objects: {
        bbox: [
          [50, 80],
          [100, 0],
        ],
        image_id: [0, 0],
      },
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
