// Every system says all that is asked of one, and one more is one value in the table.
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { plainStep, type StepId } from "../trace";
import {
  describeSystem,
  FOREIGN_SYSTEMS,
  framed,
  keptAs,
  parseLiteral,
  plainToolError,
  recordOf,
  type System,
  tableOf,
  textField,
  type ValueForm,
  wordsFit,
} from ".";
import { CERTAIN } from "./grammar/system";
import { COMMON_FORMS } from "./log/forms";
import { SYSTEMS } from "./systems";
import { piecesOf, SHOWN } from "./testing/foreign";

const systems: readonly System[] = SYSTEMS;
const isMissing = (value: unknown): boolean => value === undefined || value === "";

/** What a descriptor must have, and whether it lacks it. */
const REQUIRED: Readonly<Record<string, (system: System) => boolean>> = {
  name: ({ name }) => !/^[a-z][a-z0-9.-]*$/.test(name),
  title: ({ title }) => isMissing(title),
  source: ({ source }) => isMissing(source?.of) || isMissing(source.at),
  marks: ({ grammar }) => typeof grammar?.blocks !== "function",
  printer: ({ grammar }) =>
    [grammar?.printAction, grammar?.printThought, grammar?.printAnswer].some((print) => typeof print !== "function"),
  observation: ({ grammar }) => [grammar?.observation, grammar?.toolError].some((say) => typeof say !== "function"),
  traits: ({ grammar }) => isMissing(grammar?.traits?.performs) || grammar.traits.firstImage === undefined,
  // Null says that nothing is told on purpose; no words at all, that talk needs none.
  instructions: ({ instructions }) => instructions === undefined,
  forms: ({ forms }) => !Array.isArray(forms),
  detection: ({ signs }) => !Array.isArray(signs),
};
const lacking = (system: System): string[] => Object.keys(REQUIRED).filter((field) => REQUIRED[field]?.(system));

describe("the table of systems", () => {
  it.each(systems.map((system) => [system.name, system] as const))("has all there is to say of %s", (_, system) => {
    expect(lacking(system)).toEqual([]);
  });

  it("sees what is missing", () => {
    const [first] = systems;
    if (!first) throw new Error("No system");
    for (const field of ["title", "source", "grammar", "instructions", "forms", "signs"] as const)
      expect(lacking({ ...first, [field]: undefined })).not.toEqual([]);
  });

  it("has each name, title and style once", () => {
    const once = (values: readonly unknown[]): void => expect(new Set(values).size).toBe(values.length);
    once(systems.map(({ name }) => name));
    once(systems.map(({ title }) => title));
    once(systems.flatMap(({ drawing }) => drawing?.name ?? []));
    once(systems.flatMap(({ forms }) => forms.map(({ form }) => form)));
  });

  it("hangs on no order: no two signs are equally certain, and no two forms have one priority", () => {
    const certainties = systems.flatMap(({ signs }) => signs.map(({ certainty }) => certainty));
    const ofWords = certainties.filter((certainty) => certainty !== CERTAIN);
    expect(new Set(ofWords).size).toBe(ofWords.length);
    expect(Math.max(...ofWords)).toBeLessThan(CERTAIN);
    const forms = systems.flatMap(({ forms }) => forms.flatMap((form) => (form.kind === "value" ? [form] : [])));
    const priorities = [...COMMON_FORMS, ...forms].map(({ priority }) => priority);
    expect(new Set(priorities).size).toBe(priorities.length);
    const shuffled = tableOf(systems.toReversed());
    for (const words of ["<grounding>", "<code>", '<tool_call>{"img_idx": 0, "name": "image_zoom_in_tool"}', "hm"]) {
      const record = recordOf({}, [{ role: "assistant", parts: [{ kind: "text", text: words }], place: "" }], {
        place: "file",
        form: "words",
      });
      expect(shuffled.detect(record)).toBe(FOREIGN_SYSTEMS.detect(record));
    }
  });
});

const toyLog: ValueForm = {
  kind: "value",
  form: "toy",
  priority: 99,
  read(value, place) {
    const said = textField(value, "toy_words");
    if (said === null) return null;
    return [
      recordOf(value, [{ role: "assistant", parts: [{ kind: "text", text: said }], place }], { place, form: "toy" }),
    ];
  },
};

