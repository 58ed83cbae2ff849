import { gzipSync, strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { createLogReader, type LogReader } from "../logs";
import { openZip } from "./openZip";
import { openScorer } from "./runScorer";

const RUN = JSON.stringify({
  image: "pics/x.png",
  question: "What is it?",
  response: "<answer>B</answer>",
  answer: "B",
});
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

interface Read {
  readonly titles: readonly string[];
  readonly places: readonly string[];
  readonly pictures: readonly string[];
  readonly unread: readonly string[];
  readonly reader: LogReader;
}

async function read(name: string, bytes: Uint8Array): Promise<Read> {
  const reader = createLogReader({
    nowMillis: () => 0,
    openZip,
    countHints: () => 0,
    openPool: () => null,
    openScorer,
  });
  const files = [{ path: name, file: new File([new Uint8Array(bytes)], name) }];
  const facts = await reader.open({ files, mapping: null, over: false }, () => {});
  const rows = reader.rows(0, 999);
  for (const { index, title } of rows)
    expect((await reader.record(index))?.question.replaceAll(/\s+/g, " ")).toBe(title);
  return {
    titles: rows.map(({ title }) => title),
    places: rows.map(({ place }) => place),
    pictures: facts.pictures,
    unread: reader.unread(0, 99).map(({ place, code }) => `${place} ${code}`),
    reader,
  };
}

/** A tar as GNU and POSIX write it: a header of 512 bytes, the content in blocks of as many, two empty blocks. */
function tarOf(files: readonly (readonly [name: string, content: Uint8Array, type?: string])[]): Uint8Array {
  const blocks = files.map(([name, content, type = "0"]) => {
    const header = new Uint8Array(512);
    const put = (text: string, at: number): void => header.set(strToU8(text), at);
    put(name.slice(0, 100), 0);
    put(content.length.toString(8).padStart(11, "0"), 124);
    put("        ", 148);
    put(type, 156);
    put("ustar\0", 257);
    put(
      header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0"),
      148,
    );
    const body = new Uint8Array(Math.ceil(content.length / 512) * 512);
    body.set(content);
    return [header, body];
  });
  return new Uint8Array(Buffer.concat([...blocks.flat(), new Uint8Array(1024)]));
}

const sample = (key: string, question: string): readonly (readonly [string, Uint8Array])[] => [
  [`${key}.png`, PNG],
  [`${key}.json`, strToU8(JSON.stringify({ question, response: "<answer>B</answer>" }))],
];

describe("a tar", () => {
  it("holds logs and their pictures, also where it is packed", async () => {
    const tar = tarOf([
      ["out/runs.jsonl", strToU8(`${RUN}\n${RUN}\n`)],
      ["out/pics/x.png", PNG],
    ]);
    for (const [name, bytes] of [
      ["runs.tar", tar],
      ["runs.tgz", gzipSync(tar)],
      ["runs.tar.gz", gzipSync(tar)],
    ] as const)
      expect(await read(name, bytes)).toMatchObject({
        places: ["line 1", "line 2"],
        pictures: ["out/pics/x.png"],
        unread: [],
      });
  });

  it("of a webdataset is a record for each key", async () => {
    const shard = tarOf([
      ...sample("a/000", "What?"),
      ...sample("a/001", "Which?"),
      ["a/002.txt", strToU8("<answer>c</answer>")],
    ]);
    const { titles, places, pictures } = await read("shard-000000.tar", shard);
    expect([titles, places.slice(0, 2), pictures]).toEqual([
      ["What?", "Which?"],
      ["a/000", "a/001"],
      ["a/000.png", "a/001.png"],
    ]);
  });

  it("of a webdataset has fields that say how they are written", async () => {
    const field = (key: string) => [
      [`${key}.question.txt`, strToU8("What?")] as const,
      [`${key}.answer.txt`, strToU8("A cup.")] as const,
      [`${key}.jpg`, PNG] as const,
    ];
    const { titles, places } = await read("shard.tar", tarOf([...field("000"), ...field("001")]));
    expect([titles, places]).toEqual([
      ["What?", "What?"],
      ["000", "001"],
    ]);
  });

  it("knows long names, of GNU and of POSIX", async () => {
    const long = `${"folder/".repeat(20)}runs.jsonl`;
    const record = `path=${long}\n`;
    const pax = `${String(record.length + 4)} ${record}`;
    for (const [type, told] of [
      ["L", `${long}\0`],
      ["x", pax],
    ] as const) {
      const log = await read(
        "x.tar",
        tarOf([
          ["told", strToU8(told), type],
          ["short", strToU8(`${RUN}\n`)],
        ]),
      );
      expect(log.titles).toEqual(["What is it?"]);
    }
  });

  it("that breaks off gives what is whole", async () => {
    const shard = tarOf([...sample("000", "What?"), ...sample("001", "Which?")]);
    expect(await read("x.tar", shard.subarray(0, 3000))).toMatchObject({
      titles: ["What?"],
      unread: ["x.tar cut-off"],
    });
    expect(await read("x.tar", shard.subarray(0, 2048))).toMatchObject({
      titles: ["What?"],
      unread: ["x.tar cut-off"],
    });
  });
});

describe("a packed log", () => {
  it("is unpacked, as far as it is whole", async () => {
    const lines = Array.from({ length: 400 }, (_, i) => RUN.replace("What", `What ${i} ${Math.sin(i)}`)).join("\n");
    const packed = gzipSync(strToU8(lines));
    expect((await read("runs.jsonl.gz", packed)).titles).toHaveLength(400);
    const cut = await read("runs.jsonl.gz", packed.subarray(0, packed.length / 2));
    expect(cut.titles.length).toBeGreaterThan(100);
    expect(cut.titles.length).toBeLessThan(400);
    expect(cut.unread[0]).toBe("runs.jsonl.gz cut-off");
  });

  it.each([
    ["runs.jsonl.zst", "unknown-packing"],
    ["preds.pkl", "pickle"],
    ["preds.xls", "unread-table"],
    ["webui.db", "database"],
  ])("%s is not guessed at", async (name, code) => {
    expect((await read(name, strToU8("anything"))).unread).toEqual([`${name} ${code}`]);
  });
});

describe("a zip", () => {
  const zip = zipSync({ "runs.jsonl": strToU8(`${RUN}\n`), "more.jsonl": strToU8(`${RUN}\n`), "pics/x.png": PNG });

  it("that has lost its list is read from the front", async () => {
    const end = zip.length - 22 - 200;
    const { titles, unread } = await read("runs.zip", zip.subarray(0, end));
    expect([titles.length, unread]).toEqual([2, ["runs.zip cut-off"]]);
    expect(await read("runs.zip", zip.subarray(0, 60))).toMatchObject({ titles: [], unread: ["runs.zip not-a-zip"] });
  });

  it("may hold workbooks and zips", async () => {
    const outer = zipSync({ "a/inner.zip": zip, "notes.docx": strToU8("x") });
    const { titles, unread } = await read("all.zip", outer);
    expect([titles.length, unread]).toEqual([2, ["all.zip, notes.docx not-a-log"]]);
  });

  it("packed in a way that is not read says just that, entry by entry", async () => {
    const odd = new Uint8Array(zip);
    const view = new DataView(odd.buffer);
    // The method of the first entry, in its own header and in the list: LZMA.
    const central = odd.findIndex((_, i) => i + 4 <= odd.length && view.getUint32(i, true) === 0x02014b50);
    view.setUint16(8, 14, true);
    view.setUint16(central + 10, 14, true);
    const { titles, unread } = await read("odd.zip", odd);
    expect([titles.length, unread]).toEqual([1, ["odd.zip, runs.jsonl unknown-packing"]]);
    const listed = must(await openZip(new Blob([odd])));
    expect(listed.members.map(({ name }) => name)).toEqual(["runs.jsonl", "more.jsonl", "pics/x.png"]);
  });
});

describe("a workbook", () => {
  const part = (root: string, inner: string): Uint8Array =>
    strToU8(`<?xml version="1.0" encoding="UTF-8"?><${root} xmlns:r="r">${inner}</${root}>`);
  const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const book = (rows: string): Uint8Array =>
    zipSync({
      "xl/workbook.xml": part("workbook", '<sheets><sheet name="one" r:id="rId1"/></sheets>'),
      "xl/_rels/workbook.xml.rels": part("Relationships", '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/>'),
      "xl/worksheets/sheet1.xml": part("worksheet", `<sheetData>${rows}</sheetData>`),
    });
  const HEADER = `<row r="1">${cell("A1", "question")}${cell("C1", "prediction")}</row>`;

  it("is read by its columns, with characters that XML cannot hold", async () => {
    const rows = `${HEADER}<row r="3">${cell("A3", "A &amp; B&#128512;_x0009_?")}${cell("C3", "&lt;answer&gt;c&lt;/answer&gt;")}</row>`;
    const { places, reader, unread } = await read("t.xlsx", book(rows.replaceAll("<c ", "<c  ")));
    expect([places, unread]).toEqual([["row 3"], []]);
    expect((await reader.record(0))?.question).toBe("A & B😀\t?");
  });

  it("says which row has a cell that was cut short when it was written", async () => {
    const rows = `${HEADER}<row r="2">${cell("A2", "What?")}${cell("C2", "x".repeat(32_767))}</row>`;
    expect((await read("t.xlsx", book(rows))).unread).toEqual(["row 2 cut-off"]);
  });

  it("whose parts are no XML is damaged, and one without runs is named once", async () => {
    expect((await read("t.xlsx", book("<row><c></row>"))).unread).toEqual(["file damaged"]);
    const other = `<row r="1">${cell("A1", "split")}${cell("B1", "Overall")}</row><row r="2">${cell("A2", "none")}</row>`;
    expect((await read("t.xlsx", book(other))).unread).toEqual(["table unread-table"]);
  });
});
