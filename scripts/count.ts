// Adds up what the test runners themselves reported: npx tsx scripts/count.ts REPORT...
import { existsSync, readFileSync } from "node:fs";
import * as z from "zod/mini";

/** The JSON reports of vitest and of Playwright, as far as they are counted here. */
const reportSchema = z.union([
  z.object({ numPassedTests: z.number(), numFailedTests: z.number(), numFailedTestSuites: z.number() }),
  z.object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
    errors: z.array(z.unknown()),
  }),
]);

interface Count {
  readonly passed: number;
  readonly failed: number;
}

function countIn(path: string): Count {
  if (!existsSync(path)) {
    console.log(`${path}: no report; that runner did not get to its end`);
    return { passed: 0, failed: 0 };
  }
  const report = reportSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  if ("stats" in report) {
    const { expected, unexpected, flaky } = report.stats;
    // An error outside any test, as in a file that cannot be loaded, is a failure too.
    return { passed: expected + flaky, failed: unexpected + (unexpected === 0 ? report.errors.length : 0) };
  }
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report;
  return { passed: numPassedTests, failed: numFailedTests === 0 ? numFailedTestSuites : numFailedTests };
}

const counts = process.argv.slice(2).map(countIn);
const total = (key: keyof Count): number => counts.reduce((sum, count) => sum + count[key], 0);
console.log(`${total("passed")} passed, ${total("failed")} failed`);
