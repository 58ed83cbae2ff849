import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox } from "../geometry";
import { applyEdit } from "./edit";
import { encodeLogEntry, encodeTrace, parseLogEntry, parseTrace, parseTraceWithStrays } from "./json";
import type { JudgementTarget } from "./judgement";
import { TRACE_VERSION } from "./migrate";
import {
  addImage,
  addStep,
  anyEdit,
  anyEntry,
  built,
  imageId,
  judged,
  judgement,
  score,
  source,
  step,
  stepId,
  trunk,
} from "./testing";
import type { Trace } from "./trace";

// What `encodeTrace` gives, as loosely typed as JSON is, so that tests can break it.
const file = (): Record<string, unknown> & { steps: object[]; images: object[] } =>
  JSON.parse(JSON.stringify(encodeTrace(judged)));

const codeOf = (value: unknown): string => {
  const parsed = parseTrace(value);
  return parsed.ok ? "opened" : parsed.error.code;
};

const ordered = (trace: Trace): unknown => [[...trace.images], [...trace.children].map(([id, ids]) => [id, ids])];

describe("a trace as JSON", () => {
  it("[J1] comes back equal, whatever was done to it", () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 30 }), (edits) => {
        const trace = edits.reduce((before, edit) => {
          const after = applyEdit(before, edit);
          return after.ok ? after.value : before;
        }, trunk);
        const again = must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace)))));
        expect(again).toEqual(trace);
        expect(encodeTrace(again)).toEqual(encodeTrace(trace));
      }),
    );
  });

  it("[J1] keeps the order of siblings that were put between others, and of images", () => {
    const trace = built(
      addImage(source("2")),
      addImage(source("1")),
      addStep("a", null),
      addStep("b", null, undefined, 0),
    );
    const again = must(parseTrace(encodeTrace(trace)));
    expect(ordered(again)).toEqual(ordered(trace));
  });

  it("[J3] is refused by version where it comes from a later one", () => {
    expect(parseTrace({ ...file(), version: TRACE_VERSION + 1 })).toEqual({
      ok: false,
      error: { code: "newer-version", version: TRACE_VERSION + 1 },
    });
  });

  const orphan = step("orphan", "nowhere");
  const [first, ...rest] = file().steps;
  it.each<[string, unknown]>([
    ["nothing", null],
    ["a word", "sightline-trace"],
    ["a list", []],
    ["no version", { format: "sightline-trace" }],
    ["an old version that never was", { ...file(), version: 0 }],
    ["half a version", { ...file(), version: 0.5 }],
    ["not a number of a version", { ...file(), version: Number.NaN }],
    ["another format", { ...file(), format: "other" }],
    ["no steps", { ...file(), steps: undefined }],
    ["a step below nothing", { ...file(), steps: [...file().steps, orphan] }],
    ["a step twice", { ...file(), steps: [...file().steps, ...file().steps] }],
    ["children before parents", { ...file(), steps: [...rest, first] }],
    ["a step that is its own parent", { ...file(), steps: [{ ...first, parent: "ask" }] }],
    ["an image that is not there", { ...file(), images: [] }],
    ["an image of no size", { ...file(), images: [{ ...source("1"), width: 0 }] }],
    ["an image with a made-up name", { ...file(), images: [{ ...source("1"), id: "../../etc/passwd" }] }],
    ["a verdict that is none", { ...file(), judgements: [judgement("j", "ask", { verdict: "good" as never })] }],
    ["no judgements", { ...file(), judgements: undefined }],
    ["an infinite time", { ...file(), steps: [{ ...first, atMillis: Number.POSITIVE_INFINITY }] }],
    ["an endless title", { ...file(), title: "x".repeat(20_000) }],
  ])("[J2] is refused: %s", (_, value) => expect(codeOf(value)).toBe("not-a-trace"));

  it.each<[string, JudgementTarget, string]>([
    ["a step", { kind: "step", step: stepId("nowhere") }, "no-such-step"],
    ["one end of a link", { kind: "link", cause: stepId("ask"), effect: stepId("nowhere") }, "no-such-step"],
    ["a step to miss one behind", { kind: "missing-step", after: stepId("nowhere"), words: "look" }, "no-such-step"],
    ["words", { kind: "words", step: stepId("ask"), of: "text", from: 0, to: 9999 }, "no-such-words"],
    ["a picture", { kind: "region", image: imageId("9"), box: imageBox(0, 0, 1, 1) }, "no-such-image"],
  ])("[J5] opens without a judgement of %s that is gone, and tells its place", (_, target, reason) => {
    const judgements = [judgement("first", "ask"), judgement("stray", target), judgement("last", "look")];
    const { trace, strays } = must(parseTraceWithStrays({ ...file(), judgements }));
    expect([...trace.judgements.keys()]).toEqual(["first", "last"]);
    expect(strays).toEqual([{ kind: "judgement", place: "judgements[1]", reason, name: "stray" }]);
  });

  it("[J5] opens without scores, searches and chapters of steps that are gone, and without a second of one id", () => {
    const chapter = { id: "c", elsewhere: null, step: "ask", view: null, caption: "", question: "", notes: "" };
    const search = { id: "s", root: "ask", plan: "{}", events: [] };
    const { trace, strays } = must(
      parseTraceWithStrays({
        ...file(),
        judgements: [judgement("j", "ask"), judgement("j", "look")],
        scores: [score("nowhere"), score("ask")],
        searches: [search, { ...search, id: "t", root: "nowhere" }, search],
        story: [chapter, { ...chapter, id: "d", step: "nowhere" }, chapter],
      }),
    );
    expect(strays.map(({ kind, place, reason }) => [kind, place, reason])).toEqual([
      ["judgement", "judgements[1]", "judgement-exists"],
      ["score", "scores[0]", "no-such-step"],
      ["search", "searches[1]", "no-such-step"],
      ["search", "searches[2]", "search-exists"],
      ["chapter", "story[1]", "no-such-step"],
      ["chapter", "story[2]", "chapter-exists"],
    ]);
    expect([trace.judgements.size, trace.scores.length, trace.searches.size, trace.story.length]).toEqual([1, 1, 1, 1]);
    expect(must(parseTraceWithStrays(encodeTrace(trace)))).toEqual({ trace, strays: [] });
  });

  it("[J2] is not led astray by prototypes or foreign fields", () => {
    const hostile = JSON.parse(
      JSON.stringify(encodeTrace(trunk)).replace('"title"', '"__proto__":{"polluted":true},"html":"<script>","title"'),
    );
    const parsed = must(parseTrace(hostile));
    expect(parsed).toEqual(trunk);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("[J2] never throws, whatever stands where", () => {
    const paths = pathsIn(file());
    const broken = fc
      .array(fc.tuple(fc.constantFrom(...paths), fc.oneof(fc.jsonValue(), fc.constant(undefined))), {
        minLength: 1,
        maxLength: 3,
      })
      .map((changes) => changes.reduce<unknown>((value, [path, instead]) => replaced(value, path, instead), file()));
    fc.assert(
      fc.property(fc.oneof(broken, fc.jsonValue()), (value) => {
        const parsed = parseTrace(value);
        if (parsed.ok) expect(must(parseTrace(encodeTrace(parsed.value)))).toEqual(parsed.value);
      }),
      { numRuns: 2000 },
    );
  });
});

