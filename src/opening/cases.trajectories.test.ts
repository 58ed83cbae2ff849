// What agents did to a screen, step by step. The shapes are those of AgentNet, browser-use and agents that write a
// trajectory of their own; the words are ours.
import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { candidates, recognise } from "./recognise";
import { countingPorts, findingsIn, lineIn, lostInSilence, only, PNG_URL } from "./testing";

const SCREEN = {
  data: { width: 1000, height: 500 },
  named: { "1.png": { width: 1000, height: 500 }, "2.png": { width: 1000, height: 500 } },
};

const LINE = [
  "asked Open the menu",
  "thought It is at the left.",
  "click 100,50",
  "saw a picture",
  "type cats",
  "answer done",
];

describe("trajectories", () => {
  it.each<[string, object]>([
    [
      "calls that are written out",
      {
        task: "Open the menu",
        trajectory: [
          { screenshot: "1.png", thought: "It is at the left.", action: "pyautogui.click(x=100, y=50)" },
          { screenshot: "2.png", action: "pyautogui.write('cats')" },
          { action: "computer.terminate(status='done')" },
        ],
      },
    ],
    [
      "records with a type",
      {
        instruction: "Open the menu",
        steps: [
          { image: "1.png", reasoning: "It is at the left.", action: { action_type: "CLICK", x: 100, y: 50 } },
          { image: "2.png", action: { action_type: "TYPE", text: "cats" } },
          { action: { action_type: "terminate", status: "done" } },
        ],
      },
    ],
    [
      "a verb with its places beside it",
      {
        goal: "Open the menu",
        episode: [
          { screenshot_path: "1.png", thought: "It is at the left.", action: "click", coordinate: [100, 50] },
          { screenshot_path: "2.png", action: "type", text: "cats" },
          { action: "finished", text: "done" },
        ],
      },
    ],
    [
      "AgentNet's",
      {
        task_id: "t",
        instruction: "Open the menu",
        traj: [
          { index: 0, image: "1.png", value: { thought: "It is at the left.", code: "pyautogui.click(x=0.1, y=0.1)" } },
          { index: 1, image: "2.png", value: { code: "pyautogui.write(message='cats')" } },
          { index: 2, value: { code: "computer.terminate(status='done')" } },
        ],
      },
    ],
  ])("are what was done to the screen: %s", async (_, value) => {
    const record = await only(value, SCREEN);
    expect(lineIn(record)).toEqual(LINE);
    expect(findingsIn(record)).toEqual([]);
  });

  it.each<[string, object, readonly string[]]>([
    [
      "WebCanvas, whose steps have what was done in parts",
      {
        task_name: "Open the menu",
        step_list: [
          {
            step_index: 0,
            dict_result: {
              action_type: "click",
              value: "",
              description: { thought: "At the left.", action: "Click it." },
            },
            current_trace: { thought: "At the left.", action: "Click it." },
            execute_action: { action_type: 1, x: 100, y: 50 },
          },
          { step_index: 1, dict_result: { action_type: "google_search", value: "cats", description: {} } },
        ],
      },
      ["asked Open the menu", "thought At the left.", "thought Click it.", "click 100,50", "device google_search cats"],
    ],
    [
      "Mind2Web, a record a step, on the whole page",
      {
        confirmed_task: "Open the menu",
        website: "a",
        screenshot: "1.png",
        operation: '{"original_op": "CLICK", "value": "", "op": "CLICK"}',
        pos_candidates: ['{"tag": "a", "attributes": "{\\"bounding_box_rect\\": \\"80,40,40,20\\"}"}'],
      },
      ["asked Open the menu", "click 100,50"],
    ],
    [
      "Mind2Web, all steps, with a choice in a list",
      {
        confirmed_task: "Open the menu",
        actions: [
          {
            operation: { op: "SELECT", value: "Two" },
            pos_candidates: [{ attributes: { bounding_box_rect: "80,40,40,20" } }],
          },
          { operation: { op: "TYPE", value: "cats" }, pos_candidates: [] },
        ],
        images: ["1.png"],
      },
      ["asked Open the menu", "device 100,50 SELECT Two", "type cats"],
    ],
    [
      "Android in the Wild, y first, in shares",
      {
        episode_id: "1",
        instruction: "Open the menu",
        image_path: "1.png",
        result_action_type: 4,
        result_touch_yx: "[0.1, 0.2]",
        result_lift_yx: "[0.11, 0.2]",
      },
      ["asked Open the menu", "click 200,50"],
    ],
    [
      "a swipe there",
      {
        instruction: "Open the menu",
        image_path: "1.png",
        result_action_type: 4,
        result_touch_yx: [0.8, 0.5],
        result_lift_yx: [0.2, 0.5],
      },
      ["asked Open the menu", "drag 500,400 500,100"],
    ],
    [
      "words there, and the end",
      {
        goal: "Open the menu",
        image: "1.png",
        steps: [{ result_action_type: 3, result_action_text: "cats" }, { result_action_type: 10 }],
      },
      ["asked Open the menu", "type cats", "answer complete"],
    ],
    [
      "AndroidControl's steps as they are planned",
      {
        episode_id: 7,
        step: 2,
        instruction: "Open the menu",
        image: "1.png",
        reason: "It is at the left.",
        action: { action_type: "click", element: "the three lines" },
      },
      ["asked Open the menu", "thought It is at the left.", "click the three lines"],
    ],
  ])("are read from sets of demonstrations: %s", async (_, value, line) => {
    const record = await only(value, SCREEN);
    expect(lineIn(record).map((step) => step.replace(/ +/g, " "))).toEqual(line);
    expect(findingsIn(record)).toEqual([]);
  });

  it("keep what browser-use has in a step: what it thought, did and was shown", async () => {
    const history = [
      {
        model_output: {
          evaluation_previous_goal: "Nothing was done yet.",
          memory: "The task has just begun.",
          next_goal: "Open the page.",
          action: [{ navigate: { url: "https://example.org/cats" } }, { click_element: { index: 4 } }],
        },
        result: [{ is_done: false, extracted_content: "Opened the page about cats." }],
        state: { url: "about:blank", title: "", tabs: [], screenshot: PNG_URL },
        metadata: { step_number: 1 },
      },
    ];
    const record = await only({ history }, SCREEN);
    expect(lineIn(record)).toEqual([
      "asked ",
      "thought Nothing was done yet.",
      "thought The task has just begun.",
      "thought Open the page.",
      "device navigate https://example.org/cats",
      "click 4",
      "saw Opened the page about cats.",
    ]);
    expect(findingsIn(record)).toEqual([]);
  });

  it("name no system that left no mark of its own", () => {
    const value = { task: "Q", trajectory: [{ screenshot: "1.png", action: { type: "click", x: 1, y: 2 } }] };
    const [record] = readLog(JSON.stringify(value)).records;
    expect(record && recognise(record)).toEqual({ system: "tagged-chat", sureness: "none" });
  });
});

