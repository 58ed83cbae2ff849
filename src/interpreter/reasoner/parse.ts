import { err, ok, type Result } from "../../base";
import { fieldOf, type Literal, parseLiteral, textOf } from "../../dialect";
import type { Argument, Call, Given, Program, Refusal } from "../program";

/** A plan names one of these tools; whatever it says after an answer is never come to. */
const TOOLS = ["grounding", "ocr", "counting", "answer"] as const;
type Tool = (typeof TOOLS)[number];

const name = (of: string): Argument => ({ kind: "name", name: of });
const text = (of: string): Argument => ({ kind: "text", text: of });

interface Plan {
  readonly line: number;
  readonly raw: string;
  readonly tool: Tool;
  readonly question: string;
  readonly target: string;
}

/**
 * Plans as the planner of VisualReasoner writes them, each a record with `question`, `tool` and `operation`, one a line or
 * over several lines. Every plan becomes the calls that `reasoner` of utils.py makes for it; the last is the answer.
 */
export function parsePlans(source: string, { question }: Pick<Given, "question">): Result<Program, Refusal> {
  const plans: Plan[] = [];
  for (const piece of piecesOf(source)) {
    const plan = planOf(piece);
    if (!plan.ok) return plan;
    const last = plans.at(-1);
    if (last && last.tool !== "grounding")
      return err({ code: "after-the-answer", line: piece.line, module: plan.value.tool, detail: last.tool });
    plans.push(plan.value);
  }
  return ok(plans.length === 0 ? [] : callsOf(plans, question));
}

interface Piece {
  readonly line: number;
  readonly raw: string;
}

/** The lines of a source, those of a record that is not closed yet taken together. */
function piecesOf(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let open: Piece | null = null;
  for (const [i, line] of source.split(/\r\n|\n|\r/).entries()) {
    if (!open && /^\s*(?:#.*)?$/.test(line)) continue;
    const begun: Piece = open
      ? { line: open.line, raw: `${open.raw}\n${line}` }
      : { line: i + 1, raw: line.trimStart() };
    open = begun;
    if (!/\}\s*$/.test(line) || !parseLiteral(begun.raw.trim()).ok) continue;
    pieces.push({ line: begun.line, raw: begun.raw.trim() });
    open = null;
  }
  return open ? [...pieces, open] : pieces;
}

function planOf({ line, raw }: Piece): Result<Plan, Refusal> {
  const refused = (code: string, detail: string): Result<never, Refusal> =>
    err({ code, line, module: "", detail: detail.slice(0, 200) });
  const parsed = parseLiteral(raw);
  if (!parsed.ok || parsed.value.kind !== "record") return refused("not-a-plan", raw);
  const said = textOf(fieldOf(parsed.value, "tool")) ?? "";
  const tool = TOOLS.find((known) => known === said);
  if (!tool) return refused("no-such-module", said);
  const operation: Literal | null = fieldOf(parsed.value, "operation");
  const target = operation ? (textOf(fieldOf(operation, "target")) ?? "") : "";
  if ((tool === "grounding" || tool === "counting") && target.trim() === "")
    return err({ code: "argument-missing", line, module: tool, detail: "target" });
  return ok({ line, raw, tool, question: textOf(fieldOf(parsed.value, "question")) ?? "", target });
}

/** The calls of each plan; the boxes that were found last are those of the last grounding. */
function callsOf(plans: readonly Plan[], question: string): Program {
  const calls: Call[] = [];
  let boxes: string | null = null;
  for (const [i, plan] of plans.entries()) {
    calls.push(...callsOfPlan(plan, i + 1, boxes));
    if (plan.tool === "grounding") boxes = `BBOX${i + 1}`;
  }
  const last = plans.at(-1);
  return last ? [...calls, ...answering(last.line, last.tool, plans.length, question)] : calls;
}

function callsOfPlan(plan: Plan, n: number, boxes: string | null): Program {
  const [image, target] = [name("IMAGE"), text(plan.target)];
  const first = (output: string, module: string, args: Args): Call => callOf(plan.line, output, module, args, plan.raw);
  switch (plan.tool) {
    case "answer":
      return [first(`ANSWER${n}`, "answer", { image, question: text(plan.question) })];
    case "ocr":
      // Nothing was found to be read in: the repository reads nothing then.
      return [boxes ? first(`WORDS${n}`, "ocr", { image, boxes: name(boxes) }) : first(`WORDS${n}`, "no-words", {})];
    case "grounding":
      return [first(`BBOX${n}`, "grounding", { image, target })];
    case "counting": {
      const found = name(`BBOX${n}`);
      return [
        first(`BBOX${n}`, "counting", { image, target }),
        callOf(plan.line, `IMAGE${n}`, "highlight", { image, boxes: found }),
      ];
    }
  }
}

/** The question itself, asked with what the last plan came to, and the end. */
export function answering(line: number, tool: Tool, n: number, question: string): Program {
  const image = name(tool === "counting" ? `IMAGE${n}` : "IMAGE");
  const args: Args = { image, question: text(question) };
  const answer =
    tool === "ocr"
      ? callOf(line, "ANSWER", "answer-words", { ...args, words: name(`WORDS${n}`) })
      : callOf(line, "ANSWER", tool === "counting" ? "answer-number" : "answer", args);
  return [answer, callOf(line, "RESULT", "result", { var: name("ANSWER") })];
}

type Args = Readonly<Record<string, Argument>>;

const callOf = (line: number, output: string, module: string, args: Args, raw = ""): Call => ({
  line,
  output,
  module,
  args: new Map(Object.entries(args)),
  source: printCall(output, module, args),
  raw,
});

function printCall(output: string, module: string, args: Readonly<Record<string, Argument>>): string {
  const said = Object.entries(args).map(([key, argument]) => {
    if (argument.kind === "name") return `${key}=${argument.name}`;
    return argument.kind === "text" ? `${key}=${JSON.stringify(argument.text)}` : key;
  });
  return `${output}=${module}(${said.join(",")})`;
}
