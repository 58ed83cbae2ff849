import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { addJudgement, built } from "../../trace/testing";
import type { ExportInput } from "../contract/form";
import type { ExportPlan } from "../contract/target";
import { bytesOfFile, planExport } from "../planExport";
import { answers, inputOf, JUDGED, linesIn, QUESTION, textIn, thinks } from "../testing";
import { TRAINING_TARGETS } from ".";

// Every target's rows against a strict schema, without Python; `training/check_exports.py` loads the same rows with the
// real consumers. Keys that a consumer does not know are as wrong here as keys that are missing.

const origin = { trace: z.string(), line: z.string() };
const part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("image"), text: z.null() }),
  z.strictObject({ type: z.literal("text"), text: z.string() }),
]);
const turnOf = <R extends string>(...roles: readonly R[]) =>
  z.strictObject({ role: z.enum(roles), content: z.array(part).check(z.minLength(1)) });
const typed = turnOf("system", "user", "assistant");
const pictured = { images_file_names: z.array(z.string().check(z.regex(/^images\/[0-9a-f]{16}\.png$/))), ...origin };
const one = z.array(turnOf("assistant")).check(z.length(1));
const share = z.strictObject({ from: z.enum(["system", "human", "observation", "gpt"]), value: z.string() });
/** A system turn or none, then one of the user's and one of the model's in turns: others are warned of and dropped. */
const takesTurns = (turns: readonly { readonly from: string }[]): boolean =>
  turns
    .filter(({ from }, i) => from !== "system" || i > 0)
    .every(({ from }, i) => (i % 2 === 0 ? from === "human" || from === "observation" : from === "gpt"));
const alternating = z.array(share).check(z.refine(takesTurns));
const endsWith = (...last: readonly string[]) =>
  alternating.check(z.refine((turns) => last.includes(turns.at(-1)?.from ?? "")));
const said = z.strictObject({ from: z.literal("gpt"), value: z.string() });
const paths = z.array(z.string());
const image = z.optional(z.union([z.string(), z.array(z.string()).check(z.minLength(2))]));
const cell = z.strictObject({ bytes: z.instanceof(Uint8Array), path: z.string() });

const completion = z.strictObject({
  text: z.string(),
  rating: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  flagged: z.null(),
});

const SCHEMAS: Readonly<Record<string, readonly [path: string, schema: z.ZodMiniType]>> = {
  "trl-sft": ["metadata.jsonl", z.strictObject({ messages: z.array(typed), ...pictured })],
  "trl-sft-step": ["metadata.jsonl", z.strictObject({ prompt: z.array(typed), completion: one, ...pictured })],
  "trl-dpo": [
    "metadata.jsonl",
    z.strictObject({
      prompt: z.array(typed),
      chosen: one,
      rejected: one,
      basis: z.enum(["verdicts", "correction", "answers"]),
      ...pictured,
    }),
  ],
  "trl-kto": [
    "metadata.jsonl",
    z.strictObject({ prompt: z.array(typed), completion: one, label: z.boolean(), ...pictured }),
  ],
  "trl-grpo": ["metadata.jsonl", z.strictObject({ prompt: z.array(typed), solution: z.string(), ...pictured })],
  "trl-prm": [
    "train.jsonl",
    z
      .strictObject({ prompt: z.string(), completions: z.array(z.string()), labels: z.array(z.boolean()) })
      .check(z.refine(({ completions, labels }) => completions.length === labels.length)),
  ],
  "datasets-parquet": [
    "train.parquet",
    z.strictObject({
      messages: z.array(typed),
      images: z.array(cell),
      answer: z.nullable(z.string()),
      ...origin,
    }),
  ],
  "llamafactory-sft": ["sightline_sft.json", z.strictObject({ conversations: endsWith("gpt"), images: paths })],
  "llamafactory-ranking": [
    "sightline_ranking.json",
    z.strictObject({
      conversations: endsWith("human", "observation"),
      chosen: said,
      rejected: said,
      images: paths,
    }),
  ],
  "ms-swift": [
    "train.jsonl",
    z.strictObject({
      messages: z.array(
        z.strictObject({
          role: z.enum(["system", "user", "assistant"]),
          content: z.string(),
          loss: z.optional(z.literal(false)),
        }),
      ),
      images: paths,
    }),
  ],
  "ms-swift-boxes": [
    "train.jsonl",
    z.strictObject({
      messages: z.array(z.strictObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() })),
      images: paths,
      objects: z.strictObject({
        ref: z.array(z.string()),
        bbox: z.array(z.union([z.array(z.number()).check(z.length(4)), z.array(z.number()).check(z.length(2))])),
        image_id: z.array(z.number()),
        bbox_type: z.literal("real"),
      }),
    }),
  ],
  verl: [
    "train.parquet",
    z.strictObject({
      data_source: z.string(),
      prompt: z.array(z.strictObject({ role: z.string(), content: z.string() })),
      images: z.array(cell),
      ability: z.string(),
      reward_model: z.strictObject({ style: z.literal("rule"), ground_truth: z.string() }),
      extra_info: z.strictObject({
        split: z.string(),
        index: z.bigint(),
        question: z.string(),
        answer: z.string(),
        trace: z.string(),
      }),
    }),
  ],
  mmpr: [
    "mmpr.jsonl",
    z.strictObject({
      image,
      question: z.string(),
      chosen: z.string(),
      rejected: z.string(),
      answer_gt: z.nullable(z.string()),
    }),
  ],
  "mulberry-reflection": [
    "sightline_reflection.json",
    z.strictObject({ conversations: endsWith("gpt"), images: paths }),
  ],
  "openvlthinker-round": [
    "rl.parquet",
    z.strictObject({ problem: z.string(), answer: z.string(), images: z.array(cell) }),
  ],
  prm800k: [
    "prm800k.jsonl",
    z.strictObject({
      labeler: z.string(),
      timestamp: z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+$/)),
      generation: z.null(),
      is_quality_control_question: z.literal(false),
      is_initial_screening_question: z.literal(false),
      question: z.strictObject({
        problem: z.string(),
        ground_truth_solution: z.null(),
        ground_truth_answer: z.nullable(z.string()),
        pre_generated_steps: z.array(z.string()),
        pre_generated_answer: z.nullable(z.string()),
        pre_generated_verifier_score: z.null(),
      }),
      label: z.strictObject({
        steps: z.array(
          z.strictObject({
            completions: z.array(completion).check(z.length(1)),
            human_completion: z.null(),
            chosen_completion: z.literal(0),
          }),
        ),
        total_time: z.null(),
        finish_reason: z.enum(["found_error", "solution", "give_up"]),
      }),
    }),
  ],
  processbench: [
    "processbench.jsonl",
    z.strictObject({
      id: z.string(),
      generator: z.string(),
      problem: z.string(),
      steps: z.array(z.string()),
      final_answer_correct: z.nullable(z.boolean()),
      label: z.int(),
    }),
  ],
  visualprm: [
    "visualprm.jsonl",
    z.strictObject({
      id: z.int(),
      // A list, also of one: its loader treats a single path in another way.
      image: z.exactOptional(z.array(z.string()).check(z.minLength(1))),
      conversations: z.array(z.strictObject({ from: z.enum(["human", "gpt"]), value: z.string() })),
    }),
  ],
  "step-scores": [
    "step-scores.jsonl",
    z.strictObject({
      image,
      question: z.string(),
      answer_gt: z.nullable(z.string()),
      steps_with_score: z.array(z.strictObject({ step: z.string(), score: z.number(), visits: z.nullable(z.int()) })),
      judge: z.string(),
    }),
  ],
};

