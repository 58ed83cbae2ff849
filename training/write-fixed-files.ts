// Writes the committed files that follow from the code alone: `npx tsx training/write-fixed-files.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataMeta } from "./meta";
import { tokenizerFiles } from "./tokenizer";

const here = import.meta.dirname;

function write(folder: string, files: Record<string, unknown>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), `${JSON.stringify(content, null, 1)}\n`);
  }
}

write(join(here, "tokenizer"), tokenizerFiles());
write(here, { "data-meta.json": dataMeta() });
