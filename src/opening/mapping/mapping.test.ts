import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mappedRecords } from "./apply";
import { fieldsOf, listsIn, mappingsFor } from "./fields";
import { EMPTY_MAPPING, type LogMapping, parseMapping, parseMappingText, printMapping } from "./mapping";
import { parsePath, printPath, valuesAt } from "./path";

const RUN = {
  uid: "r-1",
  data: {
    task: "Count the boats.",
    pic: "harbour.png",
    turns: [
      { who: "agent", text: "I look at the left." },
      { who: "env", text: "Here is the crop.", shot: "crop-1.png" },
      { who: "agent", text: "<answer>3</answer>" },
    ],
  },
  meta: { gold: "3", points: "0.5", split: "test" },
};

const MAPPING: LogMapping = {
  ...EMPTY_MAPPING,
  name: "boats",
  fields: {
    ...EMPTY_MAPPING.fields,
    question: ["data.task"],
    pictures: ["data.pic", "data.turns[].shot"],
    words: ["data.turns[].text"],
    speaker: ["data.turns[].who"],
    reference: ["meta.gold"],
    score: ["meta.points"],
    known: ["uid", "meta.split"],
  },
  shape: fieldsOf([RUN]).map(({ path }) => path),
};

describe("a path", () => {
  it.each([
    ["data.turns[].text", ["I look at the left.", "Here is the crop.", "<answer>3</answer>"]],
    ["meta.gold", ["3"]],
    ["meta.none", []],
    ["data.task[]", []],
  ])("%s leads to values", (text, expected) => {
    expect(valuesAt(RUN, must2(parsePath(text)))).toEqual(expected);
  });

  it("says any key again", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(null), fc.string({ minLength: 1 })), { maxLength: 6 }), (keys) => {
        const path = keys.map((key) => (key === null ? ({ kind: "items" } as const) : ({ kind: "key", key } as const)));
        expect(parsePath(printPath(path))).toEqual(path);
      }),
    );
  });

  it.each(["a..b", "a[x]", "a[-1]", "[", 'a["b"', "a]"])("is not %s", (text) => {
    expect(parsePath(text)).toBeNull();
  });
});

const must2 = <T>(value: T | null): T => {
  if (value === null) throw new Error("no path");
  return value;
};

describe("the fields of records", () => {
  it("are found by their paths, with the first words of each", () => {
    expect(fieldsOf([RUN]).map(({ path, count, sample }) => [path, count, sample])).toEqual([
      ["uid", 1, "r-1"],
      ["data.task", 1, "Count the boats."],
      ["data.pic", 1, "harbour.png"],
      ["data.turns[].who", 3, "agent"],
      ["data.turns[].text", 3, "I look at the left."],
      ["data.turns[].shot", 1, "crop-1.png"],
      ["meta.gold", 1, "3"],
      ["meta.points", 1, "0.5"],
      ["meta.split", 1, "test"],
    ]);
  });

  it("tell where a file may hold its runs", () => {
    expect(listsIn({ version: 1, out: { runs: [RUN] } })).toEqual(["out.runs[]", "out.runs[].data.turns[]"]);
  });

  it("tell which mapping was made for such records", () => {
    const { uid: _, ...withoutId } = RUN;
    expect(mappingsFor([withoutId], [MAPPING])).toEqual([MAPPING]);
    expect(mappingsFor([{ weather: "fine" }], [MAPPING])).toEqual([]);
  });
});

describe("a mapping", () => {
  it("reads question, pictures, turns, reference and score", () => {
    const [record] = mappedRecords(RUN, MAPPING, "line 1") ?? [];
    expect(record).toMatchObject({
      place: "line 1",
      question: "Count the boats.",
      images: [{ kind: "name", name: "harbour.png" }],
      reference: { answer: "3", field: "meta.gold" },
      scores: [{ value: 0.5, field: "meta.points", decides: false }],
    });
    expect(record?.messages.map(({ role, parts }) => [role, parts])).toEqual([
      ["assistant", [{ kind: "text", text: "I look at the left." }]],
      [
        "observation",
        [
          { kind: "text", text: "Here is the crop." },
          { kind: "image", image: { kind: "name", name: "crop-1.png" } },
        ],
      ],
      ["assistant", [{ kind: "text", text: "<answer>3</answer>" }]],
    ]);
  });

  it("takes all words for the model's where nobody says who speaks", () => {
    const flat = { ...MAPPING, fields: { ...EMPTY_MAPPING.fields, words: ["data.turns[].text"] } };
    expect(mappedRecords(RUN, flat, "line 1")?.[0]?.messages.map(({ role }) => role)).toEqual([
      "assistant",
      "assistant",
      "assistant",
    ]);
  });

  it("knows the model by the names that it is told", () => {
    const named = { ...MAPPING, model: ["env"] };
    expect(mappedRecords(RUN, named, "line 1")?.[0]?.messages.map(({ role }) => role)).toEqual([
      "assistant",
      "observation",
    ]);
  });

  it("finds the records within one value, and none where there are no words", () => {
    const inside = { ...MAPPING, records: "out.runs[]" };
    expect(mappedRecords({ out: { runs: [RUN, RUN] } }, inside, "file")?.map(({ place }) => place)).toEqual([
      "record 1",
      "record 2",
    ]);
    expect(mappedRecords({ weather: "fine" }, MAPPING, "line 1")).toBeNull();
  });

  it("never throws, whatever the value", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void mappedRecords(value, MAPPING, "line 1")));
  });

  it("comes back from its file", () => {
    expect(parseMappingText(printMapping(MAPPING))).toEqual({ ok: true, value: MAPPING });
  });

  it.each([
    ["no JSON", "{", "not-a-mapping"],
    ["another file", '{"format":"sightline-trace","version":1}', "not-a-mapping"],
    ["a later version", JSON.stringify({ ...MAPPING, version: 2 }), "newer-mapping"],
    ["a path that is none", JSON.stringify({ ...MAPPING, records: "runs[x]" }), "bad-path"],
    ["no words", JSON.stringify({ ...MAPPING, fields: { question: ["a"] } }), "mapping-without-words"],
  ])("is refused where it is %s", (_, text, code) => {
    expect(parseMappingText(text)).toEqual({ ok: false, error: code });
  });

  it("is refused and never throws, whatever it is", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void parseMapping(value)));
  });
});
