import { describe, expect, it } from "vitest";
import type { Action, ImageId } from "../action";
import { must, ok } from "../base";
import { imageBox, imagePoint } from "../geometry";
import { crop, type Pixels, resize } from "../pixels";
import { createRasterExecutor, decodePng, imageIdOfBytes, type RasterExecutor } from "../raster";
import { type BlackeningPorts, blacken as blackenTrace } from "../sharing";
import {
  applyEdit,
  emptyTrace,
  encodeTrace,
  type ImageRecord,
  plainStep,
  type StepBody,
  stepIdFrom,
  type Trace,
  traceIdFrom,
} from "../trace";
import { blacken } from "./blacken";

/** A picture of which every pixel is another colour, and none is black. */
const scene = (width: number, height: number): Pixels => {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 4) data.set([40 + ((at / 4) % 200), 40 + ((at >> 9) % 200), 99, 255], at);
  return { width, height, data };
};

async function rig() {
  const files = new Map<ImageId, Uint8Array<ArrayBuffer>>();
  const executor = createRasterExecutor(
    { read: async (id) => files.get(id) ?? null, write: async (id, bytes) => void files.set(id, bytes) },
    {
      decode: async (bytes) =>
        ok({ id: await imageIdOfBytes(bytes), pixels: must(await decodePng(bytes)), mime: "image/png", notes: [] }),
    },
  );
  const ports: BlackeningPorts = { executor, blacken: (id, boxes) => blacken(executor, id, boxes) };
  return { executor, ports };
}

const record = (
  id: ImageId,
  { width, height }: { width: number; height: number },
  origin: ImageRecord["origin"],
): ImageRecord => ({
  id,
  width,
  height,
  name: "",
  origin,
});

function traceOf(images: readonly ImageRecord[], bodies: readonly StepBody[]): Trace {
  const steps = bodies.map((body, i) =>
    plainStep({
      id: stepIdFrom(`s${i}`),
      parent: i === 0 ? null : stepIdFrom(`s${i - 1}`),
      author: "import",
      atMillis: 0,
      body,
    }),
  );
  const edits = [
    ...images.map((image) => ({ kind: "add-image" as const, image })),
    ...steps.map((step) => ({ kind: "add-step" as const, step, index: 0 })),
  ];
  return must(applyEdit(emptyTrace(traceIdFrom("t"), "t"), { kind: "batch", edits }));
}

const action = (made: Action): StepBody => ({ kind: "action", action: made, declared: null });
const saw = (image: ImageId): StepBody => ({ kind: "observation", image, text: "" });

/** How many pixels of an image are black. */
async function blackIn(executor: RasterExecutor, id: ImageId): Promise<number> {
  const { data } = must(await executor.pixels(id));
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 0) count++;
  return count;
}

const BOX = imageBox(20, 10, 30, 20);
const SOURCE = { kind: "source" } as const;

