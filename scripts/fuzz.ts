// Reads hostile texts with every parser: `npm run fuzz -- [--inputs 1000000] [--seed 1] [--dialect NAME] [--seconds S]`,
// or one of them again by the name that it was told under: `npm run fuzz -- --again 1/logs/802554`.
// Nothing may throw, no character may be lost, what is read must be writable, reading in parts must give the same, and
// no text may take long. A line for each parser; the exit code is 1 where anything of that did not hold.

import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Action, parseAction } from "../src/action";
import { createDialect, type Dialect, FOREIGN_SYSTEMS, type Piece } from "../src/dialect";
import { hostileText, piecesOf, SHOWN, wordsOf } from "../src/dialect/testing/foreign";
import { cheapDraws, mutatedText } from "../src/dialect/testing/mutate";
import { boxFromCorners, imagePoint } from "../src/geometry";
import { type LogContents, type OpenedRecord, openRecord, readLog } from "../src/opening";
import { countingPorts, isNotebook, lostInNotebook, lostInSilence } from "../src/opening/testing";
import { lostOwnWords } from "../src/opening/testing/ownWords";
import { encodeTrace, parseTrace, type TraceId } from "../src/trace";
import { LOGS } from "./fuzz/logs";
import { type MutatedLog, mutatedLog } from "./fuzz/records";
import { CARRIERS, flawOfCarrier, mutatedCarrier } from "./fuzz/sharing";

/** A text of at most some thousand characters that takes longer than this is a hang in the making. */
const BUDGET_MILLIS = 1000;
/** Where the clock says more than this, the processor is asked: on a busy machine the clock says little. */
const DOUBTFUL_MILLIS = 2;
/** So many are told with their texts. */
const MOST_FLAWS = 20;

interface Parser {
  readonly name: string;
  readonly examples: readonly string[];
  /** Why a text was not read as it should be; null where it was. */
  check(text: string, draw: () => number): Verdict | Promise<Verdict>;
}

/** What is wrong, and with which text where another was made of the given one. */
type Verdict = string | { readonly flaw: string; readonly text: string } | null;

interface Findings {
  readonly parser: string;
  readonly inputs: number;
  readonly inputsPerSecond: number;
  readonly slowestMillis: number;
  readonly slowestSeed: string;
  readonly heapGrowthKilobytes: number;
  readonly flaws: number;
}

function dialectParser(dialect: Dialect): Parser {
  return {
    name: dialect.name,
    examples: printedBy(dialect),
    check(text, draw) {
      const pieces = piecesOf(dialect, text);
      if (wordsOf(pieces) !== text) return "lost words";
      for (const piece of pieces) {
        const flaw = flawOf(piece);
        if (flaw) return flaw;
      }
      // Some of the texts arrive in parts, too, with a look at what is open after each.
      return draw() < 0.1 ? sameInParts(dialect, text, pieces, draw) : null;
    },
  };
}

function flawOf(piece: Piece): string | null {
  if (piece.kind === "unparsed" && !(piece.error.at >= 0 && piece.error.at <= piece.text.length))
    return "no such place";
  if (piece.kind !== "action") return null;
  const parsed = parseAction(piece.action);
  return parsed.ok ? null : `cannot be written down: ${parsed.error}`;
}

function sameInParts(dialect: Dialect, text: string, whole: readonly Piece[], draw: () => number): string | null {
  const reader = dialect.read(SHOWN);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + Math.floor(draw() * 40);
    pieces.push(...reader.push(text.slice(at, at + length)));
    reader.open();
    at += length;
  }
  pieces.push(...reader.end());
  const same = pieces.length === whole.length && JSON.stringify(pieces) === JSON.stringify(whole);
  return same ? null : "reads otherwise in parts";
}

