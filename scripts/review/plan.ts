import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { raterNamed, type Taxonomy } from "../../src/annotation";
import { UsageError } from "../commandLine";
import { readTaxonomy } from "../input/readTaxonomy";

export interface ReviewPlan {
  readonly inputs: readonly string[];
  readonly taxonomy: Taxonomy;
  /** Only what this rater said is counted, by their id; everybody's where null. */
  readonly rater: string | null;
  readonly json: boolean;
}

export const USAGE = `npm run review -- TRACES…
  trace files of one or several raters (.sightline.zip, .json), or folders of them; whoever judged without a name is
  called by their file
  [--taxonomy FILE]  the team's taxonomy, as the page exports it; Sightline's own where none is given
  [--rater NAME]     counts failures of one rater alone
  [--json]           prints every figure and every disagreement as JSON, else tables in Markdown`;

/** Reads a command line; throws a `UsageError` with what to mend. */
export function parsePlan(args: readonly string[]): ReviewPlan {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { taxonomy: { type: "string" }, rater: { type: "string" }, json: { type: "boolean" } },
  });
  if (positionals.length === 0) throw new UsageError("Nothing to review: name trace files or folders of them.");
  const missing = positionals.find((path) => !existsSync(path));
  if (missing !== undefined) throw new UsageError(`There is no ${missing}.`);
  return {
    inputs: positionals,
    taxonomy: readTaxonomy(values.taxonomy),
    rater: values.rater === undefined ? null : raterNamed(values.rater).id,
    json: values.json ?? false,
  };
}
