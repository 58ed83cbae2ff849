// Two runs of one problem, turns without roles, columns under other names, and rows of a question and an answer: the
// shapes are those that data sets and evaluators have, the words are ours.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only, opened, PNG_URL } from "./testing";

const IMAGE = { data: { width: 400, height: 300 } };

describe("pairs of runs", () => {
  const asks = { question: "Which colour?", image: PNG_URL };

  it.each<[string, object, string, string]>([
    ["better and worse", { better: "It is red.", worse: "It is blue." }, "better", "worse"],
    [
      "with a noun behind",
      { preferred_response: "It is red.", dispreferred_response: "It is blue." },
      "preferred_response",
      "dispreferred_response",
    ],
    [
      "with a noun before",
      { answer_better: "It is red.", answer_worse: "It is blue." },
      "answer_better",
      "answer_worse",
    ],
    ["of a paper", { y_w: "It is red.", y_l: "It is blue." }, "y_w", "y_l"],
    [
      "of an arena",
      { winner_response: "It is red.", loser_response: "It is blue." },
      "winner_response",
      "loser_response",
    ],
    [
      "counted from nought",
      { response_0: "It is blue.", response_1: "It is red.", better_response_id: 1 },
      "response_1",
      "response_0",
    ],
    ["counted from one", { output_1: "It is red.", output_2: "It is blue.", preference: 1 }, "output_1", "output_2"],
    [
      "with letters",
      { response_a: "It is blue.", response_b: "It is red.", winner: "model_b" },
      "response_b",
      "response_a",
    ],
    [
      "as messages",
      {
        chosen: [{ role: "assistant", content: "It is red." }],
        rejected: [{ role: "assistant", content: "It is blue." }],
      },
      "chosen",
      "rejected",
    ],
  ])("are two branches of one trace, judged: %s", async (_, runs, chosen, rejected) => {
    const record = await only({ ...asks, ...runs }, IMAGE);
    expect(lineIn(record)).toEqual(["asked Which colour?", "answer It is red."]);
    expect(findingsIn(record)).toEqual([]);
    const tags = [...record.trace.judgements.values()].flatMap(({ value }) => value.tags.map(({ tag }) => tag));
    expect(tags.sort()).toEqual(["chosen", "rejected"]);
    const [first] = readLog(JSON.stringify({ ...asks, ...runs })).records;
    expect([first?.rejected?.chosenField, first?.rejected?.field]).toEqual([chosen, rejected]);
  });

  it("are none where nothing says which is better", async () => {
    const { records } = readLog(JSON.stringify({ ...asks, better: "yes", note: "x" }));
    expect(records.map(({ rejected }) => rejected)).toEqual([null]);
  });
});

describe("turns without roles", () => {
  it("are no questions where somebody unknown says them", () => {
    const value = { task: "Count.", turns: [{ who: "agent", text: "<answer>2</answer>" }] };
    const { records, unread } = readLog(JSON.stringify({ data: value }));
    expect(records).toEqual([]);
    expect(unread.map(({ code }) => code)).toEqual(["unknown-form"]);
  });

  const LINE = ["asked Which colour?", "thought It is red.", "saw Sure?", "answer Yes."];

  it.each<[string, object]>([
    [
      "user and assistant",
      {
        turns: [
          { user: "Which colour?", assistant: "It is red." },
          { user: "Sure?", assistant: "Yes." },
        ],
      },
    ],
    [
      "texts beside pictures",
      {
        images: [PNG_URL],
        texts: [
          { user: "Which colour?", assistant: "It is red.", source: "x" },
          { user: "Sure?", assistant: "Yes.", source: "x" },
        ],
      },
    ],
    [
      "human and gpt",
      {
        dialogue: [
          { human: "Which colour?", gpt: "It is red." },
          { human: "Sure?", gpt: "Yes." },
        ],
      },
    ],
    [
      "questions and answers",
      {
        image: PNG_URL,
        qa_pairs: [
          { question: "Which colour?", answer: "It is red." },
          { question: "Sure?", answer: "Yes." },
        ],
      },
    ],
    [
      "lists that take turns",
      { question_id: 1, turns: ["Which colour?", "Sure?"], choices: [{ index: 0, turns: ["It is red.", "Yes."] }] },
    ],
  ])("are a talk: %s", async (_, value) => {
    const record = await only(value, IMAGE);
    expect(lineIn(record)).toEqual(LINE);
    expect(findingsIn(record)).toEqual([]);
  });

  it("keep the words of a choice whose question is elsewhere, and each choice by itself", async () => {
    const value = {
      question_id: 1,
      answer_id: "a",
      model_id: "m",
      choices: [
        { index: 0, turns: ["one", "two"] },
        { index: 1, turns: ["three"] },
      ],
      tstamp: 1,
    };
    const records = await opened(value);
    expect(records.map(lineIn)).toEqual([
      ["asked ", "thought one", "answer two"],
      ["asked ", "answer three"],
    ]);
  });

  it("stay records of their own where each names its picture", () => {
    const rows = [
      { question: "Which colour?", answer: "red", image: "a.png" },
      { question: "Which shape?", answer: "round", image: "b.png" },
    ];
    expect(readLog(JSON.stringify(rows)).records).toHaveLength(2);
  });
});

