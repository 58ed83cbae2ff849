import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, outcomeOf } from "./testing";

// Shapes of files that people keep, found in public repositories; the words here are our own.

const PORTS = countingPorts({ data: { digit: "a", width: 100, height: 50 } });

describe("rows under other names", () => {
  it.each<[string, object, readonly (string | null | undefined)[]]>([
    [
      "LLaVA",
      { question_id: 3, prompt: "Colour?", text: "Red.", answer_id: "x1", model_id: "m" },
      ["Colour?", "Red.", null],
    ],
    ["FastChat", { answer_id: "x1", question_id: 1, text: "Tea." }, ["", "Tea.", null]],
    ["InternVL", { question: "Colour?", questionId: 1, answer: "red", annotation: "blue" }, ["Colour?", "red", "blue"]],
    ["Visual-RFT", { id: 1, gt: ["red", "crimson"], pred_answer: "red" }, ["", "red", '["red","crimson"]']],
    ["Visual-RFT, searches", { pred_answer: "red", gt: "blue", query: "Colour?" }, ["Colour?", "red", "blue"]],
    ["votes", { question: "Colour?", pred: "red", answers: ["red", "red"] }, ["Colour?", "red", "red"]],
    [
      "ScreenSpot-Pro's results",
      {
        img_path: "a.png",
        prompt_to_evaluate: "Open it",
        raw_response: ["(1,2)"],
        bbox: [0, 1, 4, 5],
        gt_type: "positive",
      },
      ["Open it", "(1,2)", "[0, 1, 4, 5]"],
    ],
    [
      "RefCOCO's rows",
      { img_path: "a.jpg", expression: "the bush behind", bbox: [1.5, 2, 3, 4] },
      ["the bush behind", undefined, "[1.5, 2, 3, 4]"],
    ],
    [
      "ScreenSpot's rows",
      { img_filename: "a.png", instruction: "close it", bbox: [1, 2, 3, 4], data_type: "icon", data_source: "macos" },
      ["close it", undefined, "[1, 2, 3, 4]"],
    ],
    [
      "choices as lines of a text",
      { image: "a.jpg", question: "Which way?", options: "A. Left \nB. Right", answer: "B" },
      ["Which way?\nA. Left \nB. Right", undefined, "B"],
    ],
    [
      "choices by their letters",
      { image: "a.jpg", question: "Which way?", choices: { A: "left", B: "right" }, answer: "B" },
      ["Which way?\nA. left\nB. right", undefined, "B"],
    ],
    [
      "AdaReasoner's jigsaws, whose choices are pictures",
      {
        question_image: "a.png",
        question_text: "Which one fits?",
        choices: [{ image: "b.png" }, { image: "c.png" }],
        correct_answer: { index: 1, letter: "B" },
      },
      ["Which one fits?", undefined, "B"],
    ],
    [
      "AgentCPM-GUI's rows",
      {
        task: "bbox2text",
        image: "a.jpeg",
        id: 4,
        text: "Save it",
        abs_position: "<10, 20, 30, 44>",
        rel_position: "<0.1, 0.2, 0.3, 0.44>",
      },
      ["Save it", undefined, "<10, 20, 30, 44>"],
    ],
    [
      "UGround's queries",
      { id: "1", image: "a.png", bbox: [[1, 2, 30, 40]], description: "the red button", scale: 1.05 },
      ["the red button", undefined, "[1,2,30,40]"],
    ],
    [
      "UGround's plans",
      {
        annotation_id: "a",
        task: "Rent a truck there",
        previous_actions: ["[link] Trucks -> CLICK"],
        gpt_action: "CLICK",
        description: "the red button",
        response: "ACTION: CLICK\nELEMENT: the red button",
      },
      ["Rent a truck there\n[link] Trucks -> CLICK", "ACTION: CLICK\nELEMENT: the red button", null],
    ],
    [
      "SeeAct's predictions, whose first prompt is the instructions",
      { multichoice_id: 0, prompt: ["You browse.", "Find it.", "Which?"], gpt_output: ["A button.", "B"] },
      ["Find it.", "B", null],
    ],
    [
      "verl's rows, whose pictures were left out",
      {
        data_source: "a",
        prompt: [{ role: "user", content: "<image>Colour?" }],
        images: [{ bytes: "<bytes>" }],
        reward_model: { ground_truth: "red", style: "model" },
      },
      ["Colour?", undefined, "red"],
    ],
    [
      "a step of an agent",
      { task: "Rent a truck there", response: "ACTION: TYPE", step: 0 },
      ["Rent a truck there", "ACTION: TYPE", null],
    ],
    [
      "OpenThinkIMG's evaluation",
      {
        query: "Which?",
        answer: "b",
        response_list: ["First ocr of the sign.", "It is b."],
        tool_list: ["ocr of the sign", "[]"],
      },
      ["Which?", "It is b.", "b"],
    ],
  ])("%s", (_, value, told) => {
    expect(outcomeOf(value)).toEqual([told]);
    expect(readLog(JSON.stringify(value)).records[0]?.unread).toEqual([]);
  });

  it("does not take the right answer for the model's", () => {
    expect(outcomeOf({ question: "Colour?", answer: "red" })).toEqual([]);
    expect(outcomeOf({ image: "a.png", question: "Colour?", answer: "red" })).toEqual([["Colour?", undefined, "red"]]);
  });
});

