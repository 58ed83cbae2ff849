import { describe, expect, it } from "vitest";
import { FOREIGN_SYSTEMS } from "../dialect";
import { EXAMPLES } from "../dialect/testing/examples";
import type { TraceId } from "../trace";
import { ledgerOf, type Told } from "./ledger";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, lostInSilence, PNG } from "./testing";
import { unreadMarks } from "./unreadMarks";

const told = (...words: string[]): Told => ({ words, pictures: [{ kind: "name", name: "a.jpg" }] });
const account = (value: unknown, ...words: string[]) =>
  ledgerOf(value, told(...words), new Set(["id", "type"])).unaccounted.map(({ place, code, what, count }) =>
    [place, code, what, count].filter((word) => word !== undefined).join(" "),
  );

describe("the ledger", () => {
  it("counts words, pictures and fields known by name", () => {
    const value = { id: "x", image: "a.jpg", question: "What colour is it?", more: { dropped: "" } };
    expect(ledgerOf(value, told("What colour is it?"), new Set(["id"]))).toEqual({
      told: 3,
      known: 1,
      unaccounted: [],
    });
  });

  it("tells what stands nowhere, with its place, equal findings once", () => {
    const value = { list: [{ hint: "left" }, { hint: "right" }], note: "something that nobody reads" };
    expect(account(value, "What?")).toEqual(["list[0].hint unread-field list[].hint 2", "note unread-field note"]);
  });

  it("takes a short word for told only where it stands for itself", () => {
    expect(account({ foo: "B" }, "A or B?")).toEqual(["foo unread-field foo"]);
    expect(account({ foo: "B" }, "B")).toEqual([]);
    expect(account({ foo: "B" }, "<answer> B </answer>")).toEqual([]);
    expect(account({ label: "B" }, 'call {"label": "B"}')).toEqual([]);
  });

  it("takes a part of words for told only in a field that words are read from", () => {
    const words = "Think first. What colour is the kettle?";
    expect(account({ question: "What colour is the kettle?" }, words)).toEqual([]);
    expect(account({ hint: "What colour is the kettle?" }, words)).toEqual(["hint unread-field hint"]);
    expect(account({ hint: words }, words)).toEqual([]);
    const part = { type: "text", text: "What colour is the kettle?", caption: "the kettle is red" };
    expect(account({ content: [part] }, `${words} the kettle is red`)).toEqual([
      "content[0].caption unread-field content[].caption",
    ]);
    expect(account({ arguments: { where: "left of the kettle" } }, 'call {"where": "left of the kettle"}')).toEqual([]);
  });

  it("takes nothing for told across the seam of two texts", () => {
    expect(account({ text: "the kettle\nis red" }, "Look at the kettle", "is red or blue")).toEqual([
      "text unread-field text",
    ]);
  });

  it("finds short words of a message within the text that its parts became", () => {
    const content = [
      { type: "text", text: "Hi." },
      { type: "text", text: "What colour is the kettle?" },
    ];
    expect(account({ content }, "Hi.What colour is the kettle?")).toEqual([]);
    expect(account({ label: "Hi." }, "Hi.What colour is the kettle?")).toEqual(["label unread-field label"]);
  });

  it("does not take words for settings, wherever they stand", () => {
    const known = new Set(["config"]);
    const of = (value: unknown): readonly string[] =>
      ledgerOf(value, told(), known).unaccounted.map(({ place }) => place);
    expect(of({ config: { name: "seven of nine", dtype: "bfloat16", list: ["a", "b"] } })).toEqual([]);
    expect(of({ config: { prompt: "Look closer at the kettle before you answer the question." } })).toEqual([
      "config.prompt",
    ]);
  });

  it("does not take the bytes of a picture for a setting, however few", () => {
    expect(account({ id: { cells: [PNG] } })).toEqual(["id.cells[0] unread-field id.cells[]"]);
    expect(account({ id: "a".repeat(80) })).toEqual([]);
  });

  it("takes what was asked and what was answered for told in one text, and nothing else behind the question", () => {
    const asked = { ...told("Where?", "It is there."), asked: ["Where?"] };
    const of = (text: string): number => ledgerOf({ text: [text] }, { ...asked }, new Set()).unaccounted.length;
    expect(of("Where? It is there.")).toBe(0);
    expect(of("<image>Where? It is there.")).toBe(0);
    expect(of("Where? It is somewhere else.")).toBe(1);
    expect(of("It is there. Where?")).toBe(1);
  });

  it("tells a part of an unknown type once, whatever it holds", () => {
    const part = { type: "hologram", words: "seen from above", more: "and below it" };
    expect(account({ content: [{ type: "text", text: "What is it?" }, part] }, "What is it?")).toEqual([
      "content[1] unknown-part hologram",
    ]);
  });

  it("looks into JSON that is kept as text", () => {
    expect(account({ raw: '[{"a": "What colour is it?", "b": "not told at all"}]' }, "What colour is it?")).toEqual([
      "raw[0].b unread-field raw[].b",
    ]);
  });

  it("looks into it in a field known by name, too", () => {
    expect(account({ type: JSON.stringify({ kind: "view", words: "first line\nsecond" }) }, "What?")).toEqual([
      "type.words unread-field type.words",
    ]);
    expect(account({ type: JSON.stringify({ kind: "view" }) }, "What?")).toEqual([]);
  });

  it("tells a name that is words itself, unless they were told", () => {
    const name = "Is there a red kettle at the left of the window?";
    const answers = { [name]: true, "Ground Truth": false };
    expect(account({ answers })).toEqual([`answers.${name} unread-field answers.${name}`]);
    expect(account({ answers }, `1. ${name} 2. What else?`)).toEqual([]);
  });

  it("walks values that are nested deeper than calls", () => {
    const deep = JSON.parse(`${"[".repeat(100_000)}"lost in the depth"${"]".repeat(100_000)}`);
    expect(ledgerOf(deep, told(), new Set()).unaccounted).toHaveLength(1);
  });

  it("reports in the record what no form reads", () => {
    const [record] = readLog(JSON.stringify({ question: "Q", response: "4", critique: "too short by far" })).records;
    expect(record?.unread).toEqual([
      { place: "critique", code: "unread-field", excerpt: "too short by far", what: "critique" },
    ]);
  });
});

