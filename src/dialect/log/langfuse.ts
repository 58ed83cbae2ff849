import { conversationIn, isConversation, messagesOf, recordOf } from "./conversation";
import type { ValueForm } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { maximal } from "./maximal";
import type { LogRecord, LogScore } from "./record";

// Exports of Langfuse (langfuse.com/faq/all/export-single-trace-or-session): a trace with its observations and scores, or
// an observation for itself, as rows of a table of them are; and what its clients send (`{batch: [{type, body}]}`), in
// which an observation is begun by one event and told the rest of by others. Pictures that were uploaded are named by a
// token `@@@langfuseMedia:…@@@`, and are no part of an export: see `imageReference`. Its later clients send spans: see `spans.ts`.

export const langfuse: ValueForm = {
  kind: "value",
  form: "langfuse",
  known: [
    ...[
      "htmlPath",
      "projectId",
      "environment",
      "release",
      "name",
      "traceId",
      "level",
      "statusMessage",
      "modelParameters",
    ],
    ...["startTime", "endTime", "completionStartTime", "createdAt", "updatedAt", "timestamp", "parentObservationId"],
    ...["sessionId", "userId", "metadata", "modelId", "internalModelId", "promptId", "promptName", "unit", "scores"],
    ...["sdk_name", "sdk_version", "sdk_integration", "public_key", "batch_size"],
    ...["usageDetails", "costDetails", "usagePricingTierId", "usagePricingTierName", "public", "bookmarked", "tools"],
  ],
  priority: 114,
  read(value, place) {
    const sent = sentIn(value);
    const found = sent?.observations ?? listField(value, "observations");
    const observations = (found ?? [value]).filter(isObservation);
    if (observations.length === 0) return null;
    const calls = observations.filter((held) => GENERATIONS.has(textField(held, "type") ?? ""));
    const told = calls.length > 0 ? calls : observations;
    const runs = maximal(told.map((held) => ({ messages: observedMessages(held), model: textField(held, "model") })));
    const scores = scoresIn(
      sent?.scores ?? listField(value, "scores") ?? listField(field(value, "trace"), "scores") ?? [],
    );
    return runs.map(({ messages, model }, i): LogRecord => {
      const where = runs.length === 1 ? place : `${place}, run ${i + 1}`;
      const record = recordOf({ model }, messagesOf(messages, []), { place: where, form: "langfuse", images: [] });
      return { ...record, scores };
    });
  },
};

const GENERATIONS = new Set(["GENERATION", "generation"]);

const isObservation = (value: unknown): value is Fields =>
  isFields(value) &&
  ("traceId" in value || "trace_id" in value) &&
  ("input" in value || "output" in value) &&
  ("type" in value || "observations" in value);

/** `generation-create`, `span-update`, `observation-create`: events that tell something of an observation. */
const OBSERVED = /^(generation|span|event|observation|agent|tool|chain)-(?:create|update)$/;

/** The observations and the scores that a client sent, each observation with all that was told of it; null where it is no such batch. */
function sentIn(
  value: unknown,
): { readonly observations: readonly Fields[]; readonly scores: readonly unknown[] } | null {
  const batch = listField(value, "batch");
  if (!batch?.some((event) => OBSERVED.test(textField(event, "type") ?? ""))) return null;
  const observations = new Map<string, Fields>();
  const scores: unknown[] = [];
  for (const [i, event] of batch.entries()) {
    const body = field(event, "body");
    const type = textField(event, "type") ?? "";
    const kind = OBSERVED.exec(type)?.[1];
    if (type === "score-create") scores.push(body);
    if (!isFields(body) || kind === undefined) continue;
    const id = textField(body, "id") ?? `event ${i}`;
    observations.set(id, { traceId: "", type: kind, ...observations.get(id), ...body });
  }
  return { observations: [...observations.values()], scores };
}

/** What was sent and what came back, under `input` and `output`. Tables hold both as text. */
export function observedMessages(observation: unknown): readonly unknown[] {
  const input = literalIn(field(observation, "input"));
  const output = literalIn(field(observation, "output"));
  const asked = conversationIn(input) ?? (typeof input === "string" ? [{ role: "user", content: input }] : []);
  return [...asked, ...answered(output)];
}

function answered(output: unknown): readonly unknown[] {
  if (isConversation(output)) return output;
  const message = field((listField(output, "choices") ?? [])[0], "message");
  if (message !== null) return [message];
  if (isFields(output)) return "content" in output || "tool_calls" in output ? [{ role: "assistant", ...output }] : [];
  return typeof output === "string" && output !== "" ? [{ role: "assistant", content: output }] : [];
}

const scoresIn = (scores: readonly unknown[]): readonly LogScore[] =>
  scores.flatMap((score, i): readonly LogScore[] => {
    const held = field(score, "value") ?? field(score, "stringValue");
    const isValue = typeof held === "number" || typeof held === "boolean" || typeof held === "string";
    const name = textField(score, "name") ?? `score ${i + 1}`;
    const comment = textField(score, "comment");
    return [
      ...(isValue ? [{ value: held, field: name, decides: false }] : []),
      ...(comment === null || comment === "" ? [] : [{ value: comment, field: `${name}.comment`, decides: false }]),
    ];
  });
