import fc from "fast-check";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import type { Edit } from "../../trace";
import { addImage, addJudgement, built, derived, imageId, source } from "../../trace/testing";
import type { ExportInput } from "../contract/form";
import type { ExportPlan } from "../contract/target";
import { bytesOfFile, planExport } from "../planExport";
import { answers, asks, inputOf, shows, targetNamed, thinks, zooms } from "../testing";
import { TRAINING_TARGETS } from ".";

// [P1][P2][P3] for every target with pictures, whatever the words are: as many placeholders as pictures, and each picture
// behind the words that asked for it and before those that were said of it.

/** What some reader would take for a place, and what would become one if it were laid end to end. */
const ODD = ["<image>", "<video>", "<bbox>", "<img>", "<|image_pad|>", "<|im_end|>", "<ima", "ge>", "<", "plain", " "];
const words = fc.array(fc.constantFrom(...ODD), { maxLength: 3 }).map((each) => each.join(""));

interface Told {
  readonly question: string;
  readonly instructions: string;
  /** The second picture of the question is not always there. */
  readonly hasTwo: boolean;
  readonly looks: readonly { readonly before: string; readonly shown: string }[];
  readonly last: string;
}

const told: fc.Arbitrary<Told> = fc.record({
  question: words,
  instructions: words,
  hasTwo: fc.boolean(),
  looks: fc.array(fc.record({ before: words, shown: words }), { maxLength: 3 }),
  last: words,
});

/** Digits of the pictures that looks show, in their order. */
const SHOWN = ["3", "4", "5"] as const;

/** A line that ends right, and another way from its question that ends wrong; all of it judged. */
function editsOf({ question, instructions, hasTwo, looks, last }: Told): readonly Edit[] {
  const edits: Edit[] = [
    ...["1", "2"].map((digit) => addImage(source(digit))),
    ...SHOWN.map((digit) => addImage(derived(digit, "1"))),
    asks(question, "K", {
      images: ["1", ...(hasTwo ? ["2"] : [])].map((digit) => imageId(digit)),
      ...(instructions === "" ? {} : { instructions }),
    }),
  ];
  let at = "ask";
  const good: string[] = [];
  for (const [i, { before, shown }] of looks.entries()) {
    const digit = SHOWN[i] ?? "5";
    edits.push(thinks(`t${i}`, at, `${before}(asks ${digit})`), zooms(`z${i}`, `t${i}`));
    edits.push(shows(`s${i}`, `z${i}`, digit, `${shown}(shown ${digit})`));
    good.push(`t${i}`, `z${i}`);
    at = `s${i}`;
  }
  edits.push(thinks("end", at, last), answers("right", "end", "K"));
  edits.push(thinks("guess", "ask", `${last}?`), answers("wrong", "guess", "X"));
  return [
    ...edits,
    ...[...good, "end", "right"].map((id) => addJudgement(`j-${id}`, id)),
    ...["guess", "wrong"].map((id) => addJudgement(`j-${id}`, id, { verdict: "wrong" })),
  ];
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A row as its reader has it: words with `▣` where a picture goes, side by side where there are two, and the pictures. */
interface ReadRow {
  readonly sides: readonly string[];
  /** Their digits, in order. */
  readonly pictures: readonly string[];
}

const PLACE = "▣";
const digitOf = (path: string): string => /images\/([0-9a-f])/.exec(path)?.[1] ?? "?";

function readRow(row: Readonly<Record<string, Json>>): ReadRow {
  const paths = row.images_file_names ?? row.images ?? row.image ?? [];
  const pictures = [paths].flat().map((each) => digitOf(typeof each === "string" ? each : JSON.stringify(each)));
  const [chosen, rejected] = [row.chosen, row.rejected];
  const before = ["question", "problem", "prompt", "conversations", "messages", "steps_with_score", "completion"]
    .map((column) => wordsIn(row[column] ?? null))
    .join("\n");
  const sides = chosen === undefined || rejected === undefined ? [""] : [wordsIn(chosen), wordsIn(rejected)];
  return { sides: sides.map((side) => `${before}\n${side}`), pictures };
}

/** All words in reading order. */
function wordsIn(value: Json): string {
  if (typeof value === "string") return value.replaceAll("<image>", PLACE);
  if (value === null || typeof value !== "object") return "";
  if (Array.isArray(value)) return value.map(wordsIn).join("\n");
  if ("type" in value && value.type === "image") return PLACE;
  return Object.entries(value)
    .filter(([key]) => ["content", "text", "value", "step"].includes(key))
    .map(([, inner]) => wordsIn(inner))
    .join("\n");
}

const EXTRA = new Set(["README.md", "dataset_info.json", "meta.json"]);

async function rowsOf(plan: ExportPlan, input: ExportInput): Promise<readonly ReadRow[]> {
  const rows: ReadRow[] = [];
  for (const file of plan.files) {
    if (file.kind === "picture" || EXTRA.has(file.path)) continue;
    const bytes = await bytesOfFile(file, input);
    if (file.kind === "made") {
      for (const { images, ...row } of await parquetReadObjects({ file: bytes.buffer }))
        rows.push(readRow({ ...row, images: images.map(({ path }: { path: string }) => path) }));
      continue;
    }
    const text = new TextDecoder().decode(bytes);
    const read = file.path.endsWith(".jsonl")
      ? text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      : JSON.parse(text);
    rows.push(...read.map(readRow));
  }
  return rows;
}

const PICTURED = TRAINING_TARGETS.filter(({ name }) => !["trl-prm", "prm800k", "processbench"].includes(name));

describe.each(PICTURED.map(({ name }) => name))("%s", (name) => {
  it("[P1][P2][P3] has each picture's place where the picture was shown, whatever is said around it", async () => {
    let rowCount = 0;
    await fc.assert(
      fc.asyncProperty(told, async (said) => {
        const input = await inputOf([built(...editsOf(said))], null, { end: 0.5, right: 1 });
        const plan = planExport(targetNamed(name), input);
        for (const { sides, pictures } of await rowsOf(plan, input))
          for (const side of sides) {
            rowCount++;
            const pieces = side.split(PLACE);
            expect(pieces.length - 1).toBe(pictures.length);
            for (const [k, digit] of pictures.entries()) {
              if (!SHOWN.some((each) => each === digit)) continue;
              expect(pieces.slice(0, k + 1).join("")).toContain(`(asks ${digit})`);
              expect(pieces.slice(k + 1).join("")).toContain(`(shown ${digit})`);
            }
          }
      }),
    );
    expect(rowCount).toBeGreaterThan(0);
  });
});
