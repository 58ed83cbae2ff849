import { describe, expect, it } from "vitest";
import type { ToolExecutor } from "../action";
import { createDialect, detectDialect, shownAlong } from "../dialect";
import type { TraceId } from "../trace";
import { lineThrough } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, HASH } from "./testing";

const PICTURES = {
  "cat.jpg": { digit: "a", width: 1000, height: 500 },
  "image_1.png": { digit: "b", width: 512, height: 512 },
};

const said = (content: string) => ({
  image: "cat.jpg",
  messages: [
    { role: "user", content: "<image>Q" },
    { role: "assistant", content },
  ],
});

async function opened(value: unknown) {
  const [record] = readLog(JSON.stringify(value)).records;
  if (!record) throw new Error("No record");
  return openRecord(record, "t" as TraceId, countingPorts(PICTURES));
}

/** Kinds of steps along the line, actions by their own kind. */
async function kinds(value: unknown): Promise<string> {
  const { trace } = await opened(value);
  return lineThrough(trace, null)
    .map(({ body }) => (body.kind === "action" ? body.action.kind : body.kind))
    .join(" ");
}

describe("detecting a system", () => {
  it.each([
    ["openthinkimg", '{"thought": "t", "actions": [{"name": "OCR", "arguments": {"image": "img_1"}}]}'],
    ["visual-reasoner", "{'question': 'q', 'tool': 'grounding', 'operation': {'instruction': 'i', 'target': 't'}}"],
    ["vtool-r1", "ACTION 0:\n```python\nx = focus_on_rows_with_draw(image_1, ['a'], rows_bbox)\n```"],
    ["vtool-r1", "THOUGHT 0: t\nACTION 0: No action needed.\nANSWER: a FINAL ANSWER: 3. TERMINATE"],
    ["visual-sketchpad", "THOUGHT 0: t\nACTION 0: No action needed.\nANSWER: 3. TERMINATE"],
    ["visprog", "BOX0=LOC(image=IMAGE,object='cup')\nANSWER0=COUNT(box=BOX0)"],
    ["chain-of-focus-tokens", "<think>at <|box_start|>[1, 2, 3, 4]<|box_end|> <|image_zoomin|></think>"],
    ["deepeyes", '```json\n{"function": "zoom_in", "bbox_2d": [1, 2, 3, 4]}\n```'],
    ["llava-plus", '"thoughts🤔" t\n"actions🚀" [{"API_name": "ocr"}]\n"value👉" v'],
    ["talk", 'He said "actions speak": [sic].'],
  ])("%s: %j", (system, words) => {
    const [record] = readLog(JSON.stringify(said(words))).records;
    expect(record && detectDialect(record)).toBe(system);
  });
});

describe("opening what a model drew", () => {
  it("takes pictures in its own turn for its own, whether or not they were kept", async () => {
    const value = { prompt: "Draw a cat", response: "A sketch: <image_1> and then <image_2> Done." };
    const { report } = await opened(value);
    expect(await kinds(value)).toBe("problem thought imagine observation thought imagine observation answer");
    expect(report).toMatchObject({
      system: "generated-images",
      actions: { imagine: 2 },
      missingImages: ["image_2.png"],
      observations: { kept: 1, lost: 1 },
    });
  });

  it("opens a plan of pictures by what was read out of them", async () => {
    const value = {
      start_coords: [
        [0, 0],
        [0, 1],
        [0, 0],
      ],
      action_list: [
        [2, "right"],
        [-1, "invalid"],
      ],
      complete: false,
      level: 2,
      start_pos: 0,
      target_pos: 3,
      layout: [
        ["S", "F"],
        ["H", "G"],
      ],
    };
    const { trace, report } = await opened(value);
    expect(await kinds(value)).toBe("problem imagine observation thought imagine observation answer");
    expect(report).toMatchObject({ system: "visual-planning", actions: { imagine: 2 } });
    const words = [...trace.steps.values()].flatMap(({ body }) => ("text" in body && body.text ? [body.text] : []));
    expect(words).toEqual(["right → 0, 1", "invalid → 0, 0"]);
    expect(readLog(JSON.stringify(value)).records[0]?.scores).toEqual([
      { value: false, field: "complete", decides: true },
    ]);
  });

  it("opens one move in codes, whose pictures nobody has", async () => {
    const value = { input_tokens: [1, 2], output_tokens: [3, 4], input_state: [0], meta: { layout: [["S", "G"]] } };
    expect(await kinds(value)).toBe("problem imagine observation");
  });

  it("takes a picture that a response generated for the model's own", async () => {
    const value = {
      input: "Draw",
      output: [
        { type: "image_generation_call", result: null },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Here." }] },
      ],
    };
    expect(await kinds(value)).toBe("problem imagine observation answer");
  });
});