describe("columns under other names", () => {
  it.each<[string, object]>([
    ["capitals", { Question: "Which colour?", Image: PNG_URL, Answer: "red", Response: "It is red." }],
    [
      "words",
      { "Question ": "Which colour?", "Image Path": PNG_URL, "Ground Truth": "red", "Model Response": "It is red." },
    ],
    ["camels", { question: "Which colour?", imagePath: PNG_URL, groundTruth: "red", modelOutput: "It is red." }],
  ])("are the same columns: %s", async (_, value) => {
    const record = await only(value, IMAGE);
    expect(lineIn(record)).toEqual(["asked Which colour?", "answer It is red."]);
    const [problem] = record.trace.steps.values();
    expect(problem?.body).toMatchObject({ reference: { answer: "red" } });
    expect(findingsIn(record)).toEqual([]);
  });

  it("are counted under their plain names", async () => {
    const record = await only(
      { Question: "Q", Image: PNG_URL, Response: "A", "Long Note": "words of which nobody knows what they are" },
      IMAGE,
    );
    expect(findingsIn(record)).toEqual(["unread-field long_note"]);
  });
});

describe("rows of POPE", () => {
  it("are a question with its picture and label, or a question with the model's answer", async () => {
    const asked = await only({ question_id: 1, image: "a.jpg", text: "Is there a dog?", label: "yes" });
    expect(lineIn(asked)).toEqual(["asked Is there a dog?"]);
    expect([...asked.trace.steps.values()][0]?.body).toMatchObject({
      reference: { answer: "yes", source: { field: "label" } },
    });
    expect(lineIn(await only({ question: "Is there a dog?", answer: "Yes, there is." }))).toEqual([
      "asked Is there a dog?",
      "answer Yes, there is.",
    ]);
  });
});

describe("what Inspect shows of a call", () => {
  const sample = (content: string) => ({
    id: 1,
    epoch: 1,
    input: "Where?",
    target: "there",
    messages: [
      { role: "user", content: "Where?" },
      {
        role: "assistant",
        content: "Look.",
        tool_calls: [
          { id: "c", function: "bash", arguments: { cmd: "ls -la /home" }, view: { format: "markdown", content } },
        ],
      },
    ],
    output: { model: "m", choices: [] },
    scores: null,
  });

  it("says no more than the call where all of its words are the call's", async () => {
    const called = ["asked Where?", "thought Look.", "unparsed unsupported-call", "unsupported-call bash"];
    for (const content of ["```bash\nls -la /home\n```\n", "bash(cmd='ls -la /home')"]) {
      const record = await only(sample(content));
      expect([...lineIn(record), ...findingsIn(record)]).toEqual(called);
    }
    const more = await only(sample("```bash\nls -la /home\n```\nThis lists the home folder."));
    expect(findingsIn(more)).toEqual(["unread-field messages[].tool_calls[].view.content", "unsupported-call bash"]);
  });
});
