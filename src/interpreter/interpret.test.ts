import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProgram, valueKept } from "./interpret";
import { MODULE_SYSTEMS } from "./systems";
import { given, mark, PICTURE, SIZE, walk } from "./testing";
import { marksOfThings, printValue, type Value } from "./value";
import { VISPROG } from "./visprog/visprog";

const name = fc.constantFrom("IMAGE", "BOX0", "OBJ0", "ANSWER0", "LIST0", "IMAGE0", "NOTHING");
const written = fc.constantFrom(
  "'cup'",
  "'text'",
  "'TOP'",
  "\"'yes' if {ANSWER0} > 0 else 'no'\"",
  "'{ANSWER0} + {ANSWER0}'",
  "None",
  "3",
  "'smiling_face'",
);
const argument = fc.tuple(
  fc.constantFrom(
    "image",
    "object",
    "box",
    "question",
    "expr",
    "var",
    "query",
    "category",
    "max",
    "categories",
    "emoji",
  ),
  fc.oneof(name, written),
);
/** Calls of real modules, mostly with the arguments that they take, in any order. */
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...Object.entries(VISPROG.modules)).chain(([module, { takes }]) =>
      fc.tuple(name, ...Object.keys(takes).map(() => fc.oneof(name, written))).map(
        ([output, ...values]) =>
          `${output}=${module}(${Object.keys(takes)
            .map((key, i) => `${key}=${values[i]}`)
            .join(",")})`,
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(name, fc.array(argument, { maxLength: 4 }))
      .map(([output, args]) => `${output}=LOC(${args.map(([key, value]) => `${key}=${value}`).join(",")})`),
  },
  { weight: 1, arbitrary: fc.string() },
);
const plan = fc.record({
  question: fc.string(),
  tool: fc.constantFrom("grounding", "ocr", "counting", "answer", "other"),
  operation: fc.record({ instruction: fc.string(), target: fc.constantFrom("", "cup") }),
});
const source = fc.oneof(
  fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n")),
  fc.array(plan, { maxLength: 6 }).map((plans) => plans.map((each) => JSON.stringify(each)).join("\n")),
  fc.string({ maxLength: 200 }),
);

describe("any program at all", () => {
  it.each(MODULE_SYSTEMS)("ends, or is refused with a line of its source: $name", (system) => {
    fc.assert(
      fc.property(source, fc.boolean(), fc.string(), (text, isThere, said) => {
        const found = () => (isThere ? [mark([10, 20, 60, 80], "cup"), mark([30, 30, 90, 90], "dog", null)] : []);
        const { refusal, values } = walk(text, system, { found, said: () => said });
        if (!refusal) {
          expect(values.size).toBeGreaterThan(0);
          return;
        }
        expect(refusal.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(refusal.line).toBeGreaterThanOrEqual(1);
        expect(refusal.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
      }),
      { numRuns: 400 },
    );
  });
});

describe("a value that an observation keeps", () => {
  const values: readonly (readonly [string, Value])[] = [
    [
      "BOX0=LOC(image=IMAGE,object='cup')",
      { kind: "things", things: [{ box: [1, 2, 30, 40], words: "cup", confidence: 0.5 }] },
    ],
    ["BOX0=LOC(image=IMAGE,object='cup')", { kind: "things", things: [] }],
    ["IMAGE0=CROP(image=IMAGE,box=BOX0)", { kind: "image", image: PICTURE, size: SIZE }],
    ["ANSWER0=VQA(image=IMAGE,question='q')", { kind: "scalar", value: 'it\'s a "cup"\n\\ 杯子' }],
    ["ANSWER0=EVAL(expr='1 > 2')", { kind: "scalar", value: false }],
    ["ANSWER0=EVAL(expr='1 / 2')", { kind: "scalar", value: 0.5 }],
    ["LIST0=LIST(query='q',max=3)", { kind: "list", words: ["a, b", "c'd"] }],
  ];
  it.each(values)("is read back as it was: %s", (text, value) => {
    const program = readProgram(`BOX0=SEG(image=IMAGE)\n${text}`, given, VISPROG);
    const call = program.ok ? program.value[1] : undefined;
    expect(call).toBeDefined();
    if (!call) return;
    const kept = {
      image: value.kind === "image" ? value.image : null,
      text: `${call.output}=${printValue(value)}`,
      ...(value.kind === "things" ? { found: marksOfThings(value.things) } : {}),
    };
    expect(valueKept(call, given.names, kept, new Map([[PICTURE, SIZE]]), VISPROG)).toEqual(value);
  });

  it("is none where the observation is another call's", () => {
    const program = readProgram("A=EVAL(expr='1')", given, VISPROG);
    const call = program.ok && program.value[0];
    expect(call && valueKept(call, given.names, { image: null, text: "B=1" }, new Map(), VISPROG)).toBeNull();
  });
});
