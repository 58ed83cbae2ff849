import { describe, expect, it } from "vitest";
import type { TraceId } from "../trace";
import { openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts } from "./testing";

const PNG = `iVBORw0KGgo${"A".repeat(60)}`;
const printed = (text: string) => ({ output_type: "stream", name: "stdout", text: text.split(/(?<=\n)/) });
const drawn = { output_type: "display_data", data: { "image/png": `${PNG}\n`, "text/plain": ["<Image>"] } };
const notebook = (...cells: readonly (readonly object[])[]): string =>
  JSON.stringify({ nbformat: 4, cells: cells.map((outputs) => ({ cell_type: "code", source: [], outputs })) });

const PORTS = countingPorts({ data: { digit: "a", width: 100, height: 50 } });

async function kinds(text: string): Promise<readonly (readonly string[])[]> {
  const { records } = readLog(text);
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, PORTS)));
  return opened.map(({ trace }) =>
    [...trace.steps.values()].map(({ body }) => `${body.kind} ${"text" in body ? body.text.trim() : ""}`.trim()),
  );
}

describe("a notebook", () => {
  it("gives the words and the pictures of a run in order", async () => {
    const text = notebook(
      [printed("Requirement already satisfied\n")],
      [drawn, printed("<think>closer</think>\n"), drawn, printed("<answer>4</answer>\n")],
    );
    expect(await kinds(text)).toEqual([["problem", "thought closer", "observation", "answer 4"]]);
    const [record] = readLog(text).records;
    expect(record).toMatchObject({ place: "cell 2", images: [{ kind: "data", url: `data:image/png;base64,${PNG}` }] });
    expect(readLog(text).unread).toMatchObject([{ place: "cell 1", code: "no-run" }]);
  });

  it("reads who speaks in a printed talk", async () => {
    const text = notebook([
      printed("user_proxy (to chatbot):\n\nHow long is it?\n\n"),
      drawn,
      printed(
        "\n--------------------------------------------------------------------------------\nchatbot (to user_proxy):\n\nTHOUGHT 0: look.\nACTION 0: No action needed.\nANSWER: 4. TERMINATE\n",
      ),
    ]);
    const [record] = readLog(text).records;
    expect(record?.question.trim()).toBe("How long is it?");
    expect(record?.images).toHaveLength(1);
    expect(record?.messages.map(({ role }) => role)).toEqual(["assistant"]);
  });

  it("gives the records of a log that a cell printed, as JSON or as Python prints it", () => {
    const messages = "[{'role': 'user', 'content': 'Q'}, {'role': 'assistant', 'content': '<answer>4</answer>'}]";
    const json = '{"question": "Q", "response": "<answer>4</answer>"}\n{"question": "R", "response": "5"}';
    const { records, unread } = readLog(notebook([printed(messages)], [printed(json)]));
    expect(unread).toEqual([]);
    expect(records.map(({ place, question }) => [place, question])).toEqual([
      ["cell 1", "Q"],
      ["cell 2, line 1", "Q"],
      ["cell 2, line 2", "R"],
    ]);
  });
});
