// npm run influence: what looks did in traces of any system, asked of the built-in model or another one.
import { runCommand } from "./commandLine";
import { createRig } from "./headless/rig";
import { askPlan } from "./influence/askPlan";
import { parseBarLine, rowsOf, runBars } from "./influence/bars/run";
import { openCheckpoint } from "./influence/checkpoint";
import { parsePlan, USAGE } from "./influence/plan";
import { printReport, reportOf } from "./influence/report";
import { gymNames } from "./influence/sources";
import { parseTold, type Told } from "./influence/told";
import { toolsOf } from "./influence/tools";

await runCommand(USAGE, async (args) => {
  const plan = parsePlan(args);
  const asked = openCheckpoint<Told>(plan.asks.length > 0 ? plan.checkpoint : null, parseTold);
  for (const folder of plan.models) {
    const rig = await createRig(folder);
    const tools = toolsOf(rig);
    if (plan.bars.length > 0 && plan.gym) {
      const checkpoint = openCheckpoint(plan.checkpoint, parseBarLine);
      await runBars(plan.bars, gymNames(plan.gym), rig, tools, checkpoint);
      const rows = rowsOf(checkpoint.values());
      if (plan.json) console.log(JSON.stringify({ rows, lines: checkpoint.values() }, null, 2));
      else console.table(rows.map(({ figures, ...row }) => ({ ...row, ...figures })));
    }
    const model = plan.models.length > 1 ? folder : null;
    if (plan.asks.length > 0) await askPlan(plan, { rig, tools, model }, asked);
    rig.engine.dispose();
  }
  if (plan.asks.length > 0) {
    const report = reportOf(asked.values());
    console.log(plan.json ? JSON.stringify(report, null, 2) : printReport(report));
  }
});
