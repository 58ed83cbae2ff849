import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, lostInNotebook, PNG } from "./testing";

const printed = (text: string) => ({ output_type: "stream", name: "stdout", text: text.split(/(?<=\n)/) });
const RUN = printed("<think>look closer</think>\n<answer>B</answer>\n");
const notebook = (...outputs: readonly object[]) => ({
  nbformat: 4,
  metadata: { title: "words of a notebook that are of no run at all, however long" },
  cells: [{ cell_type: "code", source: ["# words of a cell that are of no run at all, however long\n"], outputs }],
});

/** What is in the report of a notebook with these outputs in a cell, by the law. */
async function findings(...outputs: readonly object[]): Promise<readonly string[]> {
  const value = notebook(...outputs);
  const { records, unread } = readLog(JSON.stringify(value));
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  expect(lostInNotebook(value, unread, opened)).toEqual([]);
  const told = [...unread, ...records.flatMap((record) => record.unread)];
  return told.map(({ place, code, what = "", excerpt }) =>
    `${place} ${code} ${what} ${excerpt}`.replaceAll(/ +/g, " ").trim(),
  );
}

describe("the ledger of a notebook", () => {
  it("finds nothing to say of a run, of warnings, and of other forms of what was read", async () => {
    const picture = {
      output_type: "display_data",
      data: { "image/png": PNG, "text/plain": ["<PIL.Image>"], "text/html": "<img>" },
    };
    const warning = { output_type: "stream", name: "stderr", text: ["some library warns of something\n"] };
    const widget = {
      output_type: "display_data",
      data: { "application/vnd.jupyter.widget-view+json": { model_id: "x" }, "text/plain": "" },
    };
    expect(await findings(picture, warning, RUN, widget)).toEqual([]);
    expect(
      await findings(
        printed("Prompt: Which one?\n"),
        picture,
        printed("Response:\n"),
        RUN,
        printed("Ground Truth: ['B']\n====================\n"),
      ),
    ).toEqual([]);
  });

  it("tells of pieces of an output that are no text, and of what is no output", async () => {
    const pieces = { ...printed(""), text: ["<answer>B</answer>", { note: "at the left" }] };
    const shown = { output_type: "display_data", data: { "text/markdown": [{ note: "at the left" }] } };
    expect(await findings(RUN, pieces)).toEqual([
      "cells[0].outputs[1] unread-field cells[].outputs[].text at the left",
    ]);
    expect(await findings(shown, RUN, { aside: ["at the left"] }, { output_type: "stream", text: { a: "b" } })).toEqual(
      [
        "cells[0].outputs[0] unread-field cells[].outputs[].data at the left",
        "cells[0].outputs[2] unread-field cells[].outputs[] at the left",
        "cells[0].outputs[3] unread-field cells[].outputs[].text b",
      ],
    );
  });

  it("tells what no notebook has, beside its cells and within them", () => {
    const plain = notebook(RUN);
    const [cell] = plain.cells;
    const unreadIn = (value: object) =>
      readLog(JSON.stringify(value))
        .unread.map(({ place }) => place)
        .sort();
    expect(unreadIn(plain)).toEqual([]);
    const outputs = [{ ...RUN, metadata: {}, note: "odd" }];
    const value = {
      ...plain,
      nbformat_minor: 5,
      note: "odd",
      cells: [{ ...cell, aside: { text: "odd" }, outputs }, "odd"],
    };
    const places = ["cells[0].aside.text", "cells[0].outputs[0].note", "cells[1]", "note"];
    expect(unreadIn(value)).toEqual(places);
    const sheet = { name: "odd", metadata: {}, cells: value.cells };
    expect(unreadIn({ nbformat: 3, metadata: {}, worksheets: [sheet, "odd"] })).toEqual([
      ...places.slice(0, 3).map((place) => `worksheets[0].${place}`),
      "worksheets[0].name",
      "worksheets[1]",
    ]);
    const parts = { ...plain, batch: ["a", "b"].map((words) => ({ type: words, body: { words, more: [words] } })) };
    const { unread } = readLog(JSON.stringify(parts));
    expect(lostInNotebook(parts, unread, []).map(({ place }) => place)).not.toContain("batch[0]");
    expect(lostInNotebook(parts, unread.slice(1), []).map(({ place }) => place)).toContain("batch[0]");
    expect(lostInNotebook(value, [], []).map(({ place }) => place)).toContain("note");
  });

  it("tells of a failure that has no name", async () => {
    const failed = { output_type: "error", ename: ["ValueError"], evalue: "no more tokens" };
    expect(await findings(RUN, failed)).toEqual(["cell 1 unread-field outputs[].error no more tokens"]);
    expect(await findings(failed)).toEqual(["cell 1 no-run no more tokens"]);
  });

  it("tells media that nobody shows, beside a run and alone", async () => {
    const sound = { output_type: "display_data", data: { "audio/wav": "AAAA", "text/plain": ["<Audio>"] } };
    expect(await findings(RUN, sound)).toContain("cells[0].outputs[1] unknown-part audio/wav");
    expect(await findings(sound)).toContain("cells[0].outputs[0] unknown-part audio/wav");
  });

  it("tells a picture that a cell shows beside a log that it printed", async () => {
    const log = printed('{"question": "Which?", "response": "B"}\nnot json\n');
    const picture = { output_type: "display_data", data: { "image/png": PNG } };
    expect(await findings(log, picture)).toEqual([
      "cell 1, line 2 not-json not json",
      `cells[0].outputs[1] picture-lost cells[].outputs[].data data:image/png;base64,${PNG}`,
    ]);
  });
});