describe("chats with tags of nobody in particular", () => {
  const said = (content: string) => {
    const messages = [
      { role: "user", content: "Q" },
      { role: "assistant", content },
    ];
    const [record] = readLog(JSON.stringify({ messages })).records;
    if (!record) throw new Error("No record");
    return record;
  };

  it.each([
    '<think>hm</think><tool_call>{"name": "get_weather", "arguments": {"city": "Bern"}}</tool_call>',
    '<tool_call>{"name": "search", "parameters": {"query": "cats"}}</tool_call>',
    '<tool_call>{"name": "crop_image", "arguments": {"bbox": [1, 2, 30, 40]}}</tool_call>',
    '<tool_call>{"name": "zoom_in", "arguments": {"bbox_2d": [1, 2, 30, 40]}}</tool_call>',
    "Write <code>npm install</code> and wait.",
    'So: <tool_call>{"name": "plan", "arguments": {"actions": ["a"]}}</tool_call>',
  ])("are not called by the name of a system: %s", (words) => {
    expect(recognise(said(words))).toEqual({ system: "tagged-chat", sureness: "none" });
    expect(candidates(said(words)).map(({ system }) => system)).toContain("tagged-chat");
  });

  it.each([
    ["deepeyes", '<tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [1, 2, 30, 40]}}</tool_call>'],
    [
      "adareasoner",
      '<tool_call>{"name": "Crop", "parameters": {"image": "img_1", "coordinates": "[1, 2, 3, 4]"}}</tool_call>',
    ],
    ["deepeyes-v2", "<code>\n```python\nprint(1)\n```\n</code>"],
    [
      "verl-pixel-reasoner",
      '<tool_call>{"name": "crop_image", "arguments": {"bbox_2d": [1, 2, 3, 4], "target_image": 1}}</tool_call>',
    ],
    ["think-answer", "<think>t</think><answer>4</answer>"],
  ])("are %s where its marks are there: %s", (system, words) => {
    expect(recognise(said(words)).system).toBe(system);
  });

  it("end in their last words, and name the tools that nobody here performs", async () => {
    const messages = [
      { role: "user", content: "Q" },
      { role: "assistant", content: '<tool_call>{"name": "get_weather", "arguments": {}}</tool_call>' },
      { role: "tool", content: "sunny" },
      { role: "assistant", content: "It is sunny." },
    ];
    const record = await only({ messages });
    expect([...lineIn(record), ...findingsIn(record)]).toEqual([
      "asked Q",
      "unparsed unsupported-call",
      "saw sunny",
      "answer It is sunny.",
      "unsupported-call get_weather",
    ]);
  });
});

