// Steps of runs that are records of their own: Android in the Wild as CoAT keeps it, Mind2Web as UGround does, AndroidControl.
import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { openSource } from "./stream/streamLog";
import { allItems, sourceOf } from "./stream/testing";
import { countingPorts, findingsIn, lineIn, only, PNG_URL } from "./testing";

const SCREEN = { data: { width: 1000, height: 500 }, named: {} };

const tap = (episode: string, step: number, instruction = "Open the clock") => ({
  episode_id: episode,
  step_id: step,
  instruction,
  ui_types: '["TEXT"]',
  result_action_type: 4,
  result_action_text: "",
  result_touch_yx: "[0.2, 0.1]",
  result_lift_yx: "[0.2, 0.1]",
  image_path: `${episode}_${step}.png`,
});

const done = (episode: string, step: number) => ({
  ...tap(episode, step),
  result_action_type: 10,
});

const places = (text: string) => readLog(text).records.map(({ place }) => place);

describe("steps of one run", () => {
  it("are one run, whatever keeps them", async () => {
    const record = await only([tap("a", 0), done("a", 1)], SCREEN);
    expect(lineIn(record)).toEqual(["asked Open the clock", "click 100,200", "saw a picture", "answer complete"]);
    expect(findingsIn(record)).toEqual([]);
    const several = [tap("a", 0), done("a", 1), tap("b", 0)];
    expect(places(JSON.stringify(several))).toEqual(["records 1 to 2", "record 3"]);
    expect(places(several.map((step) => JSON.stringify(step)).join("\n"))).toEqual(["lines 1 to 2", "line 3"]);
    expect(places(JSON.stringify({ data: several }))).toEqual(["data 1 to 2", "data 3"]);
  });

  it.each([
    ["a step between them is missing", [tap("a", 0), tap("a", 2)]],
    ["they are of other runs", [tap("a", 0), tap("b", 1)]],
    ["they are told other tasks", [tap("a", 0, "Open it"), tap("a", 1, "Press home")]],
  ])("are apart where %s", (_, steps) => expect(places(JSON.stringify(steps))).toEqual(["record 1", "record 2"]));

  it("tell of each what nobody reads, once for each run", () => {
    const noted = (step: number) => ({ ...tap("a", step), note: "The second try of us all." });
    const [record] = readLog(JSON.stringify([noted(0), noted(1)])).records;
    expect(record?.unread).toMatchObject([{ place: "[0].note", code: "unread-field", count: 2 }]);
  });

  it("have what the agent was told of the steps before each of them once", async () => {
    const step = (number: number, previous_actions: readonly string[], value: string) => ({
      annotation_id: "a",
      action_uid: `u${number}`,
      task: "Rent a truck",
      operation: value === "" ? "CLICK" : "TYPE",
      value,
      bbox: [[80, 40, 40, 20]],
      target_blocks: { 0: [[80, 40, 40, 20]] },
      previous_actions,
      step: number,
      blocks_path: "a_u",
    });
    const record = await only([step(0, [], ""), step(1, ["[link] Trucks -> CLICK"], "cats")], SCREEN);
    expect(lineIn(record)).toEqual([
      "asked Rent a truck",
      "click 100,50",
      "saw [link] Trucks -> CLICK",
      "type 100,50 cats",
    ]);
    expect(findingsIn(record)).toEqual([]);
  });

  it("are found again in their file, and their text is the list of them", async () => {
    const text = [tap("a", 0), done("a", 1), tap("b", 0)].map((step) => JSON.stringify(step)).join("\n");
    const source = openSource(sourceOf(text));
    const items = await allItems(source);
    const [first] = items;
    if (first?.kind !== "record") throw new Error("no record");
    expect(items).toHaveLength(2);
    expect(JSON.parse((await source.rawAt(first.at)) ?? "")).toEqual([tap("a", 0), done("a", 1)]);
    const again = await source.recordAt(first.at);
    if (!again) throw new Error("not found");
    const { report } = await openRecord(
      again,
      "t" as TraceId,
      countingPorts({ data: { digit: "a", width: 1000, height: 500 } }),
    );
    expect(report.notUnderstood).toEqual([]);
  });

  it("stand for themselves in a file that is too large to be read whole", async () => {
    const text = [tap("a", 0), done("a", 1)].map((step) => JSON.stringify(step)).join("\n");
    const limits = { lineBytes: 1000, listBytes: 100, wholeBytes: 200 };
    const items = await allItems(openSource(sourceOf(text), limits));
    expect(items.map(({ kind }) => kind)).toEqual(["record", "record"]);
  });
});

describe("browser-use's elements by their number", () => {
  const run = (element: object | null) => ({
    history: [
      {
        model_output: { action: [{ click_element_by_index: { index: 5 } }, { send_keys: { keys: "Enter" } }] },
        result: [],
        state: { interacted_element: [element, null], screenshot: PNG_URL },
      },
    ],
  });

  it("are where the step tells the middle of them", async () => {
    const center = { x: 100, y: 50 };
    const record = await only(run({ tag_name: "button", viewport_coordinates: { center, width: 40 } }), SCREEN);
    expect(lineIn(record)).toEqual(["asked ", "click 100,50 5", "key Enter"]);
  });

  it("are kept by their number alone where no step does", async () => {
    const record = await only(run(null), SCREEN);
    expect(lineIn(record)).toEqual(["asked ", "click 5", "key Enter"]);
    expect(findingsIn(record)).toEqual([]);
  });
});
