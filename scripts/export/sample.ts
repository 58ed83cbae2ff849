// npx tsx scripts/export/sample.ts DIR [SCORED] [MARKED]: traces that give every target rows, and what has to be found in
// them, for training/check_exports.py; MARKED becomes a folder with a trace of marks by a model, two tools and a person, for
// training/exports_annotation.py. Each part of a picture has a colour of its own, so that a crop tells where it is from. None of
// them was searched: SCORED becomes the export of the first as `step-scores`, with scores that are given here.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Action, ImageId } from "../../src/action";
import { must } from "../../src/base";
import { createDialect } from "../../src/dialect";
import { exportInput, planExport, TRAINING_TARGETS } from "../../src/export";
import { type ImageBox, imageBox, imagePoint } from "../../src/geometry";
import type { Pixels } from "../../src/pixels";
import { encodePng, imageIdOfBytes, imageIdOfPixels, performAction } from "../../src/raster";
import { packTrace } from "../../src/storage";
import {
  applyEdit,
  type Edit,
  emptyTrace,
  judgementIdFrom,
  ME,
  NOTHING_SAID,
  plainStep,
  type StepBody,
  stepIdFrom,
  type Trace,
  traceIdFrom,
  type Verdict,
} from "../../src/trace";
import { keptPictures } from "./kept";
import { writeFolder } from "./writeFolder";

interface Picture {
  readonly id: ImageId;
  readonly pixels: Pixels;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A picture in which no two pixels of a row or a column have the same colour. */
async function picture(width: number, height: number, blue: number): Promise<Picture> {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++)
    data.set([((at % width) * 255) / width, (Math.floor(at / width) * 255) / height, blue, 255], at * 4);
  const pixels = { width, height, data };
  const bytes = await encodePng(pixels);
  return { id: await imageIdOfBytes(bytes), pixels, bytes };
}

class Sample {
  trace: Trace;
  private readonly native = createDialect("native");
  private readonly pictures: readonly Picture[];

  constructor(name: string, pictures: readonly Picture[]) {
    this.pictures = pictures;
    this.trace = emptyTrace(traceIdFrom(name), name);
    for (const [i, { id, pixels }] of pictures.entries())
      this.edit({
        kind: "add-image",
        image: { id, width: pixels.width, height: pixels.height, name: `${name}-${i}.png`, origin: { kind: "source" } },
      });
  }

  private edit(edit: Edit): void {
    this.trace = must(applyEdit(this.trace, edit));
  }

