import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Action, type Gesture, shapeOf, TOOL_NAMES } from "../action";
import { boxFromCorners, cornersOf, imagePoint } from "../geometry";
import type { StepBody } from "../trace";
import { createDialect, type DialectName, FOREIGN_SYSTEMS } from "./systems";
import { hostileText, piecesOf, SHOWN, SHREDS, wordsOf } from "./testing/foreign";

const dialects = (["native", ...FOREIGN_SYSTEMS.names] as const).map((name) => createDialect(name));
const text = fc.array(fc.constantFrom(...SHREDS), { maxLength: 12 }).map((parts) => parts.join(""));
const whole = (body: Action): StepBody => ({ kind: "action", action: body, declared: null });

const coordinate = fc.integer({ min: 0, max: 280 });
const point = fc.tuple(coordinate, coordinate).map(([x, y]) => imagePoint(x, y));
const box = fc
  .tuple(coordinate, coordinate, fc.integer({ min: 4, max: 20 }), fc.integer({ min: 4, max: 20 }))
  .map(([x, y, width, height]) => boxFromCorners(x, y, x + width, y + height));
const image = fc.constantFrom(...SHOWN.map(({ id }) => id));
const label = fc.constantFrom("", "a cup", 'the "left" one', "é");
const kind = <K extends Action["kind"]>(name: K) => fc.constant(name);

/** Programs of each language that is written down, with what is read out of them. */
const PROGRAMS: readonly (readonly [language: string, source: string, readings: number])[] = [
  ["python", "for i in range(3):\n    print(i)", 0],
  ["python", "img = Image.open(image_path)\nimg.crop((1, 2, 30, 40)).save('x.png')", 1],
  ["python", "def execute_command(image):\n    return ImagePatch(image).simple_query('What?')", 0],
  ["region-description", "region_description={the sign, top left}", 0],
  ["visprog", "BOX0=LOC(image=IMAGE,object='cup')\nANSWER0=COUNT(box=BOX0)\nFINAL_RESULT=RESULT(var=ANSWER0)", 0],
  ["visual-reasoner", "{'question': 'Q', 'tool': 'ocr', 'operation': {'instruction': 'a', 'target': 'b'}}", 0],
];

/** What screens are operated with: the gesture, how many places it has, and its words. */
const OPERATED: readonly (readonly [Gesture, places: number, words: string])[] = [
  ["click", 1, ""],
  ["double-click", 1, ""],
  ["right-click", 1, ""],
  ["drag", 2, ""],
  ["type", 0, "two 'words'\nand a line"],
  ["key", 0, "ctrl c"],
  ["wait", 0, ""],
];

const byKind: { readonly [K in Action["kind"]]: fc.Arbitrary<Extract<Action, { kind: K }>> } = {
  zoom: fc.record({ kind: kind("zoom"), image, box }),
  rotate: fc.record({ kind: kind("rotate"), image, degrees: fc.constantFrom(0, 90, 180, 270) }),
  flip: fc.record({ kind: kind("flip"), image, axis: fc.constantFrom("horizontal" as const, "vertical" as const) }),
  box: fc.record({ kind: kind("box"), image, box, label }),
  highlight: fc.record({ kind: kind("highlight"), image, box }),
  line: fc.record({ kind: kind("line"), image, points: fc.array(point, { minLength: 2, maxLength: 3 }) }),
  arrow: fc.record({ kind: kind("arrow"), image, from: point, to: point }),
  point: fc.record({ kind: kind("point"), image, at: point, label }),
  label: fc.record({ kind: kind("label"), image, at: point, text: fc.constant("here") }),
  "select-frames": fc.record({ kind: kind("select-frames"), image, more: fc.array(image, { maxLength: 3 }) }),
  imagine: fc.record({ kind: kind("imagine"), image }),
  tool: fc.record({
    kind: kind("tool"),
    image,
    tool: fc.constantFrom(...TOOL_NAMES),
    region: fc.option(box),
    words: fc.constantFrom("", "red"),
  }),
  operate: fc.constantFrom(...OPERATED).chain(([gesture, places, words]) =>
    fc.record({
      kind: kind("operate"),
      image,
      gesture: fc.constant(gesture),
      points: fc.array(point, { minLength: places, maxLength: places }),
      words: fc.constant(words),
    }),
  ),
  program: fc.constantFrom(...PROGRAMS).map(([language, source, readings]) => {
    const first = SHOWN[0]?.id;
    if (!first) throw new Error("Nothing is shown");
    return { kind: "program" as const, image: first, language, source, readings };
  }),
};
const action: fc.Arbitrary<Action> = fc.oneof(...Object.values(byKind));

