// Whoever performs the actions of a turn must come to the same pictures: the run that made them, the log that is
// printed of it and opened, with pixels and without, and whoever makes them again from the trace alone.
import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { must, ok } from "../base";
import { createDialect, createNativeDialect, type Dialect, type DialectName, FOREIGN_SYSTEMS } from "../dialect";
import { EXAMPLES } from "../dialect/testing/examples";
import { type Pixels, plain } from "../pixels";
import { createRasterExecutor, decodePng, type ImageFiles, imageIdOfBytes, type Mismatch } from "../raster";
import { recipesOf, run } from "../runner";
import { countingClockAndIds, GREEDY, scriptedModel } from "../runner/testing";
import { applyEdit, emptyTrace, lineThrough, plainStep, type Trace, traceIdFrom } from "../trace";
import { messagesOfTrace } from "./messages";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

const PICTURE: Pixels = plain({ width: 320, height: 240 }, [10, 200, 30]);
// No two crops are alike.
for (let i = 0; i < PICTURE.data.length; i += 4) PICTURE.data[i] = (i * 31 + (i >> 9)) % 251;
const NAME = "picture.png";

const files = new Map<ImageId, Uint8Array<ArrayBuffer>>();
const imageFiles: ImageFiles = {
  read: async (id) => files.get(id) ?? null,
  write: async (id, bytes) => void files.set(id, bytes),
};
const decode = async (bytes: Uint8Array<ArrayBuffer>) =>
  ok({ id: await imageIdOfBytes(bytes), pixels: must(await decodePng(bytes)), mime: "image/png" as const, notes: [] });
const source = await createRasterExecutor(imageFiles).addPixels(PICTURE, NAME);
const freshExecutor = (onMismatch: (mismatch: Mismatch) => void = () => {}) =>
  createRasterExecutor(imageFiles, { decode, onMismatch, drawingStyles: async () => FOREIGN_SYSTEMS.drawingStyles });

/** A run in which the model says these words and then nothing, performed on real pixels. */
async function ran(dialect: Dialect, words: string): Promise<Trace> {
  const problem = plainStep({
    id: countingClockAndIds().nextStepId(),
    parent: null,
    author: "human",
    atMillis: 0,
    body: { kind: "problem", question: "What?", images: [source.id] },
  });
  const { id, width, height } = source;
  const image = { id, width, height, name: NAME, origin: { kind: "source" } } as const;
  const edits = [{ kind: "add-image", image } as const, { kind: "add-step", step: problem, index: 0 } as const];
  let trace = must(applyEdit(emptyTrace(traceIdFrom("t"), ""), { kind: "batch", edits }));
  const clockAndIds = countingClockAndIds();
  clockAndIds.nextStepId();
  const options = {
    dialect,
    model: scriptedModel([words]),
    executor: freshExecutor(),
    clockAndIds,
    sampling: GREEDY,
    conditions: { limits: { turns: 1, tokensPerTurn: 2000 }, refuseActions: false },
    alternatives: 0,
  };
  for await (const event of run([problem], trace.images, options, new AbortController().signal))
    if (event.kind === "edit") trace = must(applyEdit(trace, event.edit));
  return trace;
}

const imagesSeen = (trace: Trace) =>
  lineThrough(trace, null).flatMap(({ body }) => (body.kind === "observation" && body.image ? [body.image] : []));
const sizesSeen = (trace: Trace) =>
  imagesSeen(trace).map((id) => [trace.images.get(id)?.width, trace.images.get(id)?.height]);

/**
 * The log that is printed of a trace, opened where the picture is there and nothing else is. Null where its numbers were
 * no numbers of its system: a run performs them as they stand, a log is read as what they look like.
 */
async function openedAgain(
  trace: Trace,
  dialect: Dialect,
  system: DialectName,
  hasPixels: boolean,
): Promise<Trace | null> {
  const messages = messagesOfTrace(trace, lineThrough(trace, null), dialect);
  const [record] = readLog(JSON.stringify({ messages })).records;
  if (!record) throw new Error("The printed log holds no record");
  const ports = {
    ...countingPorts(),
    find: async (reference: { readonly kind: string; readonly name?: string }) =>
      reference.name === NAME ? source : null,
    executor: hasPixels ? freshExecutor() : null,
  };
  const { trace: opened, report } = await openRecord(record, traceIdFrom("again"), ports, system);
  return report.assumed.length === 0 ? opened : null;
}

const SYSTEMS: readonly (readonly [DialectName, Dialect])[] = [
  ["native", createNativeDialect({ instructions: "", marksObserved: true })],
  ...FOREIGN_SYSTEMS.names
    .map((name) => [name, createDialect(name)] as const)
    // What a model draws itself is performed by nobody else.
    .filter(([, { traits }]) => !traits?.imagines),
];

describe("a turn's actions come to the same pictures, whoever performs them", () => {
  it.each(SYSTEMS)("%s", async (system, dialect) => {
    for (const words of EXAMPLES) {
      const trace = await ran(dialect, words);
      const seen = imagesSeen(trace);
      if (seen.length === 0) continue;
      const mismatches: Mismatch[] = [];
      const later = freshExecutor((mismatch) => mismatches.push(mismatch));
      later.recall(recipesOf(trace));
      for (const id of seen) expect([words, (await later.pixels(id)).ok]).toEqual([words, true]);
      expect([words, mismatches]).toEqual([words, []]);
      // In a log these words are a picture.
      if (words.includes("<image>")) continue;
      const again = await openedAgain(trace, dialect, system, true);
      const withoutPixels = await openedAgain(trace, dialect, system, false);
      if (!again || !withoutPixels) continue;
      expect([words, imagesSeen(again)]).toEqual([words, seen]);
      expect([words, sizesSeen(withoutPixels)]).toEqual([words, sizesSeen(trace)]);
    }
  });
});