describe("marks in words that were taken for thoughts", () => {
  it.each([
    ['<rotate>{"angle": 90}</rotate>', ["<rotate>"]],
    ["at <|box_start|>(1,2)<|box_end|>", ["<|box_start|>", "<|box_end|>"]],
    ['{"name": "search", "arguments": {"q": "x"}}', ["search"]],
    ["a <b>bold</b> word, x <y> z, <|im_end|>", []],
    ["3 < 4 and <think> is a tag", []],
  ])("%s", (words, what) => {
    expect(unreadMarks(words).map((mark) => mark.what)).toEqual(what);
  });
});

/** A turn of every system, read as every system: no tag and no call may become a thought in silence. */
describe.each(FOREIGN_SYSTEMS.names)("every example as %s", (system) => {
  it("is words of steps, or in the report", async () => {
    for (const example of EXAMPLES) {
      const value = {
        messages: [
          { role: "user", content: "Q" },
          { role: "assistant", content: example },
        ],
      };
      const { records } = readLog(JSON.stringify(value));
      for (const record of records) {
        const opened = await openRecord(record, "t" as TraceId, countingPorts(), system);
        expect(lostInSilence(value, [opened], "messages")).toEqual([]);
        for (const { body } of opened.trace.steps.values()) {
          if (body.kind !== "thought" && body.kind !== "answer") continue;
          for (const { what } of unreadMarks(body.text))
            expect(opened.report.notUnderstood.map((finding) => finding.what)).toContain(what);
        }
      }
    }
  });
});
