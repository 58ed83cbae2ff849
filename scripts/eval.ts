// npm run eval: the built-in model, through the app's own engine, runner and raster, on problems it has never seen.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeCard } from "./eval/card";
import { parsePlan } from "./eval/plan";
import { mergeReports, type Report, reportOf } from "./eval/report";
import { type Done, share, work } from "./eval/work";

const args = process.argv.slice(2);
const plan = parsePlan(args);

if (plan.part !== null) {
  for await (const done of work(plan)) process.stdout.write(`${JSON.stringify(done)}\n`);
} else {
  const report = plan.reports.length > 0 ? mergeReports(plan.reports.map(readReport)) : await measure();
  if (!plan.json) console.table(report.rows.map(({ byLevel: _, ...row }) => row));
  if (plan.json) console.log(JSON.stringify(report));
  if (plan.card) updateCard(report);
}

async function measure(): Promise<Report> {
  const done: Done[] = [];
  for await (const one of plan.workers > 1 ? share(plan, args) : work(plan)) done.push(one);
  return reportOf(plan, done);
}

/** What `--json` printed. */
function readReport(path: string): Report {
  const report: unknown = JSON.parse(readFileSync(path, "utf8"));
  const isReport = typeof report === "object" && report !== null && "rows" in report && Array.isArray(report.rows);
  if (!isReport) throw new Error(`${path} is no report of eval`);
  return report as Report;
}

/** The card of the model that was measured. */
function updateCard(report: Report): void {
  const path = join(plan.model, "README.md");
  writeFileSync(path, writeCard(readFileSync(path, "utf8"), report));
}
