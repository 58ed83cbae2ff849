import { describe, expect, it } from "vitest";
import type { ToolExecutor } from "../action";
import { must, ok } from "../base";
import { createDialect, type DialectName } from "../dialect";
import {
  actionsShown,
  applyEdit,
  type CoordinateSpace,
  invertEdit,
  lineThrough,
  plainStep,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../trace";
import { expectLawful } from "../trace/testing";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { rereadEdit } from "./reread";
import { countingPorts, HASH } from "./testing";

const PICTURES = {
  "cat.jpg": { digit: "a", width: 1000, height: 500 },
  "seen.png": { digit: "b", width: 300, height: 200 },
};
const call = (box: readonly number[], more = "") =>
  `<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [${box}], "label": "x"${more}}}\n</tool_call>`;

/** A log of Qwen's: a look into the picture, and one into what was seen there. */
const log = (shown: object) => ({
  messages: [
    { role: "user", content: [{ image: "cat.jpg" }, { text: "What?" }] },
    { role: "assistant", content: `Closer.\n${call([100, 100, 300, 300], ', "img_idx": 0')}` },
    { role: "user", content: [shown] },
    { role: "assistant", content: `Closer still.\n${call([500, 500, 900, 900], ', "img_idx": 1')}` },
    { role: "user", content: [{ text: "<tool_response>\n<image>\n</tool_response>" }] },
    { role: "assistant", content: "A cat." },
  ],
});

async function opened(shown: object = { text: "<tool_response>\n<image>\n</tool_response>" }, system?: DialectName) {
  const [record] = readLog(JSON.stringify(log(shown))).records;
  if (!record) throw new Error("No record");
  const { trace } = await openRecord(record, "t" as TraceId, countingPorts(PICTURES), system);
  return { trace, line: lineThrough(trace, null) };
}

async function reread(
  trace: Trace,
  which: StepId | "all",
  space: CoordinateSpace,
  executor: ToolExecutor | null = null,
) {
  const edit = must(await rereadEdit(trace, which, { space, asStored: false }, createDialect("qwen3-vl"), executor));
  const after = expectLawful(trace, edit);
  return { after, line: lineThrough(after, null), edit };
}

const boxes = (line: readonly Step[]) =>
  line.flatMap(({ body }) => (body.kind === "action" && "box" in body.action ? [Object.values(body.action.box)] : []));
const pictures = (trace: Trace, line: readonly Step[]) =>
  line.flatMap(({ body }) => {
    const image = body.kind === "observation" && body.image ? trace.images.get(body.image) : null;
    return image ? [[image.width, image.height]] : [];
  });
const actionsOf = (line: readonly Step[]) => line.filter(({ body }) => body.kind === "action");

describe("reading a log in another space", () => {
  it("moves one box, cuts its picture anew, and lets what was done on that follow", async () => {
    const { trace, line } = await opened();
    expect(boxes(line)).toEqual([
      [100, 50, 200, 100],
      [100, 50, 80, 40],
    ]);
    const first = actionsOf(line)[0]?.id as StepId;
    const { after, line: now } = await reread(trace, first, "pixel");
    // The first in pixels; the second still in thousandths, of a picture that is another now.
    expect(boxes(now)).toEqual([
      [100, 100, 200, 200],
      [100, 100, 80, 80],
    ]);
    expect(pictures(after, now)).toEqual([
      [200, 200],
      [80, 80],
    ]);
    expect(now.map(({ raw }) => raw)).toEqual(line.map(({ raw }) => raw));
    expect(now.map(({ body }) => body.kind)).toEqual(line.map(({ body }) => body.kind));
  });

  it("moves every box of a trace", async () => {
    const { trace } = await opened();
    const { line } = await reread(trace, "all", "pixel");
    expect(boxes(line)[0]).toEqual([100, 100, 200, 200]);
    expect(line.flatMap(({ body }) => (body.kind === "action" ? [body.declared?.space] : []))).toEqual([
      "pixel",
      "pixel",
    ]);
  });

  it("keeps a picture that the log kept, whatever the box is read as", async () => {
    const { trace, line } = await opened({ image: "seen.png" });
    const { line: now } = await reread(trace, actionsOf(line)[0]?.id as StepId, "pixel");
    expect(now.find(({ body }) => body.kind === "observation")?.body).toMatchObject({ image: HASH("b") });
    expect(boxes(now)).toEqual([[100, 100, 200, 200], boxes(line)[1]]);
  });

  it("shows nothing where the box would lie outside, and something again when it is read right", async () => {
    const { trace, line } = await opened();
    const first = actionsOf(line)[0]?.id as StepId;
    const { after, line: now } = await reread(trace, first, "unit");
    expect(now.find(({ body }) => body.kind === "observation")?.body).toMatchObject({ image: null, recomputed: true });
    const { line: again } = await reread(after, first, "permille");
    expect(again.slice(0, 4)).toEqual(line.slice(0, 4));
  });

  it("is taken back by one undo, to the very same trace", async () => {
    const { trace } = await opened();
    const { after, edit } = await reread(trace, "all", "percent");
    expect(must(applyEdit(after, invertEdit(trace, edit)))).toEqual(trace);
  });

  it("performs what is read, where there are pixels to perform it on", async () => {
    const { trace, line } = await opened();
    const looked: unknown[] = [];
    const executor: ToolExecutor = {
      async perform(action) {
        looked.push(action);
        return ok({ id: HASH(String(looked.length)), width: 200, height: 200 });
      },
    };
    const { line: now } = await reread(trace, actionsOf(line)[0]?.id as StepId, "pixel", executor);
    expect(looked).toHaveLength(2);
    expect(now.flatMap(({ body }) => (body.kind === "observation" ? [body.image] : []))).toEqual([
      HASH("1"),
      HASH("2"),
    ]);
  });

  it("is refused where it would change a picture that the model here went on from", async () => {
    const { trace, line } = await opened();
    const saw = line.find(({ body }) => body.kind === "observation") as Step;
    const mine = plainStep({
      id: "mine" as StepId,
      parent: saw.id,
      author: "model",
      atMillis: 0,
      body: { kind: "thought", text: "" },
    });
    const grown = must(applyEdit(trace, { kind: "add-step", step: mine, index: 0 }));
    const first = actionsOf(line)[0]?.id as StepId;
    expect(
      await rereadEdit(grown, first, { space: "pixel", asStored: false }, createDialect("qwen3-vl"), null),
    ).toEqual({
      ok: false,
      error: "built-upon",
    });
    expect(
      (
        await rereadEdit(
          grown,
          actionsOf(line)[1]?.id as StepId,
          { space: "pixel", asStored: false },
          createDialect("qwen3-vl"),
          null,
        )
      ).ok,
    ).toBe(true);
  });

  it("says so where there is nothing to read, or nothing would change", async () => {
    const { trace, line } = await opened();
    const qwen = createDialect("qwen3-vl");
    for (const id of [line[0]?.id, line[1]?.id, actionsOf(line)[0]?.id] as StepId[])
      expect(await rereadEdit(trace, id, { space: "permille", asStored: false }, qwen, null)).toEqual({
        ok: false,
        error: "nothing-to-read",
      });
  });

  it("remembers the dialect of its log", async () => {
    const { line } = await opened();
    expect(line[0]?.body).toMatchObject({ kind: "problem", dialect: "qwen3-vl" });
    expect(actionsShown((await opened()).trace, line[3] as Step)).toHaveLength(1);
  });
});