describe("blacking a part of a picture", () => {
  it("takes away the words that a tool read there, and leaves those that it read elsewhere", async () => {
    const { executor, ports } = await rig();
    const picture = await executor.addPixels(scene(100, 80), "x.png");
    const at = (left: number, words: string) => ({
      outline: [imagePoint(left, 12), imagePoint(left + 8, 12), imagePoint(left + 8, 18), imagePoint(left, 18)],
      words,
      confidence: 0.9,
    });
    const call: Action = { kind: "tool", image: picture.id, tool: "read-text", region: null, words: "" };
    const found = (...marks: readonly ReturnType<typeof at>[]): StepBody => ({
      ...{ kind: "observation", image: null, text: "read", found: marks },
      ...{ shows: [stepIdFrom("s1")] },
    });
    const trace = traceOf(
      [record(picture.id, picture, SOURCE)],
      [{ kind: "problem", question: "?", images: [picture.id] }, action(call), found(at(22, "SECRET"), at(70, "OPEN"))],
    );
    const left = (await blackenTrace(trace, new Map([[picture.id, [BOX]]]), ports)).trace;
    expect(JSON.stringify(encodeTrace(left))).not.toContain("SECRET");
    expect(left.steps.get(stepIdFrom("s2"))?.body).toMatchObject({ text: "", found: [{ words: "OPEN" }] });
    const apart = new Map([[picture.id, [imageBox(0, 40, 9, 9)]]]);
    const kept = (await blackenTrace(trace, apart, ports)).trace;
    expect(kept.steps.get(stepIdFrom("s2"))?.body).toMatchObject({ text: "read", found: [{}, { words: "OPEN" }] });
  });

  it("blacks what was asked, and what our own actions made of it", async () => {
    const { executor, ports } = await rig();
    const picture = await executor.addPixels(scene(100, 80), "x.png");
    const zoom: Action = { kind: "zoom", image: picture.id, box: imageBox(30, 0, 40, 40) };
    const cut = must(await executor.perform(zoom));
    const turn: Action = { kind: "rotate", image: cut.id, degrees: 90 };
    const turned = must(await executor.perform(turn));
    const trace = traceOf(
      [
        record(picture.id, picture, SOURCE),
        record(cut.id, cut, { kind: "derived", from: picture.id }),
        record(turned.id, turned, { kind: "derived", from: cut.id }),
      ],
      [
        { kind: "problem", question: "?", images: [picture.id] },
        action(zoom),
        saw(cut.id),
        action(turn),
        saw(turned.id),
      ],
    );
    const { trace: left, pictures } = await blackenTrace(trace, new Map([[picture.id, [BOX]]]), ports);
    expect(pictures.map(({ before, whole }) => [before, whole])).toEqual([
      [picture.id, false],
      [cut.id, false],
      [turned.id, false],
    ]);
    const [first, second, third] = [...left.images.values()];
    expect([...trace.images.keys()].some((id) => left.images.has(id))).toBe(false);
    expect([
      await blackIn(executor, first!.id),
      await blackIn(executor, second!.id),
      await blackIn(executor, third!.id),
    ]).toEqual([30 * 20, 20 * 20, 20 * 20]);
    expect(second?.origin).toEqual({ kind: "derived", from: first?.id });
    expect([...left.steps.values()].map(({ body }) => body.kind)).toEqual(
      [...trace.steps.values()].map(({ body }) => body.kind),
    );
  });

  it("blacks the same part in a crop that a log kept at another size, and all of what it cannot place", async () => {
    const { executor, ports } = await rig();
    const whole = scene(100, 80);
    const picture = await executor.addPixels(whole, "");
    // As a log keeps it: the crop, not made again here, and something that a program drew.
    const kept = await executor.addPixels(resize(crop(whole, imageBox(10, 0, 50, 40)), 100, 80), "");
    const drawn = await executor.addPixels(scene(33, 21), "");
    const zoom: Action = { kind: "zoom", image: picture.id, box: imageBox(10, 0, 50, 40) };
    const program: Action = { kind: "program", image: picture.id, source: "plot()", language: "python", readings: 0 };
    const trace = traceOf(
      [picture, kept, drawn].map((image) => record(image.id, image, SOURCE)),
      [
        { kind: "problem", question: "?", images: [picture.id] },
        action(zoom),
        saw(kept.id),
        action(program),
        saw(drawn.id),
      ],
    );
    const { trace: left, pictures } = await blackenTrace(trace, new Map([[picture.id, [BOX]]]), ports);
    expect(pictures.map(({ whole: all }) => all)).toEqual([false, false, true]);
    const [, second, third] = [...left.images.values()];
    // The box with two pixels about it, for tools that round outward.
    expect(await blackIn(executor, second!.id)).toBe((30 + 4) * 2 * (20 + 4) * 2);
    expect(await blackIn(executor, third!.id)).toBe(33 * 21);
  });

  it("leaves pictures that do not show the part, and other frames", async () => {
    const { executor, ports } = await rig();
    const [one, two] = [await executor.addPixels(scene(100, 80), ""), await executor.addPixels(scene(90, 70), "")];
    const zoom: Action = { kind: "zoom", image: one.id, box: imageBox(60, 40, 30, 30) };
    const cut = must(await executor.perform(zoom));
    const frames: Action = { kind: "select-frames", image: one.id, more: [two.id] };
    const trace = traceOf(
      [
        record(one.id, one, SOURCE),
        record(two.id, two, SOURCE),
        record(cut.id, cut, { kind: "derived", from: one.id }),
      ],
      [
        { kind: "problem", question: "?", images: [one.id, two.id] },
        action(frames),
        saw(two.id),
        action(zoom),
        saw(cut.id),
      ],
    );
    const { trace: left, pictures } = await blackenTrace(trace, new Map([[one.id, [BOX]]]), ports);
    expect(pictures.map(({ before }) => before)).toEqual([one.id]);
    expect([left.images.has(two.id), left.images.has(cut.id)]).toEqual([true, true]);
  });

  it("changes nothing where nothing is asked", async () => {
    const { ports } = await rig();
    const trace = traceOf([], [{ kind: "problem", question: "?", images: [] }]);
    expect(await blackenTrace(trace, new Map(), ports)).toEqual({ trace, pictures: [] });
  });
});
