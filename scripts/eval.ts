// npm run eval: the built-in model, through the app's own engine, runner and raster, on problems it has never seen.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand, UsageError } from "./commandLine";
import { writeCard } from "./eval/card";
import { type Plan, parsePlan, USAGE } from "./eval/plan";
import { mergeReports, type Report, reportOf } from "./eval/report";
import { type Done, share, work } from "./eval/work";

await runCommand(USAGE, async (args) => {
  const plan = parsePlan(args);
  if (plan.part !== null) {
    for await (const done of work(plan)) process.stdout.write(`${JSON.stringify(done)}\n`);
    return;
  }
  const report = plan.reports.length > 0 ? mergeReports(plan.reports.map(readReport)) : await measure(plan, args);
  if (!plan.json) console.table(report.rows.map(({ byLevel: _, ...row }) => row));
  if (plan.json) console.log(JSON.stringify(report));
  if (plan.card) updateCard(report, plan.model);
});

async function measure(plan: Plan, args: readonly string[]): Promise<Report> {
  const done: Done[] = [];
  for await (const one of plan.workers > 1 ? share(plan, args) : work(plan)) done.push(one);
  return reportOf(plan, done);
}

/** What `--json` printed. */
function readReport(path: string): Report {
  const report: unknown = JSON.parse(readFileSync(path, "utf8"));
  const isReport = typeof report === "object" && report !== null && "rows" in report && Array.isArray(report.rows);
  if (!isReport) throw new UsageError(`${path} is no report of eval`);
  return report as Report;
}

/** The card of the model that was measured. */
function updateCard(report: Report, model: string): void {
  const path = join(model, "README.md");
  writeFileSync(path, writeCard(readFileSync(path, "utf8"), report));
}