describe("verdicts in words", () => {
  it.each([
    [{ correctness: "correct" }, true],
    [{ correctness: "wrong_format" }, false],
    [{ is_correct: "Yes" }, true],
    [{ correct: "incorrect" }, false],
  ])("%j", (verdict, value) => {
    const [record] = readLog(JSON.stringify({ question: "Where?", response: "There.", ...verdict })).records;
    expect(record?.scores.map((score) => [score.value, score.decides])).toEqual([[value, true]]);
  });

  it("does not take a label that is a word for a verdict", () => {
    const [record] = readLog(JSON.stringify({ question: "Is it?", response: "No.", label: "yes" })).records;
    expect(record?.reference?.answer).toBe("yes");
    expect(record?.scores).toEqual([]);
  });

  it("keeps a word of the kind of a task for what it is", () => {
    expect(outcomeOf({ image: "a.png", task: "bbox2text" })).toEqual([]);
  });
});

describe("records within a record", () => {
  const run = (question: string, response: string) => ({ question, response });
  it.each<[string, object]>([
    ["under a name", { model: "m", results: [run("A?", "1"), run("B?", "2")] }],
    ["beside what came of all", { metrics: { all: 1 }, details: [run("A?", "1"), run("B?", "2")] }],
    ["each under its id", { 7: run("A?", "1"), 9: run("B?", "2") }],
    [
      "below the names of columns",
      {
        columns: ["question", "response"],
        data: [
          ["A?", "1"],
          ["B?", "2"],
        ],
      },
    ],
    [
      "as several outputs",
      [
        { question: "A?", outputs: ["1"] },
        { question: "B?", outputs: ["2"] },
      ],
    ],
  ])("%s", (_, value) => {
    expect(outcomeOf(value)).toEqual([
      ["A?", "1", null],
      ["B?", "2", null],
    ]);
    expect(readLog(JSON.stringify(value)).unread).toEqual([]);
  });

  it("under any name, where it stands alone", () =>
    expect(outcomeOf({ cases: [run("A?", "1")] })).toEqual([["A?", "1", null]]));

  it("tell what nobody reads, under any name, too", () => {
    const { records } = readLog(JSON.stringify({ cases: [{ ...run("A?", "1"), remark: "It is red, I think." }] }));
    expect(records[0]?.unread).toMatchObject([{ place: "remark", code: "unread-field" }]);
  });

  it("are none where they are turns of a talk", () =>
    expect(readLog(JSON.stringify({ turns: [{ role: "user", parts: [{ file: "a.png" }] }] })).records).toEqual([]));

  it("only as what was said, under its number", () => {
    const said = "It is at the left of the tree that stands behind the house.";
    const { records, unread } = readLog(JSON.stringify({ 0: said, 7: said }));
    expect(records.map(({ place, title }) => [place, title])).toEqual([
      ["0", "0"],
      ["7", "7"],
    ]);
    expect(unread).toEqual([]);
    expect(readLog(JSON.stringify({ 0: "tench", 1: "great white shark" })).records).toEqual([]);
  });

  it("tell what stands beside them, and which of them are none", () => {
    const { records, unread } = readLog(
      JSON.stringify({ note: "The second try of us all.", data: [run("A?", "1"), {}] }),
    );
    expect(records).toHaveLength(1);
    expect(unread.map(({ place, code }) => [place, code])).toEqual([["data 2", "unknown-form"]]);
    expect(records[0]?.unread.map(({ place, code }) => [place, code])).toEqual([["note", "unread-field"]]);
  });
});

