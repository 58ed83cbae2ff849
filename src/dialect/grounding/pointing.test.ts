// A model that only points: the first box is where it looks, and what it says when it has seen that is its answer.
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { cornersOf, imageBox } from "../../geometry";
import { plainStep, type StepId } from "../../trace";
import type { Memory, Piece, ShownImage } from "../contract/dialect";
import { memoryAlong } from "../line/memory";
import { createDialect, type ForeignName } from "../systems";
import { wordsOf } from "../testing/foreign";
import { POINTING_FAMILIES } from "./pointingFamilies";

const WHOLE: ShownImage = { id: "a".repeat(64) as ImageId, size: { width: 1200, height: 800 } };
const PART: ShownImage = { id: "b".repeat(64) as ImageId, size: { width: 400, height: 200 } };

interface Read {
  readonly pieces: readonly Piece[];
  readonly memory: Memory;
}

function read(name: ForeignName, words: string, memory: Memory | null = null, shown = [WHOLE]): Read {
  const dialect = createDialect(name);
  const framed = shown.map((image) => ({ ...image, frame: { width: 1204, height: 812 } }));
  const reader = dialect.read(framed, memory);
  const pieces = [...[...words].flatMap((letter) => reader.push(letter)), ...reader.end()];
  expect(wordsOf(pieces)).toBe(words);
  const kept = reader.memory?.();
  if (!kept) throw new Error("Nothing is remembered");
  return { pieces, memory: kept };
}

const told = (pieces: readonly Piece[]): readonly (readonly unknown[])[] =>
  pieces.flatMap((piece) => {
    if (piece.kind === "filler") return [];
    if (piece.kind !== "action") return [[piece.kind, piece.text]];
    const { action } = piece;
    const box = action.kind === "zoom" || action.kind === "box" ? cornersOf(action.box).map(Math.round) : [];
    return [[action.kind, action.image === PART.id ? "part" : "whole", ...box]];
  });

/** The same box, told by each family in its own way. */
const VAN: readonly (readonly [ForeignName, string])[] = [
  ["lfm2-vl-pointing", '[{"label": "van", "bbox": [0.28, 0.5, 0.52, 0.7]}]'],
  ["qwen3-vl-pointing", '```json\n[{"bbox_2d": [280, 500, 520, 700], "label": "van"}]\n```'],
  ["qwen2.5-vl-pointing", '{"bbox_2d": [337, 406, 626, 568.4], "label": "van"}'],
  ["qwen2-vl-pointing", "<|object_ref_start|>van<|object_ref_end|><|box_start|>(280,500),(520,700)<|box_end|>"],
  ["internvl-pointing", "<ref>van</ref><box>[[280, 500, 520, 700]]</box>"],
  ["paligemma-pointing", "<loc0512><loc0287><loc0717><loc0532> van"],
];