describe("opening frames and programs", () => {
  it("shows frames that were chosen as they are", async () => {
    const call = '<tool_call>{"name": "select_frames", "arguments": {"target_frames": [2, 1]}}</tool_call>';
    const value = {
      images: ["cat.jpg", "image_1.png"],
      messages: [
        { role: "user", content: "<image><image>Q" },
        { role: "assistant", content: call },
        {
          role: "user",
          content: [
            { type: "image_url", image_url: { url: "data:image/jpeg;base64," } },
            { type: "image_url", image_url: { url: "data:image/jpeg;base64," } },
          ],
        },
        { role: "assistant", content: "\\boxed{4}" },
      ],
    };
    const { trace, report } = await opened(value);
    expect(await kinds(value)).toBe("problem select-frames observation observation answer");
    const ids = [...trace.steps.values()].flatMap(({ body }) => (body.kind === "observation" ? [body.image] : []));
    expect(ids).toEqual(["b".repeat(64), "a".repeat(64)]);
    expect(report.observations).toEqual({ kept: 0, recomputed: 2, lost: 0 });
  });

  it("draws all that was read out of a program before it shows the picture", async () => {
    const code = "d = ImageDraw.Draw(image_1)\nd.rectangle([1, 2, 30, 40])\nd.line([1, 2, 3, 4])\nplt.imshow(image_1)";
    const value = {
      images: ["cat.jpg"],
      messages: [
        { role: "user", content: "<image>Q" },
        { role: "assistant", content: `<code>\n\`\`\`python\n${code}\n\`\`\`\n</code>` },
        {
          role: "user",
          content: [
            { type: "text", text: "Code execution result:" },
            { type: "image_url", image_url: { url: "" } },
          ],
        },
      ],
    };
    const [record] = readLog(JSON.stringify(value)).records;
    const performed: string[] = [];
    const ports = countingPorts(PICTURES);
    const executor: ToolExecutor = {
      async perform(action) {
        performed.push(action.kind);
        return { ok: true, value: { id: HASH(String(performed.length)), width: 1000, height: 500 } };
      },
    };
    const opened = record && (await openRecord(record, "t" as TraceId, { ...ports, executor }, "deepeyes-v2"));
    expect(performed).toEqual(["box", "line"]);
    expect(opened?.report).toMatchObject({
      actions: { program: 1, box: 1, line: 1 },
      observations: { kept: 0, recomputed: 1, lost: 0 },
    });
  });

  it("counts the frames of a video one by one", async () => {
    const call = '<tool_call>{"name": "select_frames", "arguments": {"target_frames": [2]}}</tool_call>';
    const video = { type: "video", video: ["cat.jpg", "image_1.png"] };
    const value = {
      message_list: [
        { role: "user", content: [video, { type: "text", text: "Q" }] },
        { role: "assistant", content: call },
        {
          role: "user",
          content: [
            { type: "video", video: ["image_1.png"] },
            { type: "text", text: "Here." },
          ],
        },
      ],
    };
    const { trace, report } = await opened(value);
    expect(report).toMatchObject({ actions: { "select-frames": 1 }, notUnderstood: [], missingImages: [] });
    expect(await kinds(value)).toBe("problem select-frames observation");
    const [problem] = trace.steps.values();
    expect(problem?.body).toMatchObject({ images: ["a".repeat(64), "b".repeat(64)] });
  });

  it("keeps count of the labels that ViLaSR drew, from picture to picture", async () => {
    const turn = (index: number, ...labels: string[]) => {
      const items = labels.map((label) => ({ index, bbox_2d: [10, 20, 60, 80], label }));
      return {
        role: "assistant",
        content: `<think>t</think> Action: Object Mapper\n\`\`\`json\n${JSON.stringify(items)}\n\`\`\``,
      };
    };
    const saw = {
      role: "user",
      content: "<|vision_start|><|image_pad|><|vision_end|>\nThe index of the given image is 2.",
    };
    const value = {
      image_path: ["cat.jpg"],
      conversations: [{ role: "user", content: "<image>Q" }, turn(1, "chair", "tv"), saw, turn(2, "cup", "chair")],
    };
    const { trace } = await opened(value);
    const orders = lineThrough(trace, null).flatMap(({ body }) =>
      body.kind === "action" ? [body.declared?.pen?.order] : [],
    );
    expect(orders).toEqual([0, 1, 2, 0]);
    // The same line, read anew as a run would read it.
    const line = lineThrough(trace, null);
    const shown = shownAlong(createDialect("vilasr"), line, trace.images);
    expect(shown.map(({ labels }) => labels)).toEqual([undefined, ["chair", "tv"]]);
  });

  it("opens OpenThinkIMG's results, two levels down", async () => {
    const turn =
      '{"thought": "t", "actions": [{"name": "crop", "arguments": {"image": "img_1", "param": "[1, 2, 30, 40]"}}]}';
    const value = {
      results: {
        results: {
          meta_data: { text: "Q", image: "cat.jpg" },
          conversation: [
            { role: "user", content: [{ type: "text", text: "Q" }] },
            { role: "assistant", content: [{ type: "text", text: turn }] },
          ],
        },
      },
    };
    expect(await kinds(value)).toBe("problem thought zoom");
  });
});
