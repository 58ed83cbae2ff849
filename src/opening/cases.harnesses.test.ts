// Files of results, harnesses and sessions as people have them in their repositories. The shapes are theirs, the words are ours.
import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, findingsIn, lineIn, only, opened, outcomeOf, toldLines } from "./testing";

describe("files of results", () => {
  it.each<[string, unknown, readonly (readonly (string | null)[])[]]>([
    [
      "ScienceQA's: what was said by the ids of the questions, beside what came of it",
      { acc: 75.1, results: { "4": 1, "5": 0 }, outputs: { "4": "The answer is B.", "5": "The answer is A." } },
      [
        ["", "The answer is B.", null],
        ["", "The answer is A.", null],
      ],
    ],
    [
      "PromptPG's: records by the ids of the questions, beside what is told of all",
      { acc: 57, results: { "8": { answer: "18", output: "It is 18." }, "9": { answer: "7", output: "It is 8." } } },
      [
        ["", "It is 18.", "18"],
        ["", "It is 8.", "7"],
      ],
    ],
    [
      "Video-MME's: the questions about one video",
      [
        {
          domain: "x",
          questions: [{ question: "Which?", options: ["A. One.", "B. Two."], answer: "A", response: "B." }],
        },
      ],
      [["Which?\nA. One.\nB. Two.", "B.", "A"]],
    ],
    [
      "sets of statements, with what was said before its answer was taken out",
      [{ statement: "The cup is red.", ground_truth: "True", prediction: "False", raw_output: "False, it is blue." }],
      [["The cup is red.", "False, it is blue.", "True"]],
    ],
  ])("%s", async (_, value, outcomes) => {
    expect(outcomeOf(value)).toEqual(outcomes);
    expect((await opened(value)).length).toBe(outcomes.length);
  });

  it("are told by what was said, whatever stands in columns, and by their own places where those hold records", async () => {
    const outputs = { "4": "The answer is B.", "5": "The answer is A." };
    expect(outcomeOf({ outputs, response: { "4": 1, "5": 0 } })).toEqual([
      ["", outputs["4"], null],
      ["", outputs["5"], null],
    ]);
    const [first] = await opened({ outputs, results: { "4": { note: "It was seen there." }, "5": 0 } });
    expect(first && findingsIn(first)).toEqual(["unread-field results.4.note"]);
  });

  it("keep no score that is too large to be written down again", async () => {
    const text = '{"instruction": "Where is it?", "generations": ["There.", "Here."], "ratings": [5, 21e999]}';
    const kept: unknown[] = [];
    for (const record of readLog(text).records) {
      const { trace } = await openRecord(record, "t" as TraceId, countingPorts());
      kept.push(...trace.scores.map(({ value }) => value));
    }
    expect(kept).toEqual([5]);
  });

  it("are none where outputs have names", () => {
    expect(outcomeOf({ inputs: { a: "1.png" }, outputs: { image: "a.png", mask: "b.png" } })).toEqual([]);
  });

  it.each<[string, string]>([
    [
      "a line for each, with a comma behind it",
      '{"question": "Which?", "response": "A"},\n{"question": "What?", "response": "B"},\n',
    ],
    [
      "a list as people write it",
      '[\n  {"question": "Which?", "response": "A",},\n  {"question": "What?", "response": "B"},\n]',
    ],
    [
      "as Python prints them",
      "{'question': 'Which?', 'response': 'A', 'x': None}\n{'question': 'What?', 'response': 'B', 'x': True}\n",
    ],
  ])("that are no JSON are read where they are records all the same: %s", (_, text) => {
    expect(outcomeOf(text)).toEqual([
      ["Which?", "A", null],
      ["What?", "B", null],
    ]);
    expect(readLog(text).unread).toEqual([]);
  });

  it("say that they are none where they only nearly are", () => {
    expect(readLog("{'question': 'Which?', oops}\n{'question': 'What?'\n").records).toEqual([]);
  });

  it("what programs told of themselves is no run, unless a model speaks in it", () => {
    const lines = Array.from({ length: 8 }, (_, i) => `2026-03-15 23:56:3${i},710 [INFO] trainer: step ${i}`).join(
      "\n",
    );
    expect(readLog(lines)).toMatchObject({ records: [], unread: [{ code: "no-run" }] });
    expect(readLog(`${lines}\n<think>A cup.</think><answer>B</answer>`).records).toHaveLength(1);
    expect(readLog("A cup.\nIt is red.\nIt stands there.\nINFO is a word.\nYes.").records).toHaveLength(1);
  });
});

