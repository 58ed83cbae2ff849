import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { TAXONOMY_SCHEMA } from "./taxonomy";

const PUBLISHED = join(import.meta.dirname, "../../public/taxonomy.schema.json");

/** What other programs are told of a taxonomy file: what the page asks of one before it looks at how its tags hang together. */
const schema = {
  title: "Sightline taxonomy of failures",
  description:
    "Beyond this schema: no key stands twice; parents are keys of the file and no ring; moves are of no later edition, one for each key and edition, and end at keys of the file.",
  ...z.toJSONSchema(TAXONOMY_SCHEMA, { io: "input" }),
};

it("is published as the page reads it; UPDATE_SCHEMA=1 writes it anew", () => {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA) writeFileSync(PUBLISHED, text);
  expect(JSON.parse(readFileSync(PUBLISHED, "utf8"))).toEqual(JSON.parse(text));
});
