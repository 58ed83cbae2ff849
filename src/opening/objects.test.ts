// Rows of ms-swift with placeholders. What is expected is what `normalize_bbox`, `replace_ref` and `replace_bbox` of its
// templates (4.6.0) made of the same rows.
import { describe, expect, it } from "vitest";
import type { OpenedRecord } from "./openRecord";
import { lineIn, only } from "./testing";

const NAMED = { named: { "street.jpg": { width: 1440, height: 900 } } };
const VAN = [336, 400, 624, 560];
const ASKED = { role: "user", content: "<image>Find <ref-object>." };
const FOUND = { role: "assistant", content: "<ref-object><bbox>" };

const row = (more: object = {}) => ({
  messages: [ASKED, FOUND],
  images: ["street.jpg"],
  objects: { ref: ["the van", "the van"], bbox: [VAN] },
  ...more,
});

const saidIn = ({ trace }: OpenedRecord): string => [...trace.steps.values()].map(({ raw }) => raw).join("");
const problemIn = ({ trace }: OpenedRecord) => {
  for (const { body } of trace.steps.values()) if (body.kind === "problem") return body;
  throw new Error("No problem");
};

describe("placeholders of things and places", () => {
  it.each([
    ["", "<|object_ref_start|>the van<|object_ref_end|><|box_start|>(233,444),(433,622)<|box_end|>"],
    [
      "Qwen/Qwen2-VL-7B-Instruct",
      "<|object_ref_start|>the van<|object_ref_end|><|box_start|>(233,444),(433,622)<|box_end|>",
    ],
    [
      "Qwen/Qwen2.5-VL-7B-Instruct",
      "<|object_ref_start|>the van<|object_ref_end|><|box_start|>(333,398),(619,558)<|box_end|>",
    ],
    ["Qwen/Qwen-VL-Chat", "<ref>the van</ref><box>(233,444),(433,622)</box>"],
    ["OpenGVLab/InternVL3-8B", "<ref>the van</ref><box>[[233, 444, 433, 622]]</box>"],
    ["microsoft/Florence-2-base", "the van<loc_233><loc_444><loc_433><loc_622>"],
  ])("are what the model %j is shown, and are drawn where they are", async (model, words) => {
    const opened = await only(row({ model }), NAMED);
    expect(saidIn(opened)).toBe(words);
    const [, box = ""] =
      lineIn(opened)
        .find((step) => step.startsWith("box"))
        ?.split(" ") ?? [];
    // A thousandth of the picture's width is 1.4 pixels.
    expect(Math.abs(Number(box) - 336)).toBeLessThanOrEqual(2);
    expect(opened.report.missingImages).toEqual([]);
  });

  it("take the next of their kind, from the question on, and have their corners put in order", async () => {
    const opened = await only(
      row({
        messages: [
          { role: "user", content: "<image>What is at <bbox>, and where is <ref-object>?" },
          { role: "assistant", content: "A tree. <ref-object><bbox>" },
        ],
        objects: {
          ref: ["the van", "the van"],
          bbox: [
            [101, 55],
            [624, 560, 336, 400],
          ],
        },
      }),
      NAMED,
    );
    expect(problemIn(opened).question).toBe(
      "What is at <|box_start|>(70,61)<|box_end|>, and where is <|object_ref_start|>the van<|object_ref_end|>?",
    );
    expect(saidIn(opened)).toContain("<|box_start|>(233,444),(433,622)<|box_end|>");
    expect(opened.trace.title).toBe("What is at [101, 55], and where is the van?");
  });

  it("are shares where the row says so, and on the picture that it says", async () => {
    const opened = await only(
      row({
        messages: [{ role: "user", content: "<image><image>Where?" }, FOUND],
        images: ["street.jpg", "shop.jpg"],
        objects: { ref: ["the van"], bbox: [[0.25, 0.5, 0.5, 0.75]], bbox_type: "norm1", image_id: [1] },
      }),
      { named: { ...NAMED.named, "shop.jpg": { width: 400, height: 400 } } },
    );
    expect(saidIn(opened)).toContain("(250,500),(500,750)");
  });

  it("are plain lists within a call", async () => {
    const call =
      '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": <bbox>, "label": "<ref-object>", "img_idx": 0}}\n</tool_call>';
    const opened = await only(
      row({
        model: "Qwen3-VL",
        messages: [
          { role: "user", content: "<image>Read it." },
          { role: "assistant", content: call },
        ],
      }),
      NAMED,
    );
    expect(saidIn(opened)).toContain('"bbox_2d": [233, 444, 433, 622], "label": "the van"');
    expect(lineIn(opened)).toContainEqual(expect.stringMatching(/^zoom 33[56] 400 /));
  });

  it("of the answer that a result keeps apart are filled, too, and the right box is drawn", async () => {
    const opened = await only(
      row({
        response: "<|box_start|>(230,440),(430,620)<|box_end|>",
        labels: "<bbox>",
        messages: [
          { role: "user", content: "<image>Find <ref-object>." },
          { role: "assistant", content: "<|box_start|>(230,440),(430,620)<|box_end|>" },
        ],
        objects: { ref: ["the van"], bbox: [VAN] },
      }),
      NAMED,
    );
    const { reference } = problemIn(opened);
    expect(reference?.answer).toBe("<|box_start|>(233,444),(433,622)<|box_end|>");
    expect(reference?.boxes?.map(({ box }) => Math.round(box.left))).toEqual([336]);
  });

  it("of a question are not what is right", async () => {
    const opened = await only(
      row({
        messages: [
          { role: "user", content: "<image>What is at <bbox>?" },
          { role: "assistant", content: "A van." },
        ],
        objects: { bbox: [VAN] },
      }),
      NAMED,
    );
    expect(problemIn(opened).reference).toBeUndefined();
  });

  it("stay where nothing is left to fill in, and where they are told beside a run that was thought worse", async () => {
    const opened = await only(
      row({ rejected_response: "<ref-object><bbox> <bbox>", objects: { ref: ["a", "b"], bbox: [VAN] } }),
      NAMED,
    );
    expect(saidIn(opened)).toContain(
      "<|object_ref_start|>b<|object_ref_end|><|box_start|>(233,444),(433,622)<|box_end|> <bbox>",
    );
  });

  it("leave things that no words show to the report", async () => {
    const notRead = ({ report }: OpenedRecord) => report.notUnderstood.map(({ place }) => place);
    expect(
      notRead(await only(row({ objects: { ref: ["the van", "the van", "a tree"], bbox: [VAN] } }), NAMED)),
    ).toEqual(["objects.ref[2]"]);
    const unnamed = [
      { role: "user", content: "<image>Find it." },
      { role: "assistant", content: "<bbox>" },
    ];
    expect(notRead(await only(row({ messages: unnamed }), NAMED))).toEqual(["objects.ref[0]"]);
  });

  it("are on a stand-in that holds them, where the picture is missing", async () => {
    const { trace, report } = await only(row());
    expect([...trace.images.values()].map(({ width, height }) => [width, height])).toEqual([[624, 560]]);
    expect(report.missingImages).toEqual(["street.jpg"]);
  });

  it("are words of their own where no objects stand beside them", async () => {
    expect(saidIn(await only(row({ objects: undefined }), NAMED))).toBe("<ref-object><bbox>");
  });
});
