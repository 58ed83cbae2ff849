import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { ToolName } from "../../src/action";
import { must } from "../../src/base";
import { decodePng } from "../../src/raster";
import type { Tools } from "../../src/tools";

const photographs = z.array(
  z.object({
    file: z.string(),
    licence: z.string(),
    /** Classes of COCO that a person sees on it. */
    objects: z.array(z.string()),
    /** Words that a person can read on it. */
    text: z.array(z.string()),
  }),
);
export type Photograph = z.infer<typeof photographs>[number];

export const PHOTOGRAPHS: readonly Photograph[] = photographs.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "photographs.json"), "utf8")),
);

/** What a tool found of what there is, what it missed, and what it found that is not there. */
export interface Tally {
  readonly found: readonly string[];
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

export interface Measured {
  readonly photograph: Photograph;
  readonly objects: Tally;
  readonly text: Tally;
}

/** Objects are held against what is there by their classes, words by their letters, each once. */
export async function measure(photograph: Photograph, folder: string, tools: Tools): Promise<Measured> {
  const path = join(folder, photograph.file.replace(/\.\w+$/, ".png"));
  const pixels = must(await decodePng(new Uint8Array(readFileSync(path))));
  const wordsFound = async (name: ToolName): Promise<readonly string[]> => {
    const { marks } = must(await tools.call(name, {}, pixels));
    return [...new Set(marks.map(({ words }) => words))];
  };
  return {
    photograph,
    objects: tally(photograph.objects, await wordsFound("find-objects")),
    text: tally(photograph.text, await wordsFound("read-text")),
  };
}

export function tally(there: readonly string[], found: readonly string[]): Tally {
  const letters = (words: string): string => words.replaceAll(/\s+/g, "").toLowerCase();
  const has = (list: readonly string[], words: string): boolean => list.some((one) => letters(one) === letters(words));
  return {
    found: there.filter((words) => has(found, words)),
    missed: there.filter((words) => !has(found, words)),
    wrong: found.filter((words) => !has(there, words)),
  };
}

/** A table in Markdown, a photograph a row, and the sums below it. */
export function tableOf(measured: readonly Measured[]): string {
  const cell = (words: readonly string[]): string => words.map((one) => one.replaceAll("|", "\\|")).join(", ") || "–";
  const rows = measured.map(({ photograph: { file, licence }, objects, text }) =>
    [file, licence, ...[objects, text].flatMap(({ found, missed, wrong }) => [found, missed, wrong].map(cell))].join(
      " | ",
    ),
  );
  const sum = (of: "objects" | "text", what: keyof Tally): number =>
    measured.reduce((count, one) => count + one[of][what].length, 0);
  const sums = (["objects", "text"] as const).flatMap((of) =>
    (["found", "missed", "wrong"] as const).map((what) => String(sum(of, what))),
  );
  const head = ["photograph", "licence", "objects found", "missed", "not there", "words read", "missed", "not there"];
  return [head.join(" | "), head.map(() => "---").join(" | "), ...rows, ["**sum**", "", ...sums].join(" | ")]
    .map((row) => `| ${row} |`)
    .join("\n");
}
