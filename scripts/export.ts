// npm run export: traces and logs of any system as the files that trainers and annotation tools read. The same writers
// as in the page.
import { stepScoresOf } from "../src/driver";
import { exportInput, planExport } from "../src/export";
import { runCommand } from "./commandLine";
import { keptPictures } from "./export/kept";
import { type ExportCommand, parseCommand, USAGE } from "./export/plan";
import { type ExportReport, printReport, reportOf } from "./export/report";
import { readTraces } from "./export/traces";
import { writeFolder } from "./export/writeFolder";

await runCommand(USAGE, async (args) => {
  const command = parseCommand(args);
  const report = await exportAll(command);
  console.log(command.json ? JSON.stringify(report, null, 2) : printReport(report));
  process.exitCode = report.rows > 0 ? 0 : 1;
});

async function exportAll(command: ExportCommand): Promise<ExportReport> {
  const { target, out, dialect, rater, taxonomy } = command;
  const kept = keptPictures();
  try {
    const { traces, unread, strays } = await readTraces(command, kept);
    const asked = traces.map((trace) => ({ trace, leaves: null }));
    const input = await exportInput({ traces: asked, dialect, rater, taxonomy, stepScores: stepScoresOf }, kept);
    const plan = planExport(target, { ...input, toolMarks: command.toolMarks });
    const bytes = plan.rowCount === 0 ? 0 : await writeFolder(out, plan, input);
    return reportOf(target, plan, { traces: traces.length, bytes, unread, strays });
  } finally {
    kept.end();
  }
}
