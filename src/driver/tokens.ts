// A beam over coordinates looks at one action of the model and asks where else it might have pointed: the tokens up to
// its first number are kept, and from there on the likeliest tokens are followed until they are an action again.
import { bodyOf, memoryAlong, shownAlong, type Turn, turnsOf } from "../dialect";
import type { RunModel } from "../runner";
import { pathTo } from "../search";
import { GREEDY, lineTo, plainStep, type Step, type Token, type Trace } from "../trace";
import type { Driven } from "./driven";
import type { ExpandWork, Grown, GrowTools } from "./grow";

interface Place {
  readonly driven: Driven;
  readonly trace: Trace;
  readonly tools: GrowTools;
  readonly signal: AbortSignal;
}

/** The likeliest next tokens of a reading, each a way; one that completes the action is a step beside the model's own. */
export async function growToken(work: ExpandWork, model: RunModel, place: Place): Promise<readonly Grown[]> {
  const { driven, trace } = place;
  const action = trace.steps.get(driven.record.root);
  if (!action?.parent || action.body.kind !== "action" || !action.generation) return [];
  const line = lineTo(trace, action.parent);
  const read = pathTo(driven.state.tree, work.node)
    .slice(1)
    .map(({ content }) => tokenOf(content));
  const begun = [...upToNumbers(action.generation.tokens), ...read];
  const next = await likeliest(model, { line, begun, ways: work.ways }, place);
  return next.map((token) => wayOf(token, { action, line, begun }, place));
}

/** Without the numbers of its coordinates. */
function upToNumbers(tokens: readonly Token[]): readonly Token[] {
  const first = tokens.findIndex(({ text }) => /\d/.test(text));
  return first < 0 ? tokens.slice(0, 0) : tokens.slice(0, first);
}

async function likeliest(
  model: RunModel,
  { line, begun, ways }: { readonly line: readonly Step[]; readonly begun: readonly Token[]; readonly ways: number },
  { trace, tools, signal }: Place,
): Promise<readonly Token[]> {
  const { turns, open } = turnsOf(tools.dialect, line, model.id, trace.images);
  const request = {
    turns: withWords(turns, open, begun),
    open: true,
    sampling: GREEDY,
    maxTokens: 1,
    alternatives: ways,
  };
  const found = new Map<number, Token>();
  for await (const event of model.continue(request, signal)) {
    if (event.kind !== "token") continue;
    for (const token of [event.token, ...event.token.alternatives.map((other) => ({ ...other, alternatives: [] }))])
      if (!found.has(token.id)) found.set(token.id, token);
  }
  const likelihood = ({ logProbability }: Token): number => logProbability ?? Number.NEGATIVE_INFINITY;
  return [...found.values()].sort((a, b) => likelihood(b) - likelihood(a)).slice(0, ways);
}

/** The conversation with the words of a reading behind it, as the model's own unfinished turn. */
function withWords(turns: readonly Turn[], open: boolean, begun: readonly Token[]): readonly Turn[] {
  const text = { kind: "text", text: begun.map((token) => token.text).join("") } as const;
  const tokenIds = begun.map(({ id }) => id);
  const last = turns.at(-1);
  if (!open || last?.role !== "assistant") return [...turns, { role: "assistant", parts: [text], tokenIds }];
  const { tokenIds: before, ...turn } = last;
  const ids = before ? { tokenIds: [...before, ...tokenIds] } : {};
  return [...turns.slice(0, -1), { ...turn, parts: [...turn.parts, text], ...ids }];
}

function wayOf(
  token: Token,
  { action, line, begun }: { readonly action: Step; readonly line: readonly Step[]; readonly begun: readonly Token[] },
  { trace, tools: { dialect, clockAndIds } }: Place,
): Grown {
  const tokens = [...begun, token];
  const raw = tokens.map(({ text }) => text).join("");
  const reader = dialect.read(shownAlong(dialect, line, trace.images), memoryAlong(dialect, line, trace.images));
  const piece = reader.push(raw).find((each) => each.kind === "action");
  const way = { valid: true, answer: null, logProbability: token.logProbability };
  if (!piece || !action.generation) return { way: { ...way, path: [contentOf(token)], ended: false }, edits: [], line };
  const generation = { ...action.generation, tokens };
  const { parent } = action;
  const at = { id: clockAndIds.nextStepId(), parent, author: "model" as const, atMillis: clockAndIds.nowMillis() };
  const step = plainStep({ ...at, body: bodyOf(piece), raw, generation });
  const edit = { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER } as const;
  return { way: { ...way, path: [step.id], ended: true }, edits: [edit], line: [...line, step] };
}

/** A token as the content of a node: its id, then its text. */
const contentOf = ({ id, text }: Token): string => `token ${id} ${text}`;

function tokenOf(content: string): Token {
  const [, id = "", text = ""] = /^token (\d+) ([\s\S]*)$/.exec(content) ?? [];
  return { id: Number(id), text, logProbability: null, alternatives: [] };
}

/** The text of a node that is one token; null for a node that is a step. */
export const tokenText = (content: string): string | null =>
  content.startsWith("token ") ? tokenOf(content).text : null;