/** Which kinds of action each system has words for: told here once, so that none is lost unseen. */
const EXPRESSED: { readonly [N in DialectName]: string } = {
  native: "arrow box flip highlight label line point rotate select-frames tool zoom",
  deepeyes: "rotate zoom",
  "deepeyes-training": "rotate zoom",
  "deepeyes-prompt-1": "rotate zoom",
  "deepeyes-prompt-3": "zoom",
  "deepeyes-prompt-4": "zoom",
  "deepeyes-prompt-5": "rotate zoom",
  "verl-deepeyes": "zoom",
  "deepeyes-v2": "box line program zoom",
  pyvision: "box line program zoom",
  "chain-of-focus": "zoom",
  "chain-of-focus-tokens": "box zoom",
  "qwen3-vl": "zoom",
  "qwen3.5": "zoom",
  "sensenova-mars": "zoom",
  "skywork-r1v4": "box line program zoom",
  "insight-o3": "program",
  adareasoner: "box highlight zoom",
  cogcom: "box zoom",
  "pixel-reasoner": "select-frames zoom",
  "verl-pixel-reasoner": "select-frames zoom",
  vilasr: "box line",
  "mini-o3": "rotate zoom",
  "v-thinker": "box line program zoom",
  thyme: "box line program zoom",
  "visual-arft": "box line program zoom",
  "visual-sketchpad": "box line program zoom",
  "vtool-r1": "box highlight program",
  openthinkimg: "line point zoom",
  visprog: "program",
  "visual-reasoner": "program",
  vipergpt: "program",
  seal: "zoom",
  octotools: "program",
  "claude-crop": "zoom",
  claude: "box line operate program zoom",
  openai: "box line operate program zoom",
  "gemini-api": "box line operate program zoom",
  "qwen3-vl-screen": "operate zoom",
  "qwen2.5-vl-screen": "operate zoom",
  "ui-tars-1.5": "operate",
  "ui-tars-1.0": "operate",
  "os-atlas": "operate",
  cogagent: "operate",
  autoglm: "operate",
  "agentcpm-gui": "operate",
  "ui-venus": "operate",
  "ui-venus-1.5": "operate",
  showui: "operate",
  "android-world": "operate",
  "mobile-agent-v3": "operate",
  scalecua: "operate",
  holo1: "operate",
  gta1: "operate",
  webvoyager: "",
  webarena: "",
  "llava-plus": "",
  "seed-gui": "operate",
  "generated-images": "imagine",
  "visual-planning": "imagine",
  grit: "box",
  "llava-cot": "",
  mulberry: "",
  "qwen2.5-vl": "",
  "qwen2-vl": "",
  "qwen-vl": "",
  internvl: "",
  "glm-v": "",
  "deepseek-vl2": "",
  "visual-primitives": "",
  "minicpm-v": "",
  "kimi-vl": "",
  "seed-vl": "",
  molmo: "",
  molmo2: "",
  paligemma: "",
  "florence-2": "",
  "kosmos-2": "",
  moondream: "",
  gemini: "",
  "rex-omni": "",
  treevgr: "",
  vgr: "",
  "mai-ui": "",
  robopoint: "",
  "lfm2-vl": "",
  "lfm2-vl-pointing": "zoom",
  "qwen3-vl-pointing": "zoom",
  "qwen2.5-vl-pointing": "zoom",
  "qwen2-vl-pointing": "zoom",
  "internvl-pointing": "zoom",
  "paligemma-pointing": "zoom",
  "think-answer": "",
  "tagged-chat": "box line operate program zoom",
  talk: "",
};

/** The places of an action in pixels of its image. */
function places(given: Action): readonly number[] {
  const shape = shapeOf(given);
  if (shape.kind === "box") return cornersOf(shape.box);
  return shape.kind === "points" ? shape.points.flatMap(({ x, y }) => [x, y]) : [];
}

