// npm run score: traces and logs of any system, scored by a paper's reward or by one of one's own.
import { readFileSync } from "node:fs";
import { convertEach } from "./convert/convert";
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
    const options = { inputs: [input], to: "trace", from, dialect: null, images } as const;
    const { records, notUnderstood } = await convertEach(options, (value) => {
      lines.push(...linesIn(input, value, references?.value ?? new Map()));
    });
    if (records === 0)
      unread.push(
        `${input}: no run was found in it${notUnderstood[0] ? `, ${notUnderstood[0].code} at ${notUnderstood[0].place}` : ""}; name its system with --from`,
      );
  }
  const report = reportOf(lines, plan.value, unread);
  console.log(json ? JSON.stringify(report, null, 2) : printReport(report));
  process.exitCode = report.lines.some(({ score }) => score !== null) ? 0 : 1;
}

await main();
