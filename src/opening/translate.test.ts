import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, type ImageId, imagesShownBy, isView, shapeOf } from "../action";
import { createDialect, type DialectName, FOREIGN_SYSTEMS } from "../dialect";
import { boxFromCorners, cornersOf, imagePoint, type Size } from "../geometry";
import {
  emptyTrace,
  type ImageRecord,
  lineThrough,
  plainStep,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
  type TraceId,
} from "../trace";
import { messagesOfTrace, translate } from "./messages";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, HASH } from "./testing";

// A native trace said in each dialect, kept as chat messages, and opened again: the actions are the same.

const FILES = ["one.png", "two.png", "seen-1.png", "seen-2.png", "seen-3.png", "seen-4.png"];
const PICTURES = Object.fromEntries(
  FILES.map((name, i) => [name, { digit: "abcdef"[i] ?? "", width: 900 - 80 * i, height: 700 - 50 * i }]),
);
const recordOf = (name: string): ImageRecord => {
  const { digit = "", width = 1, height = 1 } = PICTURES[name] ?? {};
  return { id: HASH(digit), width, height, name, origin: { kind: "source" } };
};

const inside = fc.integer({ min: 0, max: 400 });
const point = fc.tuple(inside, inside).map(([x, y]) => imagePoint(x, y));
const box = fc
  .tuple(inside, inside, fc.integer({ min: 30, max: 60 }), fc.integer({ min: 30, max: 60 }))
  .map(([x, y, width, height]) => boxFromCorners(x, y, x + width, y + height));
/** Which of the images that were shown by then is meant, as a share of their number. */
const which = fc.double({ min: 0, max: 0.999, noNaN: true });

type Planned = (shown: readonly ImageId[], fresh: ImageId) => Action;
const on = (shown: readonly ImageId[], share: number): ImageId => shown[Math.floor(share * shown.length)] ?? HASH("a");

const planned: fc.Arbitrary<Planned> = fc.oneof(
  fc.tuple(which, box).map(
    ([share, of]): Planned =>
      (shown) => ({ kind: "zoom", image: on(shown, share), box: of }),
  ),
  fc.tuple(which, box).map(
    ([share, of]): Planned =>
      (shown) => ({ kind: "highlight", image: on(shown, share), box: of }),
  ),
  fc.tuple(which, box, fc.constantFrom("", "cup")).map(
    ([share, of, label]): Planned =>
      (shown) => ({ kind: "box", image: on(shown, share), box: of, label }),
  ),
  fc.tuple(which, point, point).map(
    ([share, a, b]): Planned =>
      (shown) => ({
        kind: "line",
        image: on(shown, share),
        points: [a, b],
      }),
  ),
  fc.tuple(which, point).map(
    ([share, at]): Planned =>
      (shown) => ({ kind: "point", image: on(shown, share), at, label: "" }),
  ),
  fc.tuple(which, fc.constantFrom(90, 180, 270)).map(
    ([share, degrees]): Planned =>
      (shown) => ({ kind: "rotate", image: on(shown, share), degrees }),
  ),
  fc.tuple(which, which).map(
    ([share, other]): Planned =>
      (shown) => ({ kind: "select-frames", image: on(shown, share), more: [on(shown, other)] }),
  ),
  fc.constant<Planned>((_, fresh) => ({ kind: "imagine", image: fresh })),
);

/** A native trace: a problem with two pictures, a thought before each action, and what each view shows behind it. */
function traceOf(plan: readonly Planned[]): { trace: Trace; line: readonly Step[] } {
  const line: Step[] = [];
  const say = (body: StepBody): void => {
    const parent = line.at(-1)?.id ?? null;
    line.push(plainStep({ id: `n${line.length}` as StepId, parent, author: "model", atMillis: 0, body }));
  };
  const shown: ImageId[] = [HASH("a"), HASH("b")];
  say({ kind: "problem", question: "Which?", images: [...shown] });
  for (const [i, plans] of plan.entries()) {
    const fresh = recordOf(FILES[i + 2] ?? "").id;
    const action = plans(shown, fresh);
    say({ kind: "thought", text: `Look ${i}` });
    say({ kind: "action", action, declared: null });
    for (const id of isView(action) ? (imagesShownBy(action) ?? [fresh]) : []) {
      say({ kind: "observation", image: id, text: "" });
      if (!shown.includes(id)) shown.push(id);
    }
  }
  say({ kind: "answer", text: "K" });
  const images = new Map(FILES.map((name) => [recordOf(name).id, recordOf(name)]));
  return { trace: { ...emptyTrace("t" as TraceId, ""), images }, line };
}

const actionsOf = (line: readonly Step[]): readonly Action[] =>
  line.flatMap(({ body }) => (body.kind === "action" ? [body.action] : []));

function placesOf(action: Action): readonly number[] {
  const shape = shapeOf(action);
  if (shape.kind === "box") return cornersOf(shape.box);
  return shape.kind === "points" ? shape.points.flatMap(({ x, y }) => [x, y]) : [];
}

