import { describe, expect, it } from "vitest";
import { marksOf } from "../action";
import { must } from "../base";
import { encodeTrace, lineThrough, parseTrace, type Trace, type TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

const PICTURES = {
  "cat.jpg": { digit: "a", width: 1000, height: 500 },
  "seen.png": { digit: "b", width: 300, height: 200 },
};

async function opened(text: string, pictures: Parameters<typeof countingPorts>[0] = PICTURES) {
  const log = readLog(text);
  const records = await Promise.all(
    log.records.map((record) => openRecord(record, "t" as TraceId, countingPorts(pictures))),
  );
  for (const { trace } of records)
    expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace)))))).toEqual(trace);
  return { log, records, first: records[0] };
}

/** A line in short: kinds, and the corners of boxes. */
const told = (trace: Trace | undefined): string[] =>
  trace
    ? lineThrough(trace, null).map(({ body }) => {
        if (body.kind === "action")
          return `${body.action.kind} ${JSON.stringify(marksOf(body.action)[0] && "box" in body.action ? Object.values(body.action.box) : [])}`;
        if (body.kind === "problem") return `problem ${body.images.length}: ${body.question}`;
        if (body.kind === "observation")
          return `saw ${body.recomputed ? "recomputed" : body.image ? "picture" : ""}${body.text}`;
        return `${body.kind === "thought" ? (body.of ?? body.kind) : body.kind}: ${body.text}`;
      })
    : [];

const zoom =
  '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 50, 300, 250], "label": "x"}}\n</tool_call>';
const empty = { type: "image_url", image_url: { url: "data:image/jpeg;base64," } };

const DEEPEYES = {
  image: "cat.jpg",
  question: "What?",
  answer: "B",
  pred_ans: "B",
  status: "success",
  pred_output: [
    { role: "system", content: "You can zoom." },
    { role: "user", content: [empty, { type: "text", text: "What?" }] },
    { role: "assistant", content: `<think>look</think>\n${zoom}` },
    { role: "user", content: [empty, { type: "text", text: "Go on." }] },
    { role: "assistant", content: "<think>hm" },
    { role: "assistant", content: "<think>so</think> <answer>B</answer>" },
  ],
};

