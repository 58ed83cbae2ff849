// What logs say is right where something was to be found, as boxes in pixels of the picture.
import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

const WIDTH = 1200;
const HEIGHT = 800;
const ASKED = "Please provide the bounding box of the van.";

/** The corners of the boxes that are right by a log of one record. */
async function rightIn(record: object, known = true): Promise<readonly (readonly number[])[]> {
  const [read] = readLog(JSON.stringify(record)).records;
  if (!read) throw new Error("No record");
  const picture = { digit: "a", width: WIDTH, height: HEIGHT };
  const { trace } = await openRecord(read, "t" as TraceId, countingPorts(known ? { "street.jpg": picture } : {}));
  const [problem] = [...trace.steps.values()].map(({ body }) => body);
  if (problem?.kind !== "problem") throw new Error("No problem");
  return (problem.reference?.boxes ?? []).map(({ box: { left, top, width, height } }) =>
    [left, top, left + width, top + height].map((side) => Math.round(side * 10) / 10),
  );
}

const row = (more: object, response = "<think>There.</think><answer>[336, 400, 624, 560]</answer>") => ({
  image: "street.jpg",
  question: ASKED,
  response,
  ...more,
});

const VAN = [336, 400, 624, 560];

describe("boxes that a log says are right", () => {
  it.each([
    ["VLM-R1's evaluation", row({ ground_truth: VAN }), [VAN]],
    ["VLM-R1's set", row({ solution: "<answer> [336, 400, 624, 560] </answer>" }), [VAN]],
    [
      "JSON of a box",
      row({ solution: '<answer>```json\n[{"bbox_2d": [336, 400, 624, 560], "label": "van"}]\n```</answer>' }),
      [VAN],
    ],
    ["a record of a box", row({ answer: { bbox_2d: VAN } }), [VAN]],
    ["things and where they are, as ms-swift's sets have them", row({ objects: { ref: ["van"], bbox: [VAN] } }), [VAN]],
    ["where things are, without their names", row({ objects: { bbox: [VAN] } }), [VAN]],
    ["a list of boxes", row({ ground_truth: [VAN, [10, 20, 30, 40]] }), [VAN, [10, 20, 30, 40]]],
    ["shares", row({ solution: [0.28, 0.5, 0.52, 0.7] }), [VAN]],
    ["thousandths beyond the picture's sides", row({ solution: [280, 500, 520, 900] }), [[336, 400, 624, 720]]],
    [
      "Visual-RFT's thousandths",
      row(
        { solution: "<answer>[{'Position': [280, 500, 520, 700], 'Confidence': 1}]</answer>" },
        "<think>There.</think><answer>[{'Position': [280, 500, 520, 700], 'Confidence': 0.9}]</answer>",
      ),
      [VAN],
    ],
    ["a field of a box", row({ question: "the van", gt_bbox: VAN }), [VAN]],
    ["a corner and a size, by the fields of RefCOCO", row({ bbox: [336, 400, 288, 160], iscrowd: 0 }), [VAN]],
    [
      "a corner and a size, as ScreenSpot has them",
      row({ bbox: [336, 400, 624, 560], instruction: "the van", data_type: "icon", data_source: "windows" }),
      [[336, 400, 960, 960]],
    ],
    [
      "the corners of a set of shares",
      row({ bbox: [0.28, 0.5, 0.52, 0.7], instruction: "the van", data_type: "icon", data_source: "windows" }),
      [VAN],
    ],
    [
      "corners and sizes of which any will do, as UGround's evaluation has them",
      row({ bbox: [[32, 51.25, 167, 144]], question: "", description: "the van", scale: 1 }, "(110, 80)"),
      [[32, 51.3, 199, 195.3]],
    ],
    ["a corner and a size, since corners would be in the wrong order", row({ bbox: [336, 400, 288, 160] }), [VAN]],
    ["verl's ground truth", row({ reward_model: { ground_truth: "[336, 400, 624, 560]" } }), [VAN]],
    ["an answer of four numbers that asks for no box", row({ question: "Sort them.", answer: "[1, 2, 3, 4]" }), []],
    ["an answer in words", row({ answer: "the van" }), []],
    ["numbers that are no boxes", row({ answer: "[1, 2, 3]" }), []],
  ])("%s", async (_, record, boxes) => {
    expect(await rightIn(record)).toEqual(boxes);
  });

  it("are read in thousandths by the name of a model that counts so", async () => {
    const record = {
      model: "Qwen3-VL-8B",
      messages: [
        {
          role: "user",
          content: [
            { type: "image_url", image_url: { url: "street.jpg" } },
            { type: "text", text: ASKED },
          ],
        },
        { role: "assistant", content: '[{"bbox_2d": [280, 500, 520, 700], "label": "van"}]' },
      ],
      answer: '[{"bbox_2d": [280, 500, 520, 700], "label": "van"}]',
    };
    expect(await rightIn(record)).toEqual([VAN]);
  });

  it("stay pixels of a picture that nobody has where its model counts in pixels", async () => {
    expect(await rightIn(row({ ground_truth: VAN }), false)).toEqual([VAN]);
  });
});