/** An action without its places, and without labels, which several systems have no field for. */
const besides = (action: Action): object =>
  Object.fromEntries(Object.entries(action).filter(([key]) => !["box", "points", "at", "label"].includes(key)));

function expectSame(back: readonly Action[], said: readonly Action[], tolerance: (size: Size) => number): void {
  expect(back.map(besides)).toEqual(said.map(besides));
  for (const [i, action] of said.entries()) {
    const size = FILES.map(recordOf).find(({ id }) => id === action.image);
    const there = back[i];
    if (!size || !there) throw new Error("Not the same actions");
    for (const [j, place] of placesOf(action).entries())
      expect(Math.abs(place - (placesOf(there)[j] ?? Number.NaN))).toBeLessThanOrEqual(tolerance(size));
  }
}

const NAMES: readonly DialectName[] = ["native", ...FOREIGN_SYSTEMS.names];

describe.each(NAMES)("a native trace in the words of %s", (name) => {
  it("is opened again as the same actions", async () => {
    const dialect = createDialect(name);
    const percent = dialect.space === "percent";
    await fc.assert(
      fc.asyncProperty(fc.array(planned, { minLength: 1, maxLength: 4 }), async (plan) => {
        const { trace, line } = traceOf(plan);
        const { line: said, leftOut } = translate(trace, line, dialect);
        expect(said.length + leftOut.length).toBe(line.length);
        const log = JSON.stringify({ messages: messagesOfTrace(trace, said, dialect) });
        const [record] = readLog(log).records;
        if (!record) throw new Error("No record");
        const opened = await openRecord(record, "back" as TraceId, countingPorts(PICTURES), name);
        expect(opened.report.notUnderstood).toEqual([]);
        const back = actionsOf(lineThrough(opened.trace, null));
        // Whole hundredths are the coarsest that any of them counts in; others count pixels, shown larger or smaller.
        expectSame(back, actionsOf(said), ({ width }) => (percent ? width / 200 + 0.01 : 1.5));
      }),
      { numRuns: 60 },
    );
  });
});

it("names an image that is shown again by its first number, where a dialect names each once", async () => {
  const native = createDialect("native");
  const box = boxFromCorners(10, 10, 60, 60);
  const [a, d] = [HASH("a"), HASH("d")];
  const { trace, line } = traceOf([
    () => ({ kind: "select-frames", image: a, more: [a] }),
    () => ({ kind: "zoom", image: a, box }),
    () => ({ kind: "zoom", image: d, box }),
  ]);
  const log = JSON.stringify({ messages: messagesOfTrace(trace, translate(trace, line, native).line, native) });
  const [record] = readLog(log).records;
  if (!record) throw new Error("No record");
  const { trace: back } = await openRecord(record, "back" as TraceId, countingPorts(PICTURES), "native");
  expect(actionsOf(lineThrough(back, null)).map(({ image }) => image)).toEqual([a, a, d]);
});

it("tells one look to who is asked where to look once, and leaves the others out", () => {
  const dialect = createDialect("qwen3-vl-pointing");
  const { trace, line } = traceOf([
    () => ({ kind: "zoom", image: HASH("b"), box: boxFromCorners(10, 10, 60, 60) }),
    () => ({ kind: "zoom", image: HASH("c"), box: boxFromCorners(10, 10, 60, 60) }),
  ]);
  const { line: said, leftOut } = translate(trace, line, dialect);
  expect(actionsOf(said)).toHaveLength(1);
  expect(leftOut.map(({ body }) => body.kind)).toEqual(["action", "observation"]);
});

describe("a program and what was read out of it", () => {
  const PROGRAM = "img = Image.open(image_path)\nimg.crop((10, 20, 110, 220)).save('x.png')";
  const log = {
    messages: [
      { role: "user", content: "<image>Q" },
      { role: "assistant", content: `<code>\n\`\`\`python\n${PROGRAM}\n\`\`\`\n</code><answer>K</answer>` },
    ],
    images: ["one.png"],
  };
  const reopened = async (value: unknown, name: DialectName) => {
    const [record] = readLog(JSON.stringify(value)).records;
    if (!record) throw new Error("No record");
    return (await openRecord(record, "t" as TraceId, countingPorts(PICTURES), name)).trace;
  };

  it.each<[DialectName, string]>([
    ["v-thinker", "program zoom"],
    ["deepeyes-v2", "program zoom"],
    ["openai", "program zoom"],
    ["deepeyes", "zoom"],
    ["native", "zoom"],
    ["vtool-r1", "program"],
    ["talk", ""],
  ])("is said once in %s", async (name, expected) => {
    const trace = await reopened(log, "thyme");
    const dialect = createDialect(name);
    const { line } = translate(trace, lineThrough(trace, null), dialect);
    const back = await reopened({ messages: messagesOfTrace(trace, line, dialect) }, name);
    const actions = actionsOf(lineThrough(back, null));
    expect(actions.map(({ kind }) => kind).join(" ")).toBe(expected === "program" ? "program zoom" : expected);
    const program = actions.find((action) => action.kind === "program");
    if (program) expect(program).toMatchObject({ source: PROGRAM, readings: 1 });
  });
});