type Path = readonly (string | number)[];

const pathsIn = (value: unknown, path: Path = []): Path[] =>
  typeof value === "object" && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))]
    : [path];

function replaced(value: unknown, [key, ...rest]: Path, instead: unknown): unknown {
  if (key === undefined) return instead;
  if (typeof value !== "object" || value === null) return value;
  const inner = replaced((value as Record<string, unknown>)[key], rest, instead);
  if (!Array.isArray(value)) return { ...value, [key]: inner };
  return value.map((item, i) => (i === Number(key) ? inner : item));
}

describe("a log entry as JSON", () => {
  it("[E3] comes back equal", () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(must(parseLogEntry(JSON.parse(JSON.stringify(encodeLogEntry(entry))), trunk))).toEqual(entry);
      }),
    );
  });

  it("[J2] is refused where it is none, and never throws", () => {
    expect(parseLogEntry(null, trunk).ok).toBe(false);
    expect(parseLogEntry({ edit: { kind: "remove-step" }, name: "run", atMillis: 0, group: null }, trunk).ok).toBe(
      false,
    );
    fc.assert(
      fc.property(anyEntry, fc.nat(), fc.jsonValue(), (entry, at, instead) => {
        const paths = pathsIn(encodeLogEntry(entry));
        parseLogEntry(replaced(encodeLogEntry(entry), paths[at % paths.length] ?? [], instead), trunk);
      }),
      { numRuns: 1000 },
    );
  });

  it("[J2] is refused where batches are nested without end", () => {
    let edit: unknown = { kind: "entitle", title: "" };
    for (let i = 0; i < 50_000; i++) edit = { kind: "batch", edits: [edit] };
    expect(parseLogEntry({ edit, name: "run", atMillis: 0, group: null }, trunk).ok).toBe(false);
  });
});