describe("a model that is asked where to look", () => {
  it("has words of each family that is known to point", () => {
    expect(VAN.map(([name]) => name)).toEqual(POINTING_FAMILIES.map(({ name }) => name));
  });

  it.each(VAN)("looks at the box that %s writes, with its surroundings", (name, words) => {
    const { pieces, memory } = read(name, words);
    const [kind, on, ...sides] = told(pieces)[0] ?? [];
    expect([kind, on]).toEqual(["zoom", "whole"]);
    // PaliGemma counts in 1024 of a side.
    for (const [i, side] of [336, 400, 624, 560].entries()) expect(Math.abs(Number(sides[i]) - side)).toBeLessThan(2);
    const [look] = pieces.filter((piece) => piece.kind === "action");
    const cut = look?.declared.executed ? cornersOf(look.declared.executed) : [];
    for (const [i, side] of [278, 368, 682, 592].entries()) expect(Math.abs((cut[i] ?? 0) - side)).toBeLessThan(3);
    expect(memory).not.toEqual(read(name, "Nothing").memory);
  });

  it.each(VAN)("ends its turn with the box of %s, and asks the question once more on the part", (name) => {
    const dialect = createDialect(name);
    expect(dialect.observes({ kind: "zoom", image: WHOLE.id, box: PART_BOX })).toBe(true);
    const images = new Map([WHOLE, PART].map(({ id, size }) => [id, recordOf(id, size)]));
    const { turns, open } = dialect.transcribe(line(dialect.print(LOOK, [WHOLE])), "m", images);
    expect(turns.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(open).toBe(false);
    const spoken = turns.map(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : part.image)));
    expect(spoken[0]?.[0]).toBe(WHOLE.id);
    expect(spoken[0]?.[1]).toContain("What $& is it?");
    expect(spoken[2]).toContain(PART.id);
    expect(spoken[2]?.at(-1)).toContain("What $& is it?");
  });

  it("takes the first of several boxes, and the others for marks", () => {
    const words = 'Both: [{"label": "a", "bbox": [0, 0, 0.1, 0.1]}, {"label": "b", "bbox": [0.5, 0.5, 1, 1]}]';
    expect(told(read("lfm2-vl-pointing", words).pieces)).toEqual([
      ["thought", "Both:"],
      ["zoom", "whole", 0, 0, 120, 80],
      ["box", "whole", 600, 400, 1200, 800],
    ]);
  });

  it("does not look at what it only considers", () => {
    const words = '<think>Perhaps {"bbox_2d": [0, 0, 10, 10]}?</think>{"bbox_2d": [280, 500, 520, 700]}';
    const { pieces } = read("qwen3-vl-pointing", words);
    expect(told(pieces).at(-1)).toEqual(["zoom", "whole", 336, 400, 624, 560]);
    expect(pieces.filter((piece) => piece.kind === "action")).toHaveLength(1);
  });

  it("may answer without a look, and is not held to have pointed", () => {
    const { pieces, memory } = read("lfm2-vl-pointing", "A red van.");
    expect(told(pieces)).toEqual([["thought", "A red van."]]);
    expect(memory).toEqual(read("lfm2-vl-pointing", "").memory);
  });

  it("shows a tenth of the picture each way around a box that is only a place", () => {
    const { pieces } = read("lfm2-vl-pointing", '{"bbox": [0.5, 0.5, 0.5, 0.5]}');
    const [look] = pieces.filter((piece) => piece.kind === "action");
    expect(look?.declared.executed && cornersOf(look.declared.executed)).toEqual([480, 320, 720, 480]);
  });
});

describe("a model that has pointed", () => {
  const pointed = read("lfm2-vl-pointing", '{"bbox": [0, 0, 0.5, 0.5]}').memory;
  const answers = (words: string) => told(read("lfm2-vl-pointing", words, pointed, [WHOLE, PART]).pieces);

  it("answers, whatever it says", () => {
    expect(answers("A red van.")).toEqual([["answer", "A red van."]]);
    expect(answers("<think>Hm.</think>\n<answer>red</answer>")).toEqual([
      ["thought", "Hm."],
      ["answer", "red"],
    ]);
  });

  it("marks on the part what it tells in its answer", () => {
    expect(answers('It is here: {"label": "x", "bbox": [0, 0, 0.5, 1]}')).toEqual([
      ["box", "part", 0, 0, 200, 200],
      ["answer", 'It is here: {"label": "x", "bbox": [0, 0, 0.5, 1]}'],
    ]);
  });

  it("is known along a line by the words that it said", () => {
    const dialect = createDialect("lfm2-vl-pointing");
    const images = new Map([WHOLE, PART].map(({ id, size }) => [id, recordOf(id, size)]));
    expect(memoryAlong(dialect, line('[{"bbox": [0, 0, 0.5, 0.5]}'), images)).toEqual(pointed);
    expect(memoryAlong(dialect, line("").slice(0, 1), images)).not.toEqual(pointed);
  });
});

const PART_BOX = imageBox(0, 0, 600, 400);
const LOOK = { kind: "action", action: { kind: "zoom", image: WHOLE.id, box: PART_BOX }, declared: null } as const;

const recordOf = (id: ImageId, { width, height }: ShownImage["size"]) => ({
  id,
  width,
  height,
  name: "",
  origin: { kind: "source" } as const,
});

/** A question, the model's words, and the part that it was shown. */
function line(words: string) {
  const id = (name: string) => name as StepId;
  const at = { atMillis: 0, author: "model" } as const;
  return [
    plainStep({
      ...at,
      id: id("ask"),
      parent: null,
      author: "human",
      body: { kind: "problem", question: "What $& is it?", images: [WHOLE.id] },
    }),
    plainStep({ ...at, id: id("look"), parent: id("ask"), body: LOOK, raw: words }),
    plainStep({ ...at, id: id("saw"), parent: id("look"), body: { kind: "observation", image: PART.id, text: "" } }),
  ];
}