/** A system that looks by `@[left, top, width, height]@`, always in pixels of the first picture. */
const toy = describeSystem({
  name: "toy",
  title: "Toy",
  source: { of: "nobody/toy", at: "0000000" },
  grammar: {
    space: "pixel",
    traits: {
      firstImage: null,
      acts: "first-image",
      observed: "user-turn",
      performs: "all",
      stop: [],
      turnLimit: 3,
      answer: "!…!",
    },
    blocks: ([first]) => [
      {
        open: "@",
        close: ["@"],
        read(inside, raw) {
          const parsed = parseLiteral(inside);
          if (!parsed.ok || !first)
            return [{ kind: "unparsed", raw, text: inside, error: { code: "not-json", at: 0 } }];
          const [left = 0, top = 0, width = 0, height = 0] = inside.match(/\d+/g)?.map(Number) ?? [];
          const box = imageBox(left, top, width, height);
          return [
            {
              kind: "action",
              raw,
              action: { kind: "zoom", image: first.id, box },
              declared: { space: "pixel", numbers: [left, top, width, height] },
            },
          ];
        },
      },
      { open: "!", close: ["!"], read: (inside, raw) => [{ kind: "answer", raw, text: inside }] },
    ],
    expresses: (action) => action.kind === "zoom",
    printAction: (action) =>
      action.kind === "zoom"
        ? `@[${action.box.left}, ${action.box.top}, ${action.box.width}, ${action.box.height}]@`
        : "",
    printThought: (text) => text,
    printAnswer: (text) => `!${text}!`,
    observation: (body) => framed(body, "seen: ", ""),
    toolError: plainToolError,
    observes: (action) => action.kind === "zoom",
  },
  instructions: "Look by @[left, top, width, height]@.",
  forms: [toyLog],
  signs: [keptAs("toy"), wordsFit(899, (words) => /@\[[\d, ]+\]@/.test(words))],
  drawing: {
    name: "toy",
    style: {
      boxColours: [[1, 2, 3]],
      lineColour: [0, 0, 0],
      startColour: [0, 0, 0],
      endColour: [0, 0, 0],
      endRadius: 1,
      width: 1,
      labelAt: { x: 0, y: 0 },
    },
  },
});

describe("one more system", () => {
  const table = tableOf([...SYSTEMS, toy]);
  const dialect = table.dialect("toy");
  const words = "Closer. @[10, 20, 30, 40]@!K!";

  it("is read and printed", () => {
    const pieces = piecesOf(dialect, words);
    expect(pieces.map(({ kind }) => kind)).toEqual(["thought", "action", "answer"]);
    const printed = pieces.map((piece) => (piece.kind === "action" ? piece : null)).filter((piece) => piece !== null);
    expect(printed.map(({ action }) => dialect.print({ kind: "action", action, declared: null }, SHOWN))).toEqual([
      "@[10, 20, 30, 40]@",
    ]);
  });

  it("is transcribed, with what a model is told of it", () => {
    const images = SHOWN.slice(0, 1).map(({ id }) => id);
    const problem = plainStep({
      id: "s1" as StepId,
      parent: null,
      author: "human",
      atMillis: 0,
      body: { kind: "problem", question: "What?", images },
    });
    const told = table.dialect("toy", { instructions: table.instructions("toy") ?? "" });
    expect(told.transcribe([problem], "m").turns.map(({ role }) => role)).toEqual(["system", "user"]);
  });

  it("is detected by its form of log and by its words", () => {
    const [kept] = table.recordsIn({ toy_words: "nothing but words" }, "file") ?? [];
    expect(kept && table.detect(kept)).toBe("toy");
    const [plain] = table.recordsIn({ question: "What?", response: words }, "file") ?? [];
    expect(plain && table.detect(plain)).toBe("toy");
  });

  it("is named, listed and drawn", () => {
    expect([table.title("toy"), dialect.title, table.has("toy"), table.names.at(-1)]).toEqual([
      "Toy",
      "Toy",
      true,
      "toy",
    ]);
    expect(table.drawingStyles.get("toy")?.boxColours).toEqual([[1, 2, 3]]);
    expect(() => FOREIGN_SYSTEMS.title("toy" as "talk")).toThrow("No such system");
  });
});