/** What a dialect prints of every kind of step that it has words for. */
function printedBy(dialect: Dialect): readonly string[] {
  const [first, second] = SHOWN;
  if (!first || !second) return [];
  const box = boxFromCorners(10, 20, 300, 200);
  const actions: readonly Action[] = [first.id, second.id].flatMap((image): Action[] => [
    { kind: "zoom", image, box },
    { kind: "box", image, box, label: 'a "cup"' },
    { kind: "highlight", image, box },
    { kind: "line", image, points: [imagePoint(1, 2), imagePoint(30, 40)] },
    { kind: "arrow", image, from: imagePoint(1, 2), to: imagePoint(30, 40) },
    { kind: "point", image, at: imagePoint(1, 2), label: "é" },
    { kind: "label", image, at: imagePoint(1, 2), text: "</act>" },
    { kind: "rotate", image, degrees: 90 },
    { kind: "flip", image, axis: "vertical" },
    { kind: "select-frames", image, more: [first.id] },
    { kind: "imagine", image },
  ]);
  const said = actions.filter((action) => dialect.expresses?.(action, SHOWN));
  return [
    ...said.map((action) => dialect.print({ kind: "action", action, declared: null }, SHOWN)),
    dialect.print({ kind: "thought", text: "Look closer." }, SHOWN),
    dialect.print({ kind: "answer", text: "42" }, SHOWN),
  ];
}

const MOST_OPENED = 5;

/** Logs of all forms, and words in the place of one: what is read of them opens, and what opens can be kept. */
const logs: Parser = {
  name: "logs",
  examples: LOGS,
  async check(text, draw) {
    const said = JSON.stringify({ messages: [{ role: "assistant", content: text }] });
    const log: MutatedLog =
      draw() < 0.3 ? { text, value: null } : draw() < 0.3 ? { text: said, value: JSON.parse(said) } : mutatedLog(draw);
    const flaw = await flawOfLog(log, draw).catch(wordsOfThrown);
    return flaw && { flaw, text: log.text };
  },
};

/** Of a log whose value is null it is not known what it holds. */
async function flawOfLog({ text, value }: MutatedLog, draw: () => number): Promise<string | null> {
  const { records, unread } = readLog(text);
  const opened: OpenedRecord[] = [];
  for (const record of records.slice(0, MOST_OPENED)) {
    opened.push(await openRecord(record, TRACE, countingPorts()));
    const trace = opened.at(-1)?.trace;
    if (!trace || draw() >= 0.1) continue;
    const kept = parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace))));
    if (!kept.ok) return `cannot be kept: ${JSON.stringify(kept.error)}`;
  }
  const [first] = records;
  if (value === null || !first || records.length > MOST_OPENED) return null;
  const [lost] = isNotebook(value)
    ? lostInNotebook(value, unread, opened).map(({ place }) => place)
    : lostInLog(value, { records, unread }, opened);
  return lost === undefined ? null : `lost in silence: ${lost}`;
}

function lostInLog(value: unknown, contents: LogContents, opened: readonly OpenedRecord[]): readonly string[] {
  const lost = lostOwnWords(value, contents, opened);
  // What is no record of its own is reported beside the records.
  if (lost.length > 0 || contents.unread.length > 0 || Array.isArray(value)) return lost;
  return lostInSilence(value, opened, ...new Set(contents.records.map(({ form }) => form))).map(({ place }) => place);
}

/** Links, pages and pictures that carry a trace: what is taken out is what was put in, or nothing. */
const sharing: Parser = {
  name: "sharing",
  examples: CARRIERS,
  check: (text, draw) => flawOfCarrier(draw() < 0.5 ? text : mutatedCarrier(draw)),
};

const TRACE = "fuzz" as TraceId;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapKilobytes(): number {
  collectGarbage();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}

/** FNV-1a, so that each parser draws from a place of its own. */
const hashOf = (words: string): number =>
  [...words].reduce((hash, char) => Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619), 2166136261);

function textAt(parser: Parser, seed: string, index: number): { text: string; draw: () => number } {
  const draw = cheapDraws(hashOf(`${seed}/${parser.name}`) + Math.imul(index, 0x9e3779b1));
  // One in fifty is made of shreds alone, long and without any sense.
  const text = draw() < 0.02 ? hostileText(`${seed}/${parser.name}/${index}`, 80) : mutatedText(parser.examples, draw);
  return { text, draw };
}

async function checked(parser: Parser, text: string, draw: () => number): Promise<Verdict> {
  try {
    return await parser.check(text, draw);
  } catch (thrown) {
    return wordsOfThrown(thrown);
  }
}

const wordsOfThrown = (thrown: unknown): string => `threw ${thrown instanceof Error ? thrown.message : String(thrown)}`;

