// For tests of searches that are driven: a model whose words follow from its seed, and a document in memory. The words
// of a real model cannot be chosen; what is under test is what a search makes of words.
import type { ImageId, ToolExecutor } from "../../action";
import { createRng, ok } from "../../base";
import { createNativeDialect } from "../../dialect";
import type { ClockAndIds, RunModel } from "../../runner";
import { speaking } from "../../runner/testing";
import {
  commitEntry,
  type Edit,
  type EditLog,
  emptyTrace,
  logOf,
  plainStep,
  stepIdFrom,
  traceIdFrom,
} from "../../trace";
import type { DriverTools, SearchedDocument } from "../drive";
import { USUAL_METHODS } from "../methods";
import type { MethodPlan, SearchPlan } from "../plan";
import { beginEdit } from "../record";

// Made-up names of images: sixty-four digits, as the hash of a file has.
const PICTURE = "a".repeat(64) as ImageId;
const CROP = "c".repeat(64) as ImageId;

export const ROOT = stepIdFrom("problem");
export const SEARCH = "q";

const ANSWERS = ["A", "B", "C"];

/** A first look somewhere, and after it an answer, both by the seed of the sampling; greedy words are always the same. */
export const wandering = (): ReturnType<typeof speaking> =>
  speaking(({ turns, sampling, open }) => {
    const said = JSON.stringify(turns);
    const rng = createRng(sampling.temperature === 0 ? "greedy" : `${sampling.seed}/${said.length}`);
    const isThinking = open && said.includes("<think>") && !said.includes("</act>");
    const thought = isThinking ? "" : `<think>${rng.pick(["left", "right"])}</think>`;
    return said.includes("<act>")
      ? `<think>so</think><answer>${rng.pick(ANSWERS)}</answer>`
      : `${thought}<act>zoom ${rng.int(0, 40)} 10 60 ${rng.int(50, 90)}</act>`;
  });

export const crops: ToolExecutor = { perform: async () => ok({ id: CROP, width: 40, height: 20 }) };

/** Names and times that count up. */
export function counting(): ClockAndIds {
  let count = 0;
  return { nextStepId: () => stepIdFrom(`s${++count}`), nowMillis: () => ++count };
}

export const toolsWith = (model: RunModel, more: Partial<DriverTools> = {}): DriverTools => ({
  dialect: createNativeDialect({ instructions: "", marksObserved: false }),
  executor: crops,
  clockAndIds: counting(),
  alternatives: 0,
  models: [model],
  judge: null,
  atOnce: 8,
  ...more,
});

export const planOf = (
  method: MethodPlan = USUAL_METHODS["best-of-n"],
  more: Partial<SearchPlan> = {},
): SearchPlan => ({
  version: 1,
  method,
  judge: { kind: "likelihood" },
  staged: false,
  temperatures: [1],
  topP: 1,
  budget: { tokens: null, millis: null, nodes: null },
  seed: 7,
  conditions: { limits: { turns: 4, tokensPerTurn: 200 }, refuseActions: false },
  ...more,
});

/** A document with one problem and, if there is a plan, a search of it that was begun. */
export function opened(plan: SearchPlan | null = planOf()): SearchedDocument & { readonly log: () => EditLog } {
  const image = { id: PICTURE, width: 400, height: 200, name: "", origin: { kind: "source" } } as const;
  const body = { kind: "problem", question: "Which letter?", images: [PICTURE] } as const;
  const step = plainStep({ id: ROOT, parent: null, author: "human", atMillis: 0, body });
  let log = logOf(emptyTrace(traceIdFrom("t"), "t"));
  const commit = (edit: Edit): boolean => {
    const next = commitEntry(log, { edit, author: { kind: "model" }, name: "search", atMillis: 0, group: null });
    if (next.ok) log = next.value;
    return next.ok;
  };
  if (!commit({ kind: "add-image", image }) || !commit({ kind: "add-step", step, index: 0 }))
    throw new Error("A problem does not fit an empty trace");
  if (plan) commit(beginEdit(SEARCH, ROOT, plan));
  return { trace: () => log.trace, commit, log: () => log };
}
