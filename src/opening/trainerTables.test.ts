// Tables that trainers log, as the packages named here wrote them. The words are our own.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, only, opened, outcomeOf } from "./testing";

const CHAT = "system\nYou look closely.\nuser\nWhere is the sign?\nassistant\n";
const LEFT = "<think>Left.</think><answer>[16, 36, 32, 48]</answer>";

describe("tables of Weights & Biases", () => {
  // verl 0.9.1, `ValidationGenerationsLogger`; EasyR1 b44b311, `WandbGenerationLogger`, which has a label, too.
  const columns = ["step", "input_1", "output_1", "label_1", "score_1", "input_2", "output_2", "label_2", "score_2"];
  const step = (at: number) => [at, CHAT, LEFT, "left", 0.25, CHAT, "It is there.", "there", 1];

  it("have a run for each number of the columns", async () => {
    const table = { columns, data: [step(1), step(2)] };
    expect(outcomeOf(table)).toEqual([
      ["Where is the sign?", LEFT, "left"],
      ["Where is the sign?", "It is there.", "there"],
      ["Where is the sign?", LEFT, "left"],
      ["Where is the sign?", "It is there.", "there"],
    ]);
    const [row] = table.data;
    const records = await opened(Object.fromEntries(columns.map((name, i) => [name, row?.[i]])));
    expect(records.flatMap(findingsIn)).toEqual([]);
    expect(records.map(({ trace }) => trace.scores.map(({ value }) => value))).toEqual([[0.25], [1]]);
  });

  it("have no run where a number lacks its answer", () => {
    expect(outcomeOf({ columns: ["input_1", "input_2", "output_2"], data: [["a", "b", "c"]] })).toEqual([]);
  });

  // wandb 0.31.0: the file that it keeps with the run has a word for each picture, the artifact its path.
  it("tell that pictures were there, where the file kept a word for each", async () => {
    const { trace, report } = await only({
      step: "3",
      prompt: "Where is the sign?",
      completion: LEFT,
      accuracy: 1,
      advantages: 0.7,
      image: ["Image", "Image"],
    });
    expect(trace.images.size).toBe(2);
    expect(report.missingImages).toEqual(["image 1", "image 2"]);
    expect(findingsIn({ trace, report })).toEqual([]);
  });

  it("have the pictures of an artifact by their paths, and nothing to report of the table itself", async () => {
    const image = {
      _type: "image-file",
      format: "png",
      height: 120,
      width: 160,
      path: "media/images/2595811c8d132feb3223.png",
      sha256: "cafd7164b64e",
      classes: { digest: "U7G6sA==", path: "media/classes/a_cls.classes.json", type: "classes-file" },
    };
    const pictures = { named: { [image.path]: { width: 160, height: 120 } } };
    const record = await only({ prompt: "Where is the sign?", completion: LEFT, image }, pictures);
    expect(findingsIn(record)).toEqual([]);
    expect(record.report.missingImages).toEqual([]);
    const table = {
      _type: "table",
      column_types: { params: { type_map: { prompt: { wb_type: "string" } } }, wb_type: "typedDict" },
      columns: ["prompt", "completion", "image"],
      data: [["Where is the sign?", LEFT, image]],
      log_mode: "IMMUTABLE",
      ncols: 3,
      nrows: 1,
    };
    const log = readLog(JSON.stringify(table));
    expect(log.records).toHaveLength(1);
    expect(log.unread).toEqual([]);
  });
});

describe("pictures of which only words are left", () => {
  it("have the size that Python prints", async () => {
    const { trace, report } = await only({
      prompt: CHAT,
      response: LEFT,
      image: "<PIL.PngImagePlugin.PngImageFile image mode=RGB size=160x120 at 0x7F3B9C>",
    });
    expect([...trace.images.values()].map(({ width, height }) => [width, height])).toEqual([[160, 120]]);
    expect(report.missingImages).toEqual(["image 1"]);
  });

  it("are one, however many tokens ms-swift counts of it", () => {
    const prompt =
      "<|im_start|>user\n<|vision_start|>[151655 * 253]<|vision_end|>Where?<|im_end|>\n<|im_start|>assistant\n";
    expect(outcomeOf({ prompt, completion: "There." })).toEqual([["Where?", "There.", null]]);
  });
});

describe("a chat that a row keeps as one text", () => {
  const MARKED = `<|im_start|>user\nWhere is the sign?<|im_end|>\n<|im_start|>assistant\n${LEFT}<|im_end|>\n`;

  it.each([
    ["text", `${CHAT}${LEFT}`],
    ["text", MARKED],
    ["response", `${CHAT}${LEFT}`],
  ])("is read as what was asked and said: %s %j", (field, chat) => {
    const log = readLog(JSON.stringify({ [field]: chat, reward: 0.5 }));
    expect(log.unread).toEqual([]);
    const [record] = log.records;
    expect([record?.question, record?.scores[0]?.value, record?.unread]).toEqual(["Where is the sign?", 0.5, []]);
    expect(record?.messages.filter(({ role }) => role === "assistant")).toHaveLength(1);
  });

  it("is none where nobody answers in it", () => {
    expect(readLog(JSON.stringify({ text: "user\nWhere is the sign?" })).records).toEqual([]);
    expect(readLog(JSON.stringify({ text: "The user\nassistant\nsaid so" })).records).toEqual([]);
  });
});
