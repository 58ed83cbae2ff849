// npm run score: traces and logs of any system, scored by a paper's reward or by one of one's own.
import { readFileSync } from "node:fs";
import { readInput } from "./input/readInput";
import { type LineToScore, linesIn } from "./score/lines";
import { parsePlan, USAGE } from "./score/plan";
import { printReport } from "./score/print";
import { parseReferences } from "./score/references";
import { reportOf } from "./score/report";

async function main(): Promise<void> {
  const plan = parsePlan(process.argv.slice(2));
  if (!plan.ok) {
    console.error(plan.error);
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const { inputs, from, images, references: referencesPath, json } = plan.value;
  const references = referencesPath === null ? null : parseReferences(readFileSync(referencesPath, "utf8"));
  if (references && !references.ok) {
    console.error(`${referencesPath}: ${references.error}`);
    process.exitCode = 2;
    return;
  }
  const lines: LineToScore[] = [];
  const unread: string[] = [];
  for (const input of inputs) {
    const missed = await readInput(input, { from, images }, ({ trace }) => {
      lines.push(...linesIn(input, trace, references?.value ?? new Map()));
    });
    if (missed) unread.push(missed.message);
  }
  const report = reportOf(lines, plan.value, unread);
  console.log(json ? JSON.stringify(report, null, 2) : printReport(report));
  process.exitCode = report.lines.some(({ score }) => score !== null) ? 0 : 1;
}

await main();
