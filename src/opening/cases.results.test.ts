// Results as benchmarks and agents publish them in their repositories. The shapes are theirs, the words are ours.
import { describe, expect, it } from "vitest";
import { findingsIn, lineIn, only, opened, outcomeOf, toldLines } from "./testing";

describe("results of benchmarks", () => {
  it.each<[string, unknown, readonly (readonly (string | null)[])[]]>([
    [
      "MAT-Agent's: the right answer and the model's under names that are nearly the same",
      [{ question: "Is it red?\n(A) Yes\n(B) No", groundtruth: "No", image_path: "a.jpg", answer: "B" }],
      [["Is it red?\n(A) Yes\n(B) No", "B", "No"]],
    ],
    [
      "BLINK's: by the parts of the set; what was said, and what was taken out of it",
      {
        val: [{ idx: "val_1", answer: "(B)", full_prediction: "The third one fits. (B)", prediction: "(B)" }],
        test: [{ idx: "test_1", answer: "hidden", full_prediction: "Neither fits." }],
      },
      [
        ["", "The third one fits. (B)", "(B)"],
        ["", "Neither fits.", null],
      ],
    ],
    [
      "HallusionBench's",
      [{ question: "Are both of one size?", gt_answer_details: "Both are.", model_prediction: "Yes, both are." }],
      [["Are both of one size?", "Yes, both are.", "Both are."]],
    ],
    [
      "MMMU's: choices by their letters beside the letters",
      [{ id: "v_1", answer: "B", all_choices: ["A", "B"], index2ans: { A: "two", B: "three" }, response: "It is B." }],
      [["A. two\nB. three", "It is B.", "B"]],
    ],
    [
      "MM-Vet's: answers under a number and the name of the set",
      {
        v1_0: "The cup stands to the left of the blue plate here.",
        v1_1: "No one in this picture is holding the red umbrella now.",
      },
      [
        ["", "The cup stands to the left of the blue plate here.", null],
        ["", "No one in this picture is holding the red umbrella now.", null],
      ],
    ],
    [
      "OmAgent's: a request as it was sent, and what came last",
      {
        question: "2+2?",
        body: [{ role: "user", content: [{ type: "text", text: "Solve: 2+2?" }] }],
        last_output: "4",
      },
      [["Solve: 2+2?", "4", null]],
    ],
    [
      "sets for PaliGemma: what it is given, and what it goes on with",
      { image: "a.jpg", prefix: "detect cup", suffix: "<loc0100><loc0200><loc0300><loc0400> cup" },
      [["detect cup", "<loc0100><loc0200><loc0300><loc0400> cup", null]],
    ],
  ])("%s", async (_, value, outcomes) => {
    expect(outcomeOf(value)).toEqual(outcomes);
    expect((await opened(value)).length).toBe(outcomes.length);
  });

  it("keep their names for what they are: parts of a set that hold other lists, classes under numbers", () => {
    expect(outcomeOf({ val: [1, 2], test: [{ answer: "B", response: "It is B." }] })).toEqual([]);
    expect(outcomeOf({ class_1: "red cup", class_2: "blue cup" })).toEqual([]);
  });

  it("EvalScope's reviews, as they were before they told of agents", async () => {
    const review = {
      index: 3,
      target: "D",
      messages: [
        { id: "a", role: "user", content: "Which?", source: null },
        { id: "b", role: "assistant", content: "It is A.", source: "generate", model: "m" },
      ],
      trajectory: [],
      sample_score: {
        score: { value: { acc: 0 }, extracted_prediction: "A", prediction: "It is A.", main_score_name: null },
        sample_id: 3,
        group_id: 4,
      },
    };
    const record = await only(review);
    expect(record.trace.scores.map(({ name, value }) => [name, value])).toEqual([
      ["acc", 0],
      ["extracted_prediction", "A"],
    ]);
    expect(lineIn(record)).toEqual(["asked Which?", "answer It is A."]);
  });

  it("scores that stand beside numbers of samples are scores, and the numbers are none", async () => {
    const { trace } = await only({ question: "Which?", response: "A", score: { acc: 1, sample_id: 3, group_id: 4 } });
    expect(trace.scores.map(({ name }) => name)).toEqual(["score.acc"]);
  });

  it("MAI-UI's: the point that it says is drawn, in thousandths of the screenshot", async () => {
    const words =
      '<grounding_think>\nThe arrow folds it.\n</grounding_think>\n<answer>\n{"coordinate":[109,608]}\n</answer>';
    const record = await only({
      img_filename: "a.png",
      img_size: [3840, 2160],
      instruction: "fold the list",
      bbox: [406, 1427, 430, 1452],
      raw_response: words,
      pred: [418.56, 1313.28],
      correctness: "incorrect",
    });
    const [point] = [...record.trace.steps.values()].flatMap(({ body }) =>
      body.kind === "action" && body.action.kind === "point" ? [body.action.at] : [],
    );
    // What its own evaluation made of the same numbers stands in `pred`.
    expect([point?.x, point?.y].map((side) => Number(side?.toFixed(2)))).toEqual([418.56, 1313.28]);
    expect(record.trace.scores.map(({ value }) => value)).toEqual([false]);
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("agents on screens", () => {
  const EVENT = { id: "e", timestamp: 1 };
  const screen = { type: "image_url", image_url: { url: "a.png" } };
  const call = (name: string, input: object) => ({
    id: "c",
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  });

  it("Agent TARS: events; what is done in its browser is drawn, in thousandths", async () => {
    const click = {
      thought: "It is there.",
      step: "Click the field.",
      action: "click(point='<point>400 435</point>')",
    };
    const events = [
      { ...EVENT, type: "user_message", content: [{ type: "text", text: "Find it." }] },
      { ...EVENT, type: "environment_input", content: [screen], description: "Browser" },
      {
        ...EVENT,
        type: "assistant_message",
        content: `<tool_call>\n${JSON.stringify({ name: "browser", parameters: click })}\n</tool_call>`,
        toolCalls: [call("browser", click)],
        finishReason: "tool_calls",
      },
      { ...EVENT, type: "tool_call", toolCallId: "c", name: "browser", arguments: click },
      { ...EVENT, type: "tool_result", toolCallId: "c", name: "browser", content: { status: "success" } },
      { ...EVENT, type: "assistant_streaming_message", content: "Do", isComplete: false, messageId: "m" },
      { ...EVENT, type: "assistant_message", content: "Done.", finishReason: "stop", messageId: "m" },
      { ...EVENT, type: "final_answer", content: "Done.", isDeepResearch: false },
    ];
    const record = await only(events, { named: { "a.png": { width: 2560, height: 1600 } } });
    expect(lineIn(record)).toEqual([
      "asked Find it.",
      "thought It is there.\nClick the field.",
      "click 1024,696",
      'saw {"status":"success"}',
      "answer Done.",
    ]);
    expect(findingsIn(record)).toEqual([]);
  });

  it("Agent TARS: plans once, other calls as calls, what failed, and thoughts", async () => {
    const events = [
      { ...EVENT, type: "agent_run_start", sessionId: "s", runOptions: { input: "Find it." }, model: "m" },
      { ...EVENT, type: "user_message", content: "Find it." },
      { ...EVENT, type: "plan_update", sessionId: "s", steps: [{ content: "Look.", done: false }] },
      { ...EVENT, type: "plan_update", sessionId: "s", steps: [{ content: "Look.", done: true }] },
      { ...EVENT, type: "assistant_thinking_message", content: "Where?", isComplete: true },
      { ...EVENT, type: "assistant_message", content: "Searching.", toolCalls: [call("web_search", { query: "it" })] },
      {
        ...EVENT,
        type: "tool_result",
        toolCallId: "c",
        name: "web_search",
        content: [{ type: "text", text: "Nothing." }],
        error: "late",
      },
      { ...EVENT, type: "plan_finish", sessionId: "s", summary: "Not found." },
    ];
    expect(await toldLines(events)).toEqual([
      [
        "asked Find it.",
        "thought Look.",
        "thought Where?",
        "thought Searching.",
        "unparsed unsupported-call",
        "saw Nothing.late",
        "answer Not found.",
        "unsupported-call web_search",
      ],
    ]);
  });

  it("AndroidControl as UI-S1 has it: screenshots that are missing are as large as the screen", async () => {
    const step = (action_content: object, screenshot: string) => ({ action_content, screenshot });
    const record = await only({
      goal: "Open the app.",
      is_successful: true,
      steps: [
        step({ action: "open", text: "Meet" }, "0.png"),
        step({ action: "click", coordinate: [540, 1800], bbox: [500, 1700, 600, 1900] }, "1.png"),
        step({ action: "click", coordinate: [30, 40] }, "2.png"),
      ],
    });
    expect(lineIn(record)).toEqual([
      "asked Open the app.",
      "device open Meet",
      "saw a picture",
      "click 540,1800",
      "saw a picture",
      "click 30,40",
    ]);
    const sizes = [...record.trace.images.values()].map(({ width, height }) => `${width}x${height}`);
    expect(new Set(sizes)).toEqual(new Set(["541x1801"]));
  });

  it("AgentNetBench: what is asked comes first, then what is on the screen; thoughts are an inner monologue", async () => {
    const record = await only(
      {
        task_id: "t",
        high_level_task_description: "Log in.",
        steps: [
          {
            step_num: 1,
            image: "1.png",
            action: "pyautogui.click(x=0.1, y=0.2)",
            inner_monologue: { observation: "A page.", thought: "The tab.", low_level_instruction: "Click the tab." },
          },
        ],
      },
      { named: { "1.png": { width: 1000, height: 500 } } },
    );
    expect(record.trace.title).toBe("Log in. A page.");
    expect(lineIn(record)).toEqual([
      "asked Log in.\nA page.",
      "thought The tab.",
      "thought Click the tab.",
      "click 100,100",
    ]);
  });

  it("Online-Mind2Web: thoughts and actions in lists side by side, and the answer", async () => {
    const result = {
      task_id: "t",
      task: "Open the page.",
      final_result_response: "It is open.",
      action_history: ["<button> -> CLICK", "<a> -> CLICK"],
      thoughts: ["Go there.", "Accept."],
    };
    expect(await toldLines(result)).toEqual([
      [
        "asked Open the page.",
        "thought Go there.",
        "thought <button> -> CLICK",
        "thought Accept.",
        "thought <a> -> CLICK",
        "answer It is open.",
      ],
    ]);
  });
});