describe("trajectories, a line for each thing that was done (OSWorld's traj.jsonl)", () => {
  const line = (number: number, more: object) =>
    JSON.stringify({
      step_num: number,
      action_timestamp: "20261129@010203",
      reward: 0,
      done: false,
      info: {},
      screenshot_file: `${number}.png`,
      ...more,
    });
  const code = "pyautogui.click(100, 50)";

  async function linesOf(...steps: readonly string[]) {
    const [record, ...more] = readLog(steps.join("\n")).records;
    if (!record || more.length > 0) throw new Error("Not one record");
    const pictures = { "1.png": { digit: "a", ...SIZE }, "2.png": { digit: "b", ...SIZE } };
    const opened = await openRecord(record, "t" as TraceId, countingPorts(pictures));
    expect(
      lostInSilence(
        steps.map((text) => JSON.parse(text)),
        [opened],
        record.form,
      ),
    ).toEqual([]);
    expect(findingsIn(opened)).toEqual([]);
    return lineIn(opened);
  }
  const SIZE = { width: 1000, height: 500 };

  it("a screenshot shows what came of its line", async () => {
    const response = `It is at the left.\n\`\`\`python\n${code}\n\`\`\``;
    const words = { response: "Now the words.", action: "pyautogui.write('cats')", done: true };
    expect((await linesOf(line(1, { action: code, response }), line(2, words))).slice(1)).toEqual([
      "thought It is at the left.",
      "click 100,50",
      "saw a picture",
      "thought Now the words.",
      "type cats",
      "saw a picture",
    ]);
  });

  it("a response that came to several lines was said once", async () => {
    const response = `Both: ${code} and pyautogui.press('enter')`;
    const steps = [code, "pyautogui.press('enter')"].map((action, i) => line(i + 1, { action, response }));
    expect((await linesOf(...steps)).slice(1)).toEqual([
      "thought Both:",
      "click 100,50",
      "thought and",
      "key enter",
      "saw a picture",
      "saw a picture",
    ]);
  });

  it("a bare word is told beside the response that holds it", async () => {
    const steps = ["WAIT", "DONE"].map((action, i) => line(i + 1, { action, response: `\`\`\`${action}\`\`\`` }));
    expect((await linesOf(...steps)).filter((step) => /DONE|WAIT/.test(step))).toEqual([
      "thought ```WAIT```",
      "thought WAIT",
      "thought ```DONE```",
      "thought DONE",
    ]);
  });

  it("records of actions, errors, and the task of a person's run", async () => {
    const head = { instruction: "Open the menu", initial_state: "1.png", start_time: "x", mode: "manual_operation" };
    const done = line(1, { action: { action_type: "CLICK", x: 100, y: 50 }, screenshot_file: "2.png" });
    const failed = JSON.stringify({ Error: "Time limit exceeded in chrome/1" });
    expect(await linesOf(JSON.stringify(head), done, failed)).toEqual([
      "asked Open the menu",
      "click 100,50",
      "saw a picture",
      "saw Time limit exceeded in chrome/1",
    ]);
  });
});
