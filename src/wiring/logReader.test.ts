import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { createLogReader, createLogs, type FromLogWorker, type LogWire, type OpenLog, serveLogs } from "../logs";
import type { GivenFile, LogProgress } from "../opening";
import { ALL_RECORDS, EMPTY_MAPPING } from "../opening";
import { openZip } from "./openZip";
import { openScorer } from "./runScorer";

/** A worker in this thread: messages are cloned and arrive later, as they would from a real one. */
function innerWorker(): LogWire & { breakDown(): void } {
  let tell: (message: FromLogWorker) => void = () => {};
  let broken: (reason: string) => void = () => {};
  const answer = serveLogs(
    createLogReader({
      nowMillis: () => performance.now(),
      openZip,
      countHints: () => 0,
      openPool: () => null,
      openScorer,
    }),
    (message) => setTimeout(() => tell(structuredClone(message))),
  );
  return {
    post: (message) => setTimeout(() => answer(structuredClone(message))),
    onMessage(listener) {
      tell = listener;
    },
    onBroken(listener) {
      broken = listener;
    },
    close() {},
    breakDown: () => broken("out of memory"),
  };
}

const open = async (files: readonly GivenFile[], onProgress = (_: LogProgress): void => {}): Promise<OpenLog> =>
  must(await createLogs(innerWorker).open(files, { onProgress, signal: new AbortController().signal }));

const run = (question: string, answer = "4"): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: [{ image: "pictures/cat.png" }, { text: question }] },
      { role: "assistant", content: `<think>t</think><answer>${answer}</answer>` },
    ],
    answer: "4",
  });

const given = (path: string, content: string | Uint8Array<ArrayBuffer>): GivenFile => ({
  path,
  file: new File([content], path),
});

const LINES = [run("How many?"), "nonsense", run("Which?", "5"), run("Where?")].join("\n");