describe("a run in sections", () => {
  const value = {
    id: 1,
    title: "A case",
    sections: [
      { type: "image", data: { src: "a.jpg", height: 450 } },
      { type: "question", data: { text: "Which sign?" } },
      { type: "thinking", data: { text: "I look closer.", round: 1 } },
      { type: "code", data: { language: "python", code: "image.crop((1, 2, 30, 40))" } },
      { type: "generated_images", data: { images: [{ src: "b.jpg", width: 300 }] } },
      { type: "thinking", data: { text: "It says so.", round: 2 } },
      { type: "answer", data: { text: "B" } },
    ],
  };

  it("is what was asked, thought, programmed, shown and answered", () => {
    const [record] = readLog(JSON.stringify(value)).records;
    expect(record?.question).toBe("Which sign?");
    expect(record?.images).toEqual([{ kind: "name", name: "a.jpg" }]);
    expect(record?.messages).toEqual([
      {
        role: "assistant",
        parts: [
          { kind: "text", text: "<think>I look closer.</think>\n" },
          { kind: "text", text: "<code>\nimage.crop((1, 2, 30, 40))\n</code>" },
        ],
        place: "section 3",
      },
      { role: "observation", parts: [{ kind: "image", image: { kind: "name", name: "b.jpg" } }], place: "section 5" },
      {
        role: "assistant",
        parts: [
          { kind: "text", text: "<think>It says so.</think>\n" },
          { kind: "text", text: "B" },
        ],
        place: "section 6",
      },
    ]);
    expect(record?.unread).toEqual([]);
  });

  it("is none where a section is of a type that nobody knows", () =>
    expect(outcomeOf({ ...value, sections: [...value.sections, { type: "chart", data: {} }] })).toEqual([]));
});

describe("preferences under other names", () => {
  const text = (role: string, value: string) => ({ role, content: [{ type: "text", value }] });
  const said = (role: string, content: string) => ({ role, content });
  it.each<[string, object]>([
    [
      "messages",
      {
        chosen_messages: [text("user", "Colour?"), text("assistant", "Red.")],
        rejected_messages: [text("user", "Colour?"), text("assistant", "Blue.")],
      },
    ],
    ["responses", { prompt: "Colour?", response_chosen: "Red.", response_rejected: "Blue." }],
    [
      "OpenAI's fine-tuning",
      {
        input: { messages: [said("user", "Colour?")] },
        preferred_output: [said("assistant", "Red.")],
        non_preferred_output: [said("assistant", "Blue.")],
      },
    ],
  ])("%s", (_, value) => {
    const [record] = readLog(JSON.stringify(value)).records;
    expect(outcomeOf(value)).toEqual([["Colour?", "Red.", null]]);
    expect(record?.rejected?.messages.map(({ parts }) => parts)).toEqual([[{ kind: "text", text: "Blue." }]]);
    expect(record?.unread).toEqual([]);
  });
});

describe("what is no run", () => {
  it("is told in one finding for each form", () => {
    const rows = [1, 2].map((id) => JSON.stringify({ review_id: id, score: 3 }));
    expect(readLog(rows.join("\n")).unread).toMatchObject([
      { code: "unknown-form", what: "review_id, score" },
      { code: "unknown-form", what: "review_id, score" },
    ]);
  });

  it("is told where a log of a known form holds none", () => {
    expect(readLog(JSON.stringify({ eval: {}, samples: [] })).unread).toMatchObject([{ code: "no-run" }]);
  });
});

describe("a sample of Inspect that broke off", () => {
  it("keeps what tools gave back and failed with", async () => {
    const failed = { type: "timeout", message: "It took too long." };
    const message = { role: "tool", function: "bash", content: "so far", error: failed };
    const sample = { id: 1, epoch: 1, input: "List it.", target: "a", messages: [message] };
    const [record] = readLog(JSON.stringify({ eval: {}, samples: [sample] })).records;
    expect(record?.messages.map(({ parts }) => parts)).toEqual([[{ kind: "text", text: "so far\nIt took too long." }]]);
    expect(record?.unread).toEqual([]);
  });
});

describe("a broken list of boxes", () => {
  it("keeps every item that is whole, and nothing of what parts them", async () => {
    const box = (x: number) => `{"bbox_2d": [${x}, 1, ${x + 9}, 9], "names": {"en": "cup"}}`;
    const words = `\`\`\`json\n[\n\t${box(1)},\n\t{\n\t${box(20)},\n\t${box(40)}\n]\n\`\`\``;
    const value = {
      model: "Qwen3-VL",
      images: ["a.png"],
      messages: [
        { role: "user", content: "<image>Cups?" },
        { role: "assistant", content: words },
      ],
    };
    const [record] = readLog(JSON.stringify(value)).records;
    if (!record) throw new Error("no record");
    const { trace } = await openRecord(record, "t" as TraceId, PORTS);
    const kinds = [...trace.steps.values()].map(({ body }) => (body.kind === "action" ? body.action.kind : body.kind));
    expect(kinds.filter((kind) => kind === "box")).toHaveLength(3);
    expect(kinds.filter((kind) => kind === "thought").length).toBeLessThanOrEqual(1);
  });
});
