import { readFileSync } from "node:fs";
import { OWN_TAXONOMY, parseTaxonomy, type Taxonomy } from "../../src/annotation";
import { UsageError } from "../commandLine";

/** The taxonomy in a file as the page saves it; Sightline's own where none is named. Throws a UsageError that says why not. */
export const readTaxonomy = (path: string | undefined): Taxonomy =>
  path === undefined ? OWN_TAXONOMY : taxonomyIn(path);

function taxonomyIn(path: string): Taxonomy {
  const parsed = parseTaxonomy(jsonIn(path));
  if (parsed.ok) return parsed.value;
  const { code, ...what } = parsed.error;
  throw new UsageError(`${path} is no taxonomy that can be used: ${code} ${Object.values(what).flat().join(", ")}`);
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new UsageError(`${path} is no JSON: ${thrown.message}`);
    throw thrown;
  }
}