/** How long a text takes in processor time, where the clock says that it took long. */
async function processorMillis(parser: Parser, text: string): Promise<number> {
  const start = process.cpuUsage();
  await checked(parser, text, () => 1);
  return process.cpuUsage(start).user / 1000;
}

async function fuzz(parser: Parser, inputs: number, seed: string, seconds: number): Promise<Findings> {
  let flaws = 0;
  let slowest = { millis: 0, seed: "" };
  for (let i = 0; i < 2000; i++) await checked(parser, textAt(parser, `${seed}/warm`, i).text, () => 1);
  const heap = heapKilobytes();
  const start = performance.now();
  let done = 0;
  let last = start;
  for (; done < inputs && last - start < seconds * 1000; done++) {
    const { text, draw } = textAt(parser, seed, done);
    const flaw = await checked(parser, text, draw);
    const now = performance.now();
    const clockMillis = now - last;
    const millis =
      clockMillis > Math.max(DOUBTFUL_MILLIS, slowest.millis) ? await processorMillis(parser, text) : clockMillis;
    if (millis > slowest.millis && millis <= clockMillis) slowest = { millis, seed: `${seed}/${parser.name}/${done}` };
    const found = flaw ?? (millis > BUDGET_MILLIS ? `took ${Math.round(millis)} ms` : null);
    if (found) {
      if (flaws < MOST_FLAWS)
        tellFlaw(`${seed}/${parser.name}/${done}`, typeof found === "string" ? { flaw: found, text } : found);
      flaws++;
    }
    last = performance.now();
  }
  return {
    parser: parser.name,
    inputs: done,
    inputsPerSecond: Math.round((done / Math.max(1, last - start)) * 1000),
    slowestMillis: Math.round(slowest.millis * 10) / 10,
    slowestSeed: slowest.seed,
    heapGrowthKilobytes: heapKilobytes() - heap,
    flaws,
  };
}

function tell(findings: Findings): void {
  const { parser, inputs, inputsPerSecond, slowestMillis, slowestSeed, heapGrowthKilobytes, flaws } = findings;
  const rate = `${inputsPerSecond}/s`;
  const worst = `slowest ${slowestMillis} ms (${slowestSeed})`;
  console.log(`${parser}: ${inputs} texts, ${rate}, ${worst}, heap ${heapGrowthKilobytes} kB, ${flaws} flaws`);
}

/** At once: a long run may be stopped. */
function tellFlaw(name: string, { flaw, text }: Exclude<Verdict, string | null>): void {
  console.log(`  ${name}: ${flaw}\n  ${JSON.stringify(text)}`);
}

/** The text of that name again, and what is wrong with it; whether anything is. */
async function readAgain(name: string): Promise<boolean> {
  const [, seed = "", of, index] = /^(.*)\/([^/]*)\/(\d+)$/.exec(name) ?? [];
  const parser = parsers.find(({ name }) => name === of);
  if (!parser) throw new Error(`No such text: ${name}`);
  const { text, draw } = textAt(parser, seed, Number(index));
  const verdict = await checked(parser, text, draw);
  console.log(verdict === null ? "nothing is wrong" : JSON.stringify(verdict, null, 1));
  return verdict !== null;
}

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    dialect: { type: "string" },
    again: { type: "string" },
    /** Each parser stops after so long, whatever it has read by then. */
    seconds: { type: "string", default: "Infinity" },
  },
});
const parsers = [
  ...(["native", ...FOREIGN_SYSTEMS.names] as const).map((name) => dialectParser(createDialect(name))),
  logs,
  sharing,
];
if (values.again !== undefined) process.exitCode = (await readAgain(values.again)) ? 1 : 0;
else process.exitCode = (await fuzzAll(values.dialect)) ? 1 : 0;

/** Whether anything was found, or nothing read. */
async function fuzzAll(dialect: string | undefined): Promise<boolean> {
  const chosen = parsers.filter(({ name }) => dialect === undefined || name === dialect);
  let flawed = chosen.length === 0;
  for (const parser of chosen) {
    const findings = await fuzz(parser, Number(values.inputs), values.seed, Number(values.seconds));
    tell(findings);
    flawed ||= findings.flaws > 0;
  }
  return flawed;
}