describe("open logs", () => {
  it("list their records, find some of them, and read one again", async () => {
    const log = await open([given("runs.jsonl", LINES)]);
    expect(log.facts).toEqual({
      records: 3,
      unread: 1,
      rollouts: 0,
      systems: [{ system: "think-answer", count: 3 }],
      pictures: [],
    });
    expect((await log.rows(0, 9)).map(({ title, place }) => [title, place])).toEqual([
      ["How many?", "line 1"],
      ["Which?", "line 3"],
      ["Where?", "line 4"],
    ]);
    expect(await log.find({ ...ALL_RECORDS, judged: "wrong" })).toBe(1);
    const [row] = await log.rows(0, 9);
    expect(row).toMatchObject({ index: 1, title: "Which?", answer: "5" });
    expect(await log.record(1)).toMatchObject({ question: "Which?", place: "line 3" });
    expect(await log.unread(0, 9)).toEqual([{ place: "line 2", code: "not-json", excerpt: "nonsense" }]);
    expect(await log.record(99)).toBeNull();
  });

  it("are shown in the order that is asked for, least sure or most not understood first", async () => {
    const log = await open([
      given(
        "runs.jsonl",
        [
          run("Sure?"),
          JSON.stringify({ question: "Bare?", response: "Four." }),
          JSON.stringify({ ...JSON.parse(run("Noted?")), remark_of_judge: "It never looked to the right." }),
        ].join("\n"),
      ),
    ]);
    const titles = async (filter: Partial<typeof ALL_RECORDS>) => {
      await log.find({ ...ALL_RECORDS, ...filter });
      return (await log.rows(0, 9)).map(({ title }) => title);
    };
    expect(await titles({ order: "unread" })).toEqual(["Noted?", "Sure?", "Bare?"]);
    expect(await titles({ order: "place", reversed: true })).toEqual(["Noted?", "Bare?", "Sure?"]);
    expect((await titles({ order: "sureness" }))[0]).toBe("Bare?");
    expect(await titles({ sureness: "none" })).toEqual(["Bare?"]);
  });

  it("have runs of one problem, which are found together", async () => {
    const log = await open([given("runs.jsonl", [run("Which?", "4"), run("Other?"), run("Which?", "5")].join("\n"))]);
    expect(log.facts.rollouts).toBe(1);
    expect((await log.rows(0, 9)).map(({ runs }) => runs)).toEqual([2, 1, 2]);
    expect((await log.runsOf(2, 9)).map(({ place }) => place)).toEqual(["line 1", "line 3"]);
    expect(await log.find({ ...ALL_RECORDS, several: true })).toBe(2);
  });

  it("show a raw record in rows, and where in it a finding stands", async () => {
    const log = await open([given("runs.jsonl", LINES)]);
    const finding = { place: "message 2", code: "unknown-tag", excerpt: "<answer>5</answer>", what: "<answer>" };
    const raw = await log.raw({ of: "record", index: 1 }, [finding]);
    expect(raw).toMatchObject({ characters: run("Which?", "5").length });
    const row = raw?.places[0]?.[0]?.row ?? 0;
    expect((await log.rawRows({ of: "record", index: 1 }, row, row + 1))[0]?.text).toContain("<answer>5</answer>");
    expect(await log.raw({ of: "record", index: 99 }, [])).toBeNull();
    const [piece] = await log.unread(0, 1);
    const unread = await log.raw({ of: "unread", index: 0 }, piece ? [piece] : []);
    expect(unread?.characters).toBeGreaterThan(0);
    expect(unread?.places[0]).toHaveLength(1);
  });

  it("are read by a mapping where nobody knows their form", async () => {
    const odd = given("odd.jsonl", [JSON.stringify({ task: "How many?", said: "Four." }), LINES].join("\n"));
    const before = await open([odd]);
    expect(before.facts).toMatchObject({ records: 3, unread: 2 });
    expect(await before.samples()).toEqual([{ task: "How many?", said: "Four." }]);
    const mapping = { ...EMPTY_MAPPING, fields: { ...EMPTY_MAPPING.fields, question: ["task"], words: ["said"] } };
    const log = must(
      await createLogs(innerWorker).open([odd], {
        onProgress: () => {},
        signal: new AbortController().signal,
        mapping,
      }),
    );
    expect(log.facts).toMatchObject({ records: 4, unread: 1 });
    expect(await log.record(0)).toMatchObject({ question: "How many?", place: "line 1", form: "mapped" });
  });

  it("say how far they are", async () => {
    const many = Array.from({ length: 8000 }, (_, i) => run(`q${i}x`)).join("\n");
    const told: LogProgress[] = [];
    const log = await open([given("runs.jsonl", many)], (progress) => told.push(progress));
    expect(log.facts.records).toBe(8000);
    expect(told.length).toBeGreaterThan(0);
    for (const { readBytes, totalBytes } of told) expect(readBytes).toBeLessThanOrEqual(totalBytes);
    expect(await log.find({ ...ALL_RECORDS, words: "Q7999x" })).toBe(1);
  });

  it("take a zip with its pictures, and say what else is in it", async () => {
    const zip = zipSync({
      "out/runs.jsonl": strToU8(LINES),
      "out/pictures/cat.png": strToU8("not really"),
      "out/notes.docx": strToU8("x"),
      "__MACOSX/._runs.jsonl": strToU8("x"),
    });
    const log = await open([given("all.zip", new Uint8Array(zip))]);
    expect(log.facts).toMatchObject({ records: 3, unread: 2, pictures: ["out/pictures/cat.png"] });
    expect(await (await log.picture("out/pictures/cat.png"))?.text()).toBe("not really");
    expect(await log.picture("elsewhere.png")).toBeNull();
    expect(await log.record(2)).toMatchObject({ question: "Where?" });
    expect((await log.unread(0, 9)).map(({ place, code }) => [place, code])).toEqual([
      ["all.zip, out/notes.docx", "not-a-log"],
      ["line 2", "not-json"],
    ]);
  });

  it("take a folder: each place then names its file, and words that are no run are left", async () => {
    const log = await open([
      given("runs/a.jsonl", LINES),
      given("runs/b.txt", "<think>t</think><answer>4</answer>"),
      given("runs/requirements.txt", "numpy"),
      given("runs/script.py", "import numpy"),
      given("runs/cat.png", "x"),
    ]);
    expect((await log.rows(0, 9)).map(({ place }) => place)).toEqual([
      "runs/a.jsonl, line 1",
      "runs/a.jsonl, line 3",
      "runs/a.jsonl, line 4",
      "runs/b.txt",
    ]);
    expect((await log.unread(0, 9)).map(({ place, code }) => [place, code])).toEqual([
      ["runs/script.py", "not-a-log"],
      ["runs/a.jsonl, line 2", "not-json"],
      ["runs/requirements.txt", "no-run"],
    ]);
  });

  it("leave out the problem that a system was given beside its run, and say so", async () => {
    const problem = given("run/ex.json", JSON.stringify({ question: "Find x.", choices: ["20", "90"], answer: "B" }));
    const log = await open([problem, given("run/output.jsonl", LINES)]);
    expect((await log.rows(0, 9)).map(({ title, index }) => `${index} ${title}`)).toEqual([
      "0 How many?",
      "1 Which?",
      "2 Where?",
    ]);
    expect(await log.record(0)).toMatchObject({ question: "How many?" });
    expect((await log.unread(0, 9)).map(({ place, code }) => [place, code])).toContainEqual(["run/ex.json", "no-run"]);
    expect((await open([problem])).facts.records).toBe(1);
  });

  it("take a single file of words at its word, but not one that calls itself JSON", async () => {
    expect((await open([given("talk.txt", "I see a cat.")])).facts).toMatchObject({ records: 1, unread: 0 });
    expect((await open([given("odd.json", "I see a cat.")])).facts).toMatchObject({ records: 0, unread: 1 });
  });

  it("stop when they are told to, and say so when the worker breaks", async () => {
    const stop = new AbortController();
    const opening = createLogs(innerWorker).open([given("runs.jsonl", LINES)], {
      onProgress: () => {},
      signal: stop.signal,
    });
    stop.abort();
    expect(await opening).toMatchObject({ ok: false, error: { code: "aborted" } });
    const wire = innerWorker();
    const broken = createLogs(() => wire).open([given("runs.jsonl", LINES)], {
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    wire.breakDown();
    expect(await broken).toMatchObject({ ok: false, error: { code: "log-unreadable" } });
  });
});