describe("harnesses and sessions", () => {
  it("GUI-Agent-Harness: where was pointed is a click, and the place that is right is on the picture", async () => {
    const record = await only({
      sample_id: "s_0",
      annotation: "GUIAct",
      instruction: "Open the list.",
      gt_bbox: [1774, 1586, 2113, 1618],
      prediction_px: [1038, 808],
      correctness: "wrong",
    });
    expect(lineIn(record)).toEqual(["asked Open the list.", "click 1038,808"]);
    const [image] = record.trace.images.values();
    expect([image?.width, image?.height]).toEqual([2113, 1618]);
    const [problem] = record.trace.steps.values();
    expect(problem?.body).toMatchObject({ reference: { answer: "[1774, 1586, 2113, 1618]" } });
    expect(findingsIn(record)).toEqual(["unread-field annotation"]);
  });

  it("steps that are numbered and of one task are one run, each verb once", async () => {
    const step = (step_index: number, action: object, action_type: string) => ({
      step_index,
      thinking: `Thought ${step_index}.`,
      action,
      action_type,
      screenshot_path: `${step_index}.png`,
      instruction: "Send it.",
    });
    const screen = { width: 1000, height: 1000 };
    const steps = [
      step(1, { action: "click", coordinate: [0.5, 0.25] }, "click"),
      step(2, { action: "type", text: "hello" }, "type"),
    ];
    const lines = await toldLines(steps, ["1.png", "2.png"]);
    expect(lines).toEqual([
      ["asked Send it.", "thought Thought 1.", "click 320,120", "saw a picture", "thought Thought 2.", "type hello"],
    ]);
    expect(await opened([steps[0], { ...steps[1], step_index: 5 }], { data: screen })).toHaveLength(2);
  });

  it("Gemini CLI: lines of events behind what it says of itself, the words in pieces", () => {
    const line = (type: string, more: object) =>
      JSON.stringify({ type, timestamp: "2026-01-04T06:22:49.808Z", ...more });
    const text = [
      "Loaded cached credentials.",
      line("init", { session_id: "s", model: "gemini-3" }),
      line("message", { role: "user", content: "Where is it?" }),
      line("message", { role: "assistant", content: "I will ", delta: true }),
      line("message", { role: "assistant", content: "look.", delta: true }),
      line("tool_use", { tool_name: "read_file", tool_id: "t", parameters: { file_path: "a.png" } }),
      line("tool_result", { tool_id: "t", status: "error", output: "nothing", error: { type: "e", message: "late" } }),
      line("message", { role: "assistant", content: "There.", delta: true }),
      line("result", { status: "success", stats: { total_tokens: 3 } }),
    ].join("\n");
    const { records, unread } = readLog(text);
    expect(records.map(({ form, question }) => [form, question])).toEqual([["gemini-cli", "Where is it?"]]);
    const said = records[0]?.messages.map(({ role, parts }) => [
      role,
      parts.map((part) => (part.kind === "text" ? part.text : "#")).join(""),
    ]);
    expect(said).toEqual([
      ["assistant", 'I will look.<tool_call>\n{"name": "read_file", "arguments": {"file_path":"a.png"}}\n</tool_call>'],
      ["observation", "nothing\nlate"],
      ["assistant", "There."],
    ]);
    expect(unread.map(({ code, place }) => [code, place])).toEqual([["not-json", "line 1"]]);
    expect(records[0]?.unread).toEqual([]);
  });
});
