import { describe, expect, it } from "vitest";
import { EMPTY_MAPPING, type LogMapping } from "../mapping/mapping";
import { mappedSource } from "./mapped";
import { openSource } from "./streamLog";
import { allItems, sourceOf } from "./testing";

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
};

describe("a log that is read by a mapping", () => {
  const items = async (text: string, mapping = MAPPING, name = "odd.jsonl") => {
    const log = mappedSource(openSource({ ...sourceOf(text), name }), mapping);
    return { log, items: await allItems(log) };
  };

  it("has the records of lines, and of a list; each can be read again, and its raw text", async () => {
    for (const text of [`${JSON.stringify(RUN)}\n${JSON.stringify(RUN)}`, JSON.stringify([RUN, RUN])]) {
      const { log, items: found } = await items(text);
      expect(found.map(({ kind }) => kind)).toEqual(["record", "record"]);
      const second = found[1];
      if (second?.kind !== "record") throw new Error("no record");
      expect(second.record.question).toBe("Count the boats.");
      expect(await log.recordAt(second.at)).toMatchObject({ question: "Count the boats.", messages: { length: 3 } });
      expect(JSON.parse((await log.rawAt(second.at)) ?? "")).toEqual(RUN);
    }
  });

  it("has the rows of a table that is no log by itself", async () => {
    const table = "task\tsaid\nHow many?\t<answer>3</answer>\nWhere?\t<answer>left</answer>";
    const mapping = { ...EMPTY_MAPPING, fields: { ...EMPTY_MAPPING.fields, question: ["task"], words: ["said"] } };
    const { log, items: found } = await items(table, mapping, "odd.tsv");
    expect(found.map((item) => item.kind === "record" && item.record.question)).toEqual(["How many?", "Where?"]);
    const last = found[1];
    expect(last?.kind === "record" && (await log.recordAt(last.at))).toMatchObject({ question: "Where?" });
  });

  it("says what of a record no field of the mapping reads", async () => {
    const { items: found } = await items(JSON.stringify({ ...RUN, critique: "It never looked to the right." }));
    expect(found).toMatchObject([{ record: { unread: [{ place: "critique", code: "unread-field" }] } }]);
  });

  it("goes over what was taken for something else, value by value, where a person says so", async () => {
    const taken = { question: "What?", response: ["one", "two"], task: "Count the boats.", said: "Three." };
    const mapping = { ...EMPTY_MAPPING, fields: { ...EMPTY_MAPPING.fields, question: ["task"], words: ["said"] } };
    for (const text of [`${JSON.stringify(taken)}\n${JSON.stringify(taken)}`, JSON.stringify([taken, taken])]) {
      const source = openSource({ ...sourceOf(text), name: "log.jsonl" });
      expect((await allItems(source)).filter(({ kind }) => kind === "record")).toHaveLength(4);
      const log = mappedSource(source, mapping, true);
      const found = (await allItems(log)).flatMap((item) => (item.kind === "record" ? [item] : []));
      expect(found.map(({ record }) => [record.form, record.question])).toEqual([
        ["mapped", "Count the boats."],
        ["mapped", "Count the boats."],
      ]);
      for (const { at } of found) {
        expect(await log.recordAt(at)).toMatchObject({ question: "Count the boats." });
        expect(JSON.parse((await log.rawAt(at)) ?? "")).toEqual(taken);
      }
    }
  });

  it("leaves what is of a known form to its own reader, and what has no words as not understood", async () => {
    const known = {
      messages: [
        { role: "user", content: "Q" },
        { role: "assistant", content: "A" },
      ],
    };
    const { items: found } = await items([known, { weather: "fine" }, RUN].map((v) => JSON.stringify(v)).join("\n"));
    expect(found.map((item) => (item.kind === "record" ? item.record.form : item.kind))).toEqual([
      "messages",
      "unread",
      "mapped",
    ]);
  });
});