  /** Adds a step in the words of the native dialect, judged where a verdict is given. */
  say(id: string, parent: string | null, body: StepBody, verdict: Verdict | null = null): this {
    // Sources first, and behind them every crop as it was made: the order in which images are numbered.
    const shown = [...this.trace.images.values()].map(({ id, width, height }) => ({ id, size: { width, height } }));
    const raw = this.native.print(body, shown);
    const step = plainStep({
      id: stepIdFrom(id),
      parent: parent === null ? null : stepIdFrom(parent),
      author: "model",
      atMillis: 0,
      body,
      raw,
    });
    this.edit({ kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
    if (verdict !== null)
      this.edit({
        kind: "add-judgement",
        judgement: {
          id: judgementIdFrom(`j-${id}`),
          rater: ME,
          target: { kind: "step", step: stepIdFrom(id) },
          value: { ...NOTHING_SAID, verdict },
          basis: { kind: "hand" },
          atMillis: 0,
        },
      });
    return this;
  }

  ask(question: string, answer: string): this {
    const images = this.pictures.map(({ id }) => id);
    return this.say("ask", null, {
      kind: "problem",
      question,
      images,
      reference: { answer, source: { kind: "hand" } },
    });
  }

  /** A box that a tool found on an image, its corners in pixels of that. */
  found(id: string, parent: string, call: Extract<Action, { kind: "tool" }>, box: ImageBox, words: string): this {
    const [right, bottom] = [box.left + box.width, box.top + box.height];
    const outline = [
      imagePoint(box.left, box.top),
      imagePoint(right, box.top),
      imagePoint(right, bottom),
      imagePoint(box.left, bottom),
    ];
    this.say(id, parent, { kind: "action", action: call, declared: null });
    const found = [{ outline, words, confidence: 0.8 }];
    return this.say(`${id}-found`, id, { kind: "observation", image: null, text: words, found });
  }

  /** The image that a look showed. */
  shownBy(id: string): ImageId {
    const body = this.trace.steps.get(stepIdFrom(`${id}-saw`))?.body;
    if (body?.kind !== "observation" || body.image === null) throw new Error(`${id} showed nothing`);
    return body.image;
  }

  /** A zoom and what it shows; the box in whole percents of the picture. */
  async look(
    id: string,
    parent: string,
    of: number,
    box: readonly [number, number, number, number],
    verdict: Verdict,
  ): Promise<this> {
    const from = this.pictures[of];
    if (!from) throw new Error(`No picture ${of}`);
    const [left, top, width, height] = box;
    const action: Action = { kind: "zoom", image: from.id, box: imageBox(left, top, width, height) };
    const made = must(performAction(action, from.pixels));
    const crop = await imageIdOfPixels(made);
    this.edit({
      kind: "add-image",
      image: { id: crop, width: made.width, height: made.height, name: "", origin: { kind: "derived", from: from.id } },
    });
    this.say(id, parent, { kind: "action", action, declared: null }, verdict);
    return this.say(`${id}-saw`, id, { kind: "observation", image: crop, text: "" });
  }
}

const folder = process.argv[2];
if (folder === undefined) throw new Error("Name a folder");
mkdirSync(folder, { recursive: true });
const [first, second] = [await picture(200, 100, 60), await picture(160, 120, 180)];

const looked = new Sample("looked", [first]).ask("Which letter?", "K");
looked.say("think", "ask", { kind: "thought", text: "It is small." }, "correct");
await looked.look("zoom", "think", 0, [20, 10, 80, 50], "correct");
looked.say("read", "zoom-saw", { kind: "thought", text: "A K." }, "correct");
looked.say("right", "read", { kind: "answer", text: "K" }, "correct");
looked.say("guess", "ask", { kind: "thought", text: "Looks like an X." }, "wrong");
looked.say("wrong", "guess", { kind: "answer", text: "X" }, "wrong");

const atOnce = new Sample("at-once", [second]).ask("How many <image> are named?", "2");
atOnce.say("a", "ask", { kind: "thought", text: "Two of them." }).say("b", "a", { kind: "answer", text: "2" });
atOnce.say("c", "ask", { kind: "thought", text: "One of them." }, "wrong").say("d", "c", { kind: "answer", text: "1" });

const both = new Sample("both", [first, second]).ask("Is it in the second?", "yes");
await both.look("near", "ask", 1, [40, 30, 80, 60], "correct");
await both.look("far", "near-saw", 0, [100, 50, 100, 50], "correct");
both.say("end", "far-saw", { kind: "answer", text: "yes" }, "correct");

const bytes = new Map([first, second].map((each) => [each.id, each.bytes]));
async function save(into: string, { trace }: Sample): Promise<void> {
  mkdirSync(into, { recursive: true });
  const packed = must(await packTrace(trace, async (id) => bytes.get(id) ?? null));
  writeFileSync(join(into, `${trace.title}.sightline.zip`), new Uint8Array(await packed.arrayBuffer()));
}
for (const each of [looked, atOnce, both]) await save(folder, each);

const marksIn = process.argv[4];
if (marksIn !== undefined) {
  const marked = new Sample("marked", [first]).ask("Where is the cat?", "left");
  await marked.look("zoom", "ask", 0, [20, 10, 80, 50], "correct");
  const crop = marked.shownBy("zoom");
  const box = (image: ImageId, at: ImageBox, label: string): StepBody => ({
    kind: "action",
    action: { kind: "box", image, box: at, label },
    declared: null,
  });
  marked.say("cat", "zoom-saw", box(crop, imageBox(10, 8, 24, 20), "cat"), "correct");
  marked.say("dog", "cat", box(first.id, imageBox(120.5, 40.25, 30.5, 20), "dog"), "wrong");
  const call = { kind: "tool", region: null, words: "cat" } as const;
  marked.found("objects", "dog", { ...call, image: crop, tool: "find-objects" }, imageBox(5, 5, 25, 20), "cat");
  marked.found(
    "color",
    "objects-found",
    { ...call, image: first.id, tool: "find-color" },
    imageBox(30, 60, 50, 30),
    "red",
  );
  marked.say("end", "color-found", { kind: "answer", text: "left" }, "correct");
  await save(marksIn, marked);
}

const scored = process.argv[3];
if (scored !== undefined) {
  const kept = keptPictures();
  const cropped = must(performAction({ kind: "zoom", image: first.id, box: imageBox(20, 10, 80, 50) }, first.pixels));
  await kept.keep(first.id, first.pixels);
  await kept.keep(await imageIdOfPixels(cropped), cropped);
  const scores = new Map(
    Object.entries({ zoom: 0.5, right: 1 }).map(([id, score]) => [
      stepIdFrom(id),
      { score, visits: 4, by: "sample" } as const,
    ]),
  );
  const traces = [{ trace: looked.trace, leaves: [stepIdFrom("right")] }];
  const input = await exportInput({ traces, dialect: null, rater: null, stepScores: () => scores }, kept);
  const target = TRAINING_TARGETS.find(({ name }) => name === "step-scores");
  if (!target) throw new Error("No such target");
  await writeFolder(scored, planExport(target, input), input);
  kept.end();
}
