import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Unread } from "../../dialect";
import { openRaw } from "./rawRecord";

const finding = (place: string, excerpt: string, more: Partial<Unread> = {}): Unread => ({
  place,
  code: "unread-field",
  excerpt,
  ...more,
});

/** The words that a finding's places stand on, as they are in the raw text. */
const marked = (text: string, found: Unread): readonly string[] =>
  openRaw(text)
    .places(found)
    .map(({ from, to }) => text.slice(from, to));

describe("the rows of a raw record", () => {
  it("are those of JSON laid out, without a word of it changed", () => {
    const text = '{"a":1.0,"b":["x",{}],"c":{"d":null}}';
    const rows = openRaw(text).rows(0, 99);
    expect(rows.map(({ depth, text }) => "  ".repeat(depth) + text)).toEqual([
      "{",
      '  "a":1.0,',
      '  "b":[',
      '    "x",',
      "    {}",
      "  ],",
      '  "c":{',
      '    "d":null',
      "  }",
      "}",
    ]);
  });

  it("are those of a record as Python prints it, with findings in their places", () => {
    const text = "{'a': 'x, y: z', 'b': [None, 'it\\'s']}";
    const rows = openRaw(text).rows(0, 99);
    expect(rows.map(({ text }) => text)).toEqual(["{", "'a': 'x, y: z',", "'b': [", "None,", "'it\\'s'", "]", "}"]);
    expect(marked(text, finding("a", "x, y: z"))).toEqual(["x, y: z"]);
  });

  it("hold every unit of any JSON but white space between values, in its order", () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (json, space) => {
        const text = JSON.stringify(JSON.parse(json), null, space);
        const rows = openRaw(text).rows(0, Number.POSITIVE_INFINITY);
        let at = 0;
        for (const { start, text: part } of rows) {
          expect(text.slice(at, start).trim()).toBe("");
          expect(text.startsWith(part, start)).toBe(true);
          at = start + part.length;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
    );
  });

  it("never throw, whatever the text", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[[{][[\]{},:"\\a1 \n]*$/), fc.string(), (text, words) => {
        const raw = openRaw(text);
        expect(raw.rows(0, raw.count)).toHaveLength(raw.count);
        raw.places(finding(words, words));
      }),
    );
  });

  it("part a string after its line breaks and where it is long, and leave data out", () => {
    const text = JSON.stringify({ words: `one\ntwo\n${"long ".repeat(60)}`, image: "A".repeat(5000) });
    const rows = openRaw(text).rows(0, 99);
    expect(rows.map(({ goesOn }) => goesOn)).toEqual([false, false, true, true, true, false, false]);
    expect(rows[1]?.text).toBe('"words":"one\\n');
    expect(rows.at(-2)).toMatchObject({ text: `"image":"${"A".repeat(59)}`, left: 5000 - 58 });
  });

  it("are lines where the record is words", () => {
    expect(
      openRaw("THOUGHT 0: look\n\nACTION 0: none")
        .rows(0, 9)
        .map(({ text }) => text),
    ).toEqual(["THOUGHT 0: look", "", "ACTION 0: none"]);
  });
});

describe("the place of a finding", () => {
  const text = JSON.stringify({
    id: 7,
    messages: [
      { role: "user", content: "<obs>cat</obs>" },
      { role: "assistant", content: 'Ein "Bär" <obs>cat</obs> sitzt\nhier' },
      { role: "assistant", content: [{ type: "sound", data: "abc" }] },
    ],
    meta: [{ note: "first" }, { note: "second" }],
  });

  it("is at the end of its path", () => {
    expect(marked(text, finding("meta[1].note", "second"))).toEqual(["second"]);
    expect(marked(text, finding("messages[2].content[0]", "abc", { code: "unknown-part", what: "sound" }))).toEqual([
      "{",
    ]);
    expect(marked(text, finding("id", "7"))).toEqual(['"id":7,']);
  });

  it("is each of its places where it stands for several", () => {
    const several = finding("meta[0].note", "first", { what: "meta[].note", count: 2, also: ["meta[1].note"] });
    expect(marked(text, several)).toEqual(["first", '"note":"second"']);
  });

  it("is in the message that it tells, among the words that it quotes", () => {
    const found = finding("message 2, character 10", "<obs>cat</obs> sitzt", { code: "unknown-tag", what: "<obs>" });
    expect(marked(text, found)).toEqual(["<obs>"]);
    expect(openRaw(text).places(found)[0]?.from).toBeGreaterThan(text.indexOf("Ein"));
  });

  it("is found in text that a program wrote with escapes", () => {
    const escaped = '{"messages":[{"role":"assistant","content":"\\u732b <obs>\\u732b</obs>\\n"}]}';
    const found = finding("message 1, character 2", "<obs>猫</obs>", { code: "unknown-tag", what: "<obs>" });
    expect(marked(escaped, found)).toEqual(["<obs>"]);
  });

  it("is in words that are no JSON", () => {
    expect(marked("one\ntwo <obs>x</obs>\n", finding("file, character 8", "<obs>x</obs>\n"))).toEqual(["<obs>x</obs>"]);
  });

  it("is nowhere where neither path nor words lead anywhere", () => {
    expect(marked(text, finding("message 9", "elsewhere"))).toEqual([]);
    expect(marked(text, finding("nothing.here", "elsewhere"))).toEqual([]);
  });
});
