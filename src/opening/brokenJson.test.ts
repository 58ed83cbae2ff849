import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedJson, withoutNaN } from "./brokenJson";
import { readLog } from "./readLog";

const closed = (text: string): unknown => {
  const found = closedJson(text);
  return found && JSON.parse(found.text);
};

describe("JSON that breaks off", () => {
  it.each([
    ['[{"a": 1}, {"a": 2}, {"a', [{ a: 1 }, { a: 2 }]],
    ['[{"a": 1}, {"a": [1, 2', [{ a: 1 }]],
    ['[{"a": [1, 2, 3', [{ a: [1, 2] }]],
    [
      '{"samples": [{"q": "x", "messages": [{"role": "user"}, {"role',
      { samples: [{ q: "x", messages: [{ role: "user" }] }] },
    ],
    ['{"a": "x\\"y", "b": "cut', { a: 'x"y' }],
    ['{"a": 12', {}],
    ['{"key', {}],
    ["[1, 2, 3", [1, 2]],
    ['{"a": ["]}"], "b"', { a: ["]}"] }],
  ])("%s", (text, value) => {
    expect(closed(text)).toEqual(value);
  });

  it.each(["", "words", '{"a": 1}', "[1]]", "]"])("is none: %s", (text) => {
    expect(closedJson(text)).toBeNull();
  });

  it("gives JSON wherever any JSON is cut, and nothing that was not in it", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 }), { minLength: 1 }), fc.nat(), (value, place) => {
        const text = JSON.stringify(value);
        const cut = text.slice(0, 1 + (place % (text.length - 1)));
        const found = closedJson(cut);
        expect(found).not.toBeNull();
        const whole: unknown = JSON.parse(found?.text ?? "");
        // As JSON has it, which writes no negative zero.
        const written: unknown[] = JSON.parse(text);
        if (Array.isArray(whole) && whole.length > 1)
          expect(whole.slice(0, -1)).toEqual(written.slice(0, whole.length - 1));
      }),
    );
  });

  it("gives the records that are whole, and says that there was more", () => {
    const record = (question: string) => ({ question, response: "<think>t</think><answer>4</answer>" });
    const text = JSON.stringify([record("One?"), record("Two?"), record("Three?")], null, 1);
    const { records, unread } = readLog(text.slice(0, -30));
    expect(records.map(({ question }) => question)).toEqual(["One?", "Two?"]);
    expect(unread.map(({ code }) => code)).toEqual(["cut-off"]);
    const lines = [record("One?"), record("Two?")].map((line) => JSON.stringify(line)).join("\n");
    const cut = readLog(lines.slice(0, -9));
    expect([cut.records.length, cut.unread.map(({ place, code }) => `${place} ${code}`)]).toEqual([
      1,
      ["line 2 cut-off"],
    ]);
  });

  it("still tells what never was JSON", () => {
    expect(readLog('{"question": "Q", "response": "4"}\n{oh no}\n').unread.map(({ code }) => code)).toEqual([
      "not-json",
    ]);
  });
});

describe("numbers that only Python writes", () => {
  it("are null, and words stay", () => {
    expect(JSON.parse(withoutNaN('{"a": NaN, "b": [-Infinity, 1], "c": "NaN \\" Infinity", "NaN": 2}'))).toEqual({
      a: null,
      b: [null, 1],
      c: 'NaN " Infinity',
      NaN: 2,
    });
    const { records } = readLog('{"question": "Is it NaN?", "response": "NaN", "score": NaN, "acc": 1}');
    expect(records.map(({ question, scores }) => [question, scores.length])).toEqual([["Is it NaN?", 1]]);
  });
});
