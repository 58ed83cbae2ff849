import type { ImageId } from "../../action";
import { OWN_TAXONOMY } from "../../annotation";
import {
  createDialect,
  type Dialect,
  type DialectName,
  FOREIGN_SYSTEMS,
  isDialectName,
  NATIVE_INSTRUCTIONS,
} from "../../dialect";
import { childrenOf, lineTo, outcomeOf, type Step, type StepId, type Trace } from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportPicture, PictureSource } from "../contract/pictures";
import type { ReasonCode } from "../contract/reasons";
import type { ExportRequest } from "../contract/request";
import type { Told } from "../contract/told";
import { judgedAlong } from "./ratings";
import { spoken } from "./speak";

/**
 * What is asked for, as writers take it: lines said in the words of their dialect, with what raters say of them, and the
 * pictures that can be had. Rejects only where `pictures` or `signal` does.
 */
export async function exportInput(
  request: ExportRequest,
  pictures: PictureSource,
  signal?: AbortSignal,
): Promise<ExportInput> {
  const lines: ExportLine[] = [];
  const leftOut: Told[] = [];
  const changed: Told[] = [];
  const found = new Map<ImageId, ExportPicture>();
  for (const { trace, leaves } of request.traces) {
    const scores = request.stepScores?.(trace) ?? NO_SCORES;
    for (const leaf of leaves ?? leavesOf(trace)) {
      const said = lineOf({ trace, scores }, leaf, request);
      leftOut.push(...said.leftOut);
      changed.push(...said.changed);
      if (said.line) lines.push(said.line);
    }
    for (const image of trace.images.keys()) {
      signal?.throwIfAborted();
      const picture = found.has(image) ? null : await pictures.find(image, trace);
      if (picture) found.set(image, picture);
    }
  }
  return { lines, pictures: found, leftOut, changed };
}

/** The steps that nothing follows, branches put away left out. */
function leavesOf(trace: Trace): readonly StepId[] {
  const leaves: StepId[] = [];
  const waiting = childrenOf(trace, null).toReversed();
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const children = childrenOf(trace, step.id);
    if (children.length === 0) leaves.push(step.id);
    waiting.push(...children.toReversed());
  }
  return leaves;
}

interface SaidLine {
  readonly line: ExportLine | null;
  readonly leftOut: readonly Told[];
  readonly changed: readonly Told[];
}

const NO_SCORES: ExportLine["scores"] = new Map();

type Scored = Pick<ExportLine, "trace" | "scores">;

function lineOf(
  { trace, scores }: Scored,
  leaf: StepId,
  { dialect: asked, rater, taxonomy = OWN_TAXONOMY }: ExportRequest,
): SaidLine {
  const steps = lineTo(trace, leaf);
  const problem = steps.findLast(({ body }) => body.kind === "problem")?.body;
  const told = (code: ReasonCode, step: StepId | null = null): Told => ({
    code,
    at: { trace: trace.id, line: leaf, ...(step === null ? {} : { step }) },
    detail: "",
  });
  if (problem?.kind !== "problem") return { line: null, leftOut: [told("no-question")], changed: [] };
  const name = asked ?? ownDialect(steps);
  const { turns, unsayable, restated, shownWithin } = spoken(
    dialectNamed(name, ownDialect(steps)),
    steps,
    trace.images,
  );
  if (unsayable !== null) return { line: null, leftOut: [told("not-sayable", unsayable)], changed: [] };
  const last = steps.at(-1)?.body;
  const line: ExportLine = {
    trace,
    leaf,
    steps,
    turns,
    dialect: name,
    question: problem.question,
    answer: last?.kind === "answer" ? last.text : null,
    reference: problem.reference ?? null,
    right: outcomeOf(trace, leaf).right,
    scores,
    ...judgedAlong(trace, steps, { rater, taxonomy }),
  };
  const changed = [
    ...(restated === null ? [] : [told("words-restated", restated)]),
    ...(shownWithin === null ? [] : [told("shown-within-turn", shownWithin)]),
  ];
  return { line, leftOut: [], changed };
}

/** Whose words a line is in: those of the log that it came from, else of the model that spoke first. */
function ownDialect(line: readonly Step[]): DialectName {
  const problem = line.find(({ body }) => body.kind === "problem")?.body;
  const spoke = line.find(({ generation }) => generation !== null)?.generation;
  const name = (problem?.kind === "problem" ? problem.dialect : undefined) ?? spoke?.dialect ?? "native";
  return isDialectName(name) ? name : "native";
}

/** A line in its own words is told nothing that its log does not tell it; words of another dialect need explaining. */
function dialectNamed(name: DialectName, own: DialectName): Dialect {
  if (name === own) return createDialect(name);
  return createDialect(name, {
    instructions: name === "native" ? NATIVE_INSTRUCTIONS : (FOREIGN_SYSTEMS.instructions(name) ?? ""),
  });
}
