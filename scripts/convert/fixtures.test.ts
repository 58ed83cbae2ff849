// Real runs that real systems wrote down. They lie beside the repository where somebody has put them, and are never
// part of it: without them the list is empty and only its being empty is checked.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { openRecord, readLog } from "../../src/opening";
import { countingPorts, lostInSilence } from "../../src/opening/testing";
import { encodeTrace, lineThrough, parseTrace, type Step, traceIdFrom } from "../../src/trace";
import { convert } from "./convert";

const FIXTURES = process.env.SIGHTLINE_FIXTURES ?? resolve(import.meta.dirname, "../../../shared/fixtures");

/** What is known of each file from reading it: how many runs, and what the model did in them. */
const KNOWN: Readonly<
  Record<string, { records: number; zooms: number; kept: number; answers: number; system: string }>
> = {
  "qwen3-vl/hopinn/transcript.json": { records: 1, zooms: 4, kept: 4, answers: 1, system: "qwen3-vl" },
  "visual-sketchpad/geometry-2079/output.json": {
    records: 1,
    zooms: 0,
    kept: 0,
    answers: 1,
    system: "visual-sketchpad",
  },
  "visual-sketchpad/graph-max-flow-5/output.json": {
    records: 1,
    zooms: 0,
    kept: 1,
    answers: 1,
    system: "visual-sketchpad",
  },
  "r1-v/superclevr-counting-grpo100.json": { records: 200, zooms: 0, kept: 0, answers: 200, system: "think-answer" },
  "thinking-with-generated-images/dataset_example.jsonl": {
    records: 2,
    zooms: 0,
    kept: 0,
    answers: 0,
    system: "generated-images",
  },
};

const present = Object.keys(KNOWN).filter((path) => existsSync(join(FIXTURES, path)));

const open = (path: string) =>
  convert({ inputs: [join(FIXTURES, path)], to: "trace", from: null, dialect: null, images: null });

describe(`runs of other systems (${present.length} of ${Object.keys(KNOWN).length} files are here)`, () => {
  it("knows every log that is here", () => {
    const logs = existsSync(FIXTURES)
      ? readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((path) =>
          /(?:output|transcript)\.json$|\.jsonl$/.test(path),
        )
      : [];
    expect(logs.filter((path) => !(path in KNOWN))).toEqual([]);
  });

  it.each(present)("%s opens whole", async (path) => {
    const known = KNOWN[path];
    const { report, values } = await open(path);
    expect(report).toMatchObject({
      systems: [known?.system],
      records: known?.records,
      answers: known?.answers,
      notUnderstood: [],
      observations: { kept: known?.kept },
    });
    expect(report.actions.zoom ?? 0).toBe(known?.zooms);
    for (const value of values) {
      const trace = parseTrace(JSON.parse(JSON.stringify(value)));
      expect(trace.ok && JSON.parse(JSON.stringify(encodeTrace(trace.value)))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }
  });

  it.each(present)("%s keeps every word that the model said", async (path) => {
    const { values } = await open(path);
    const records = readLog(readFileSync(join(FIXTURES, path), "utf8")).records;
    for (const [i, record] of records.entries()) {
      const said = record.messages.flatMap(({ role, parts }) => (role === "assistant" ? parts : []));
      const parsed = parseTrace(JSON.parse(JSON.stringify(values[i])));
      const steps: readonly Step[] = parsed.ok ? lineThrough(parsed.value, null) : [];
      const raw = steps
        .filter(({ body }) => body.kind !== "observation" && body.kind !== "problem")
        .map((step) => step.raw);
      const words = said.map((part) => (part.kind === "text" ? part.text : ""));
      expect(raw.join("").trim()).toBe(words.join("").trim());
    }
  });

  it.each(present.filter((path) => (KNOWN[path]?.zooms ?? 0) > 0))(
    "%s shows marks where its own pictures do",
    async (path) => {
      const { report } = await open(path);
      expect(report.comparisons.count).toBe(KNOWN[path]?.zooms);
      expect(report.comparisons.lowestAgreement).toBeGreaterThanOrEqual(0.95);
    },
  );

  it.each(present)("%s has nothing unaccounted for", async (path) => {
    const value: unknown = path.endsWith("l")
      ? readFileSync(join(FIXTURES, path), "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line))
      : JSON.parse(readFileSync(join(FIXTURES, path), "utf8"));
    const { records } = readLog(JSON.stringify(value));
    const opened = await Promise.all(
      records.map((record) =>
        openRecord(record, traceIdFrom("t"), countingPorts({ data: { digit: "d", width: 9, height: 9 } })),
      ),
    );
    expect(lostInSilence(value, opened, records[0]?.form ?? "")).toEqual([]);
  });

  it("looks beside the repository", () => {
    expect(relative(dirname(FIXTURES), FIXTURES)).not.toBe("");
  });
});