/** All that an action says beside its places and the words on them, which several systems have no field for. */
const besides = (given: Action): object =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([field]) => !["box", "points", "from", "to", "at", "label"].includes(field))
      .map(([field, value]) => [field, field === "region" ? value !== null : value]),
  );

describe.each(dialects)("$name", (dialect) => {
  it.each(["<action>", "<action></action>", "<think>", "<answer>", "<tool_call>", "<code>"])(
    "loses no mark around nothing: %s",
    (mark) => {
      expect(wordsOf(piecesOf(dialect, mark))).toBe(mark);
      expect(wordsOf(piecesOf(dialect, `Well. ${mark}`))).toBe(`Well. ${mark}`);
    },
  );

  it("loses no character, however the words arrive", () => {
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }), (words, lengths) => {
        const pieces = piecesOf(dialect, words);
        expect(wordsOf(pieces)).toBe(words);
        for (const piece of pieces) {
          if (piece.kind !== "unparsed") continue;
          expect(piece.error.at).toBeGreaterThanOrEqual(0);
          expect(piece.error.at).toBeLessThanOrEqual(piece.text.length);
        }
        expect(piecesOf(dialect, words, lengths)).toEqual(pieces);
      }),
      { numRuns: 300 },
    );
  });

  it("shows what is being written without throwing", () => {
    fc.assert(
      fc.property(text, (words) => {
        const reader = dialect.read(SHOWN);
        for (const char of words) {
          reader.push(char);
          reader.open();
        }
      }),
      { numRuns: 30 },
    );
  });

  it("says the kinds of action that it is known to say", () => {
    const samples = Object.values<fc.Arbitrary<Action>>(byKind).flatMap((of) =>
      fc.sample(of, { numRuns: 40, seed: 1 }),
    );
    const said = new Set(samples.filter((given) => dialect.expresses?.(given)).map((given) => given.kind));
    expect([...said].sort().join(" ")).toBe(EXPRESSED[dialect.name as DialectName]);
  });

  it("reads what it prints as the same action, and prints that again", () => {
    fc.assert(
      fc.property(action, (given) => {
        if (!dialect.expresses?.(given, SHOWN)) return;
        const printed = dialect.print(whole(given), SHOWN);
        const pieces = piecesOf(dialect, printed);
        expect(wordsOf(pieces)).toBe(printed);
        const read = pieces.filter((piece) => piece.kind === "action" || piece.kind === "unparsed");
        const [piece, ...readings] = read;
        if (piece?.kind !== "action") throw new Error(`Read as ${JSON.stringify(piece)}`);
        expect(readings).toHaveLength(given.kind === "program" ? given.readings : 0);
        expect(besides(piece.action)).toEqual(besides(given));
        const exact = places(given);
        places(piece.action).forEach((place, i) => {
          // Whole hundredths of the larger image are the coarsest that any of them counts in.
          expect(Math.abs(place - (exact[i] ?? Number.NaN))).toBeLessThanOrEqual(
            dialect.space === "percent" ? 9.601 : 1.001,
          );
        });
        expect(dialect.print(whole(piece.action), SHOWN)).toBe(printed);
      }),
      { numRuns: 600 },
    );
  });

  it("reads the thoughts and answers that it prints", () => {
    const thought = dialect.print({ kind: "thought", text: "Look at the sign" }, SHOWN);
    expect(piecesOf(dialect, thought)).toMatchObject([{ kind: "thought" }]);
    const answer = dialect.print({ kind: "answer", text: "42" }, SHOWN);
    const kinds = piecesOf(dialect, answer).filter((piece) => piece.kind !== "filler");
    expect(kinds).toMatchObject([{ kind: dialect.traits?.answer === "" ? "thought" : "answer", text: "42" }]);
  });

  it("survives hostile texts", () => {
    for (let seed = 0; seed < 500; seed++) {
      const words = hostileText(`${dialect.name}/${seed}`, 200);
      expect(wordsOf(piecesOf(dialect, words))).toBe(words);
    }
  });

  it("does not choke on a great many of anything", () => {
    for (const shred of SHREDS) {
      const words = shred.repeat(40_000 / shred.length);
      expect(wordsOf(piecesOf(dialect, words))).toBe(words);
    }
  });
});
