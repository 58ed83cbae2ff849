// npm run search: searches of the gym's problems with a model in Node, held against greedy decoding of the same ones.
import { runCommand } from "./commandLine";
import { parsePlan, USAGE } from "./search/plan";
import { rowsOf } from "./search/report";
import { type Done, work } from "./search/work";

await runCommand(USAGE, async (args) => {
  const plan = parsePlan(args);
  const done: Done[] = [];
  for await (const one of work(plan)) done.push(one);
  const rows = rowsOf(done);
  if (plan.json) console.log(JSON.stringify({ search: plan.search, rows }));
  else console.table(rows);
});
