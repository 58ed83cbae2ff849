// Reads hostile texts with every dialect: `npm run fuzz -- [--inputs 1000000] [--seed 1] [--dialect NAME]`.
// Nothing may throw, no character may be lost, and no text may take long. The slowest is told.
import { parseArgs } from "node:util";
import { createDialect, FOREIGN_NAMES, type ForeignName } from "../src/dialect";
import { hostileText, piecesOf, wordsOf } from "../src/dialect/testing/foreign";
import { readLog } from "../src/opening";

/** A text of a few thousand characters that takes longer than this is a hang in the making. */
const BUDGET_MILLIS = 1000;

interface Slowest {
  millis: number;
  seed: string;
}

function timed(slowest: Slowest, seed: string, act: () => void): void {
  // Processor time: on a busy machine the clock says little.
  const start = process.cpuUsage();
  act();
  const millis = process.cpuUsage(start).user / 1000;
  if (millis > BUDGET_MILLIS) throw new Error(`${seed} took ${Math.round(millis)} ms`);
  if (millis > slowest.millis) Object.assign(slowest, { millis, seed });
}

function fuzzDialect(name: ForeignName, inputs: number, seed: string): Slowest {
  const dialect = createDialect(name);
  const slowest: Slowest = { millis: 0, seed: "" };
  for (let i = 0; i < inputs; i++) {
    const key = `${seed}/${name}/${i}`;
    const text = hostileText(key, 80);
    timed(slowest, key, () => {
      if (wordsOf(piecesOf(dialect, text)) !== text) throw new Error(`${key} lost words`);
    });
  }
  return slowest;
}

function fuzzLogs(inputs: number, seed: string): Slowest {
  const slowest: Slowest = { millis: 0, seed: "" };
  for (let i = 0; i < inputs; i++) {
    const key = `${seed}/log/${i}`;
    const text = hostileText(key, 80);
    timed(
      slowest,
      key,
      () => void readLog(i % 2 === 0 ? text : JSON.stringify({ messages: [{ role: "assistant", content: text }] })),
    );
  }
  return slowest;
}

const { values } = parseArgs({
  options: {
    inputs: { type: "string", default: "1000000" },
    seed: { type: "string", default: "1" },
    dialect: { type: "string" },
  },
});
const inputs = Number(values.inputs);
for (const name of FOREIGN_NAMES.filter((known) => values.dialect === undefined || known === values.dialect)) {
  const { millis, seed } = fuzzDialect(name, inputs, values.seed);
  console.log(`${name}: ${inputs} texts, slowest ${millis.toFixed(1)} ms (${seed})`);
}
if (values.dialect === undefined) {
  const { millis, seed } = fuzzLogs(inputs, values.seed);
  console.log(`logs: ${inputs} texts, slowest ${millis.toFixed(1)} ms (${seed})`);
}