describe("opening", () => {
  it("opens a DeepEyes log that kept no pictures, and cuts them again", async () => {
    const { first } = await opened(`${JSON.stringify(DEEPEYES)}\nnot json\n${JSON.stringify(DEEPEYES)}\n`);
    expect(told(first?.trace)).toEqual([
      "problem 1: What?",
      "thought: look",
      "zoom [100,50,200,200]",
      "saw recomputedGo on.",
      "thought: hm",
      "thought: so",
      "answer: B",
    ]);
    expect(first?.report).toMatchObject({
      system: "deepeyes",
      steps: 7,
      actions: { zoom: 1 },
      marks: 1,
      answers: 1,
      missingImages: [],
      observations: { kept: 0, recomputed: 1, lost: 0 },
    });
    expect(
      [...(first?.trace.images.values() ?? [])].map(({ width, height, origin }) => [width, height, origin.kind]),
    ).toEqual([
      [1000, 500, "source"],
      [200, 200, "derived"],
    ]);
  });

  it("keeps the right answer and the score of a log, and says where they stood", async () => {
    const { first } = await opened(JSON.stringify({ ...DEEPEYES, acc: true }));
    const line = lineThrough(first!.trace, null);
    expect(line[0]?.body).toMatchObject({ reference: { answer: "B", source: { kind: "log", field: "answer" } } });
    expect(first?.trace.scores).toEqual([
      {
        name: "acc",
        value: true,
        about: { kind: "line", leaf: line.at(-1)?.id },
        source: { kind: "log", field: "acc" },
      },
    ]);
    const rewarded = { messages: DEEPEYES.pred_output, reward_model: { ground_truth: "C" }, score: 0.25 };
    const { first: second } = await opened(JSON.stringify(rewarded));
    expect(lineThrough(second!.trace, null)[0]?.body).toMatchObject({
      reference: { answer: "C", source: { kind: "log", field: "reward_model.ground_truth" } },
    });
    expect(second?.trace.scores).toMatchObject([{ name: "score", value: 0.25 }]);
  });

  it("says nothing of what is right where the log says nothing", async () => {
    const { answer: _, ...untold } = DEEPEYES;
    const { first } = await opened(JSON.stringify(untold));
    expect(first?.trace.scores).toEqual([]);
    expect(lineThrough(first!.trace, null)[0]?.body).not.toHaveProperty("reference");
  });

  it("says which lines it did not understand, and where", async () => {
    const { log } = await opened(`${JSON.stringify(DEEPEYES)}\nnot json\n{"unknown": true}\n`);
    expect(log.unread).toEqual([
      { place: "line 2", code: "not-json", excerpt: "not json" },
      { place: "line 3", code: "unknown-form", excerpt: '{"unknown":true}', what: "unknown" },
    ]);
  });

  it("says which calls it did not understand, and where", async () => {
    const broken = {
      messages: [
        { role: "user", content: "What?" },
        { role: "assistant", content: '<tool_call>{"name": "image_zoom_in_tool", oh}</tool_call>' },
      ],
    };
    const { first } = await opened(JSON.stringify(broken));
    expect(first?.report.notUnderstood).toMatchObject([{ place: "message 2, character 31", code: "not-json" }]);
  });

  it("holds the place of a picture that is missing, at a size that has room for the boxes", async () => {
    const { first } = await opened(JSON.stringify(DEEPEYES), {});
    expect(first?.report.missingImages).toEqual(["cat.jpg"]);
    expect([...(first?.trace.images.values() ?? [])][0]).toMatchObject({ width: 300, height: 250, name: "cat.jpg" });
  });

  it("keeps the requested box and the one that the tool cut", async () => {
    const record = {
      messages: [
        { role: "user", content: "<image>What?" },
        {
          role: "assistant",
          content:
            '<tool_call>{"name": "crop_image_normalized", "arguments": {"bbox_2d": [0.5, 0.5, 0.7, 0.7], "target_image": 1}}</tool_call>',
        },
        {
          role: "user",
          content: [
            { type: "image", image: "seen.png" },
            { type: "text", text: "Here." },
          ],
        },
        { role: "assistant", content: "It is \\boxed{4}" },
      ],
      images: ["cat.jpg"],
    };
    const { first } = await opened(JSON.stringify(record));
    expect(told(first?.trace)).toEqual([
      "problem 1: What?",
      "zoom [500,250,200,100]",
      "saw pictureHere.",
      "thought: It is",
      "answer: 4",
    ]);
    const action = [...(first?.trace.steps.values() ?? [])].find(({ body }) => body.kind === "action");
    expect(action?.body).toMatchObject({ declared: { space: "unit", executed: { left: 400, top: 200, height: 200 } } });
    // The tool cut 400 × 200 and the log has 300 × 200.
    expect(first?.report.comparisons).toMatchObject([
      { kept: { width: 300 }, recomputed: { width: 400 }, agreement: 0.75 },
    ]);
  });

  it.each([
    [
      "ShareGPT",
      {
        image: "cat.jpg",
        conversations: [
          { from: "human", value: "<image>\nQ" },
          { from: "gpt", value: "<SUMMARY>s</SUMMARY><CONCLUSION>c</CONCLUSION>" },
        ],
      },
      "llava-cot",
      ["problem 1: \nQ", "thought: s", "answer: c"],
    ],
    [
      "ViLaSR",
      {
        image_path: ["cat.jpg"],
        conversations: [
          {
            role: "user",
            content: [
              { type: "image", image: "image_path" },
              {
                type: "text",
                text: "<|vision_start|><|image_pad|><|vision_end|>The index of the given image is 1 (width: 500, height: 250).\nQ",
              },
            ],
          },
          {
            role: "assistant",
            content:
              '<think> t </think> Action: Object Mapper\n```json\n[{"index": 1, "bbox_2d": [50, 50, 100, 100], "label": "a"}]\n```',
          },
          {
            role: "user",
            content:
              "<|vision_start|><|image_pad|><|vision_end|>\nThe index of the given image is 2 (width: 500, height: 250).",
          },
          { role: "assistant", content: "<think> u </think> Action: Answer\n<answer> B </answer>" },
        ],
      },
      "vilasr",
      [
        "problem 1: The index of the given image is 1 (width: 500, height: 250).\nQ",
        "thought: t",
        "box [100,100,100,100]",
        "saw recomputed\nThe index of the given image is 2 (width: 500, height: 250).",
        "thought: u",
        "answer: B",
      ],
    ],
    [
      "Chat Completions",
      {
        messages: [
          {
            role: "user",
            content: [
              { type: "image_url", image_url: { url: "cat.jpg" } },
              { type: "text", text: "Q" },
            ],
          },
        ],
        choices: [
          {
            message: {
              role: "assistant",
              content: "Look.",
              tool_calls: [
                {
                  function: {
                    name: "image_zoom_in_tool",
                    arguments: '{"bbox_2d": [100, 100, 200, 200], "img_idx": 0, "label": "x"}',
                  },
                },
              ],
            },
          },
        ],
      },
      "qwen3-vl",
      ["problem 1: Q", "thought: Look.", "zoom [100,50,100,50]"],
    ],
    [
      "Responses",
      {
        input: "Q",
        output: [
          { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }] },
          { type: "code_interpreter_call", code: "a=1", outputs: [{ type: "logs", logs: "1" }] },
          { type: "message", role: "assistant", content: [{ type: "output_text", text: "It is 1" }] },
        ],
      },
      "openai",
      ["problem 0: Q", "thought: hm", "program: a=1", "saw 1", "answer: It is 1"],
    ],
    [
      "V-Thinker",
      [
        {
          aux_path: "null",
          question: "Q",
          image: "cat.jpg",
          model_response:
            "<think>a<code>\n```python\nImage.open(image_path).crop((10, 20, 310, 220)).save(p)\n```\n</code><sandbox_output>\n[IMAGE: seen.png]\n</sandbox_output>b</think><answer>4</answer>",
        },
      ],
      "v-thinker",
      ["problem 1: Q", "thought: a", "program []", "zoom [10,20,300,200]", "saw picture", "thought: b", "answer: 4"],
    ],
    [
      "Qwen-Agent",
      [
        { role: "user", content: [{ image: "cat.jpg" }, { text: "Q" }] },
        {
          role: "assistant",
          content: "",
          function_call: {
            name: "image_zoom_in_tool",
            arguments: '{"label": "x", "bbox_2d": [0, 0, 500, 500], "img_idx": 0}',
          },
        },
        { role: "function", name: "image_zoom_in_tool", content: [{ image: "seen.png" }] },
        { role: "assistant", content: "A cat." },
      ],
      "qwen3-vl",
      ["problem 1: Q", "zoom [0,0,500,250]", "saw picture", "answer: A cat."],
    ],
    [
      "rollout",
      {
        prompt: "<|im_start|>system\nS<|im_end|>\n<|im_start|>user\n<image>Q<|im_end|>\n<|im_start|>assistant\n",
        response: `<think>t</think>${zoom}<|im_end|>\n<|im_start|>user\n<tool_response><image></tool_response><|im_end|>\n<|im_start|>assistant\n<answer>B</answer>`,
        images: ["cat.jpg"],
      },
      "deepeyes",
      [
        "problem 1: Q",
        "thought: t",
        "zoom [100,50,200,200]",
        "saw recomputed<tool_response></tool_response>",
        "answer: B",
      ],
    ],
    [
      "Pixel-Reasoner",
      [
        [
          {
            role: "user",
            content: [
              { type: "image", image: "cat.jpg" },
              { type: "text", text: "Q" },
            ],
          },
          { role: "assistant", content: "\\boxed{4}" },
        ],
        "prompt",
        "[]",
      ],
      "talk",
      ["problem 1: Q", "answer: \\boxed{4}"],
    ],
  ])("opens %s", async (_, value, system, line) => {
    const { first } = await opened(JSON.stringify(value));
    expect(first?.report.system).toBe(system);
    expect(told(first?.trace)).toEqual(line);
  });

  it("opens a Mini-o3 trajectory, whose lines are one run", async () => {
    const lines = [
      { doc_id: 1, initial_prompt: "<|im_start|>user\nQ<|im_end|>", ground_truth: "4" },
      {
        turn_idx: 0,
        text_output:
          '<think>t</think><grounding>{"bbox_2d": [0.5, 0.5, 1.0, 1.0], "source": "original_image"}</grounding>',
      },
      { turn_idx: 1, text_output: "<think>u</think><answer>4</answer>" },
    ];
    const { first } = await opened(lines.map((line) => JSON.stringify(line)).join("\n"), {
      "original_image.jpg": { digit: "a", width: 1000, height: 500 },
    });
    expect(told(first?.trace)).toEqual([
      "problem 1: Q",
      "thought: t",
      "zoom [500,250,500,250]",
      "saw recomputed",
      "thought: u",
      "answer: 4",
    ]);
  });

  it("opens the bare words of a model", async () => {
    const { first } = await opened("<think>t</think><answer>4</answer>\n");
    expect(told(first?.trace)).toEqual(["problem 0: ", "thought: t", "answer: 4"]);
  });

  it("loses no word of the model's", async () => {
    const { first } = await opened(JSON.stringify(DEEPEYES));
    const raw = [...(first?.trace.steps.values() ?? [])]
      .filter(({ body }) => body.kind !== "observation")
      .map((step) => step.raw);
    const spoken = DEEPEYES.pred_output.filter(({ role }) => role === "assistant").map(({ content }) => content);
    expect(raw.join("")).toBe(spoken.join(""));
  });
});
