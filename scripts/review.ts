// npm run review: what several raters said of traces, compared and counted as the page does it.
import { runCommand } from "./commandLine";
import { readFiles } from "./review/files";
import { parsePlan, USAGE } from "./review/plan";
import { printReview, reviewOf } from "./review/report";

await runCommand(USAGE, async (args) => {
  const plan = parsePlan(args);
  const review = reviewOf(await readFiles(plan.inputs), plan);
  console.log(plan.json ? JSON.stringify(review, null, 2) : printReview(review, plan.taxonomy));
  process.exitCode = review.statistics.traces > 0 ? 0 : 1;
});