/** The judged example, and a problem that was answered at once, rightly and wrongly. */
let input: ExportInput;
beforeAll(async () => {
  const atOnce = built(
    ...QUESTION,
    thinks("a", "ask", "Clear."),
    answers("b", "a", "K"),
    thinks("c", "ask", "Unclear."),
    answers("d", "c", "X"),
    addJudgement("j", "c", { verdict: "wrong" }),
  );
  input = await inputOf([built(...JUDGED), atOnce], null, { zoom: 0.5, right: 1 });
});

async function rowsIn(plan: ExportPlan, path: string): Promise<readonly unknown[]> {
  if (path.endsWith(".jsonl")) return linesIn(plan, path);
  if (path.endsWith(".json")) return JSON.parse(textIn(plan, path));
  const file = plan.files.find((each) => each.path === path);
  if (!file) throw new Error(`No ${path}`);
  const bytes = await bytesOfFile(file, input);
  return parquetReadObjects({ file: bytes.buffer, utf8: false });
}

describe.each(TRAINING_TARGETS.map((target) => [target.name, target] as const))("%s", (name, target) => {
  const [path, schema] = SCHEMAS[name] ?? ["", z.never()];

  it("writes rows of its consumer's form and nothing else", async () => {
    const plan = planExport(target, input);
    expect(plan.rowCount).toBeGreaterThan(0);
    const rows = await rowsIn(plan, path);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(schema.safeParse(row).error).toBeUndefined();
  });

  it("brings every picture that its rows name, once, and a README", () => {
    const { files } = planExport(target, input);
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length);
    expect(files[0]?.path).toBe("README.md");
    const text = files.flatMap((file) => (file.kind === "text" && file.path !== "README.md" ? file.text : [])).join("");
    const named = new Set(text.match(/images\/[0-9a-f]{16}\.png/g) ?? []);
    const given = new Set(files.flatMap((file) => (file.kind === "picture" ? file.path : [])));
    for (const each of named) expect(given).toContain(each);
  });

  it("has no files where it has no rows, and says why", async () => {
    const plan = planExport(target, { ...input, lines: [] });
    expect([plan.rowCount, plan.files, plan.preview, plan.longest]).toEqual([0, [], [], null]);
    const blind = planExport(target, { ...input, pictures: new Map() });
    expect(blind.rowCount === 0 ? blind.leftOut.length : 1).toBeGreaterThan(0);
  });

  it("gives the same plan twice", () => {
    const told = ({ files, ...plan }: ExportPlan) => ({
      ...plan,
      texts: files.map((file) => (file.kind === "text" ? file.text : file.path)),
    });
    expect(told(planExport(target, input))).toEqual(told(planExport(target, input)));
  });
});

it("tells datasets how to decode the columns of a parquet file", async () => {
  const target = TRAINING_TARGETS.find(({ name }) => name === "datasets-parquet");
  const file = target && planExport(target, input).files.find(({ path }) => path === "train.parquet");
  if (!file) throw new Error("No parquet");
  const { key_value_metadata: pairs } = parquetMetadata((await bytesOfFile(file, input)).buffer);
  const { info } = JSON.parse(pairs?.find(({ key }) => key === "huggingface")?.value ?? "{}");
  expect(Object.keys(info.features)).toEqual(["messages", "images", "answer", "trace", "line"]);
  expect(info.features.images).toEqual({ feature: { _type: "Image" }, _type: "List" });
});
