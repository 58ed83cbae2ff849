import { decides } from "../../trace";
import { ACCOUNT_EXPORTS } from "./accountExports";
import { AGENT_SESSIONS } from "./agentSessions";
import { fiftyOne, labelStudio } from "./annotated";
import { chatRecords } from "./chat";
import { chatGptExport } from "./chatGptExport";
import { marksOfChat, shownOnceSpoken, splitChat } from "./chatText";
import { claudeExport } from "./claudeExport";
import { completionBody } from "./completionBody";
import { imageReference, imagesOf, isToolResult, partsOf, partsOfText } from "./content";
import { numberedRuns, preferenceIn, rowsOf } from "./continuation";
import { conversationIn, messagesOf, recordOf } from "./conversation";
import { converse } from "./converse";
import { evalScope } from "./evalScope";
import { asked, COMMON_KNOWN, said, type ValueForm } from "./form";
import { inspect } from "./inspect";
import { field, isFields, listField, textField } from "./json";
import { langfuse } from "./langfuse";
import { langSmith } from "./langSmith";
import { namesOfAttachments } from "./libraryMessages";
import { commonParts } from "./libraryParts";
import { LOCAL_APPS } from "./localApps";
import { openWebUi } from "./openWebUi";
import { mayNamePair, PAIR_FIELDS } from "./pairs";
import type { LogRecord, LogScore, Message } from "./record";
import { RESPONSES, row } from "./row";
import { sections } from "./sections";
import { spans } from "./spans";
import { tokensIn, withTokens } from "./tokens";
import { trajectory } from "./trajectory";
import { listedTurns, pairedTurns } from "./turns";

/** A run whose words and pictures take turns in one list, as a notebook prints it. */
const transcript: ValueForm = {
  kind: "value",
  form: "transcript",
  known: ["coordinates"],
  priority: 120,
  read(value, place) {
    const parts = listField(value, "parts");
    if (!parts) return null;
    const images = imagesOf(value);
    const messages = parts.flatMap((part, i): readonly Message[] => {
      const file = textField(part, "file");
      const where = `part ${i + 1}`;
      if (textField(part, "type") === "image" || file !== null)
        return [said("observation", [{ kind: "image", image: imageReference(file ?? "") }], where)];
      // What libraries keep as one part may be a call and what came of it.
      return commonParts([part]).map((common) =>
        said(isToolResult(common) ? "observation" : "assistant", partsOf([common], []), where),
      );
    });
    return [
      recordOf(value, [asked(textField(value, "question") ?? "", images, "question"), ...messages], {
        place,
        form: "transcript",
      }),
    ];
  },
};

/** OpenAI's Chat Completions: the answer, and the question where the request was kept with it. */
const completion: ValueForm = {
  kind: "value",
  form: "openai-chat",
  priority: 100,
  read(value, place) {
    const choices = listField(field(value, "response"), "choices") ?? listField(value, "choices");
    // Questions have choices, too: those are texts.
    if (!choices?.every((choice) => field(choice, "message") !== null || textField(choice, "text") !== null))
      return null;
    if (choices.length === 0) return null;
    const request = conversationIn(value) ?? conversationIn(field(value, "request")) ?? [];
    return choices.map((choice, i) => {
      const answer = field(choice, "message") ?? { role: "assistant", content: textField(choice, "text") ?? "" };
      const list = [...request, isFields(answer) ? { role: "assistant", ...answer } : answer];
      const where = choices.length === 1 ? place : `${place}, choice ${i + 1}`;
      const messages = withTokens(messagesOf(list, imagesOf(value)), tokensIn(field(choice, "logprobs")));
      return recordOf(value, messages, { place: where, form: "openai-chat" });
    });
  },
};

/** Two runs of one problem, as trainers of preferences keep them. */
const preference: ValueForm = {
  kind: "value",
  form: "preference",
  known: PAIR_FIELDS,
  spoken: ["instruction"],
  priority: 98,
  read(value, place) {
    if (!mayNamePair(value)) return null;
    const named = imagesOf(value);
    const others = imagesOf({ images: field(value, "rejected_images") });
    const found = preferenceIn(value, named, others.length > 0 ? others : named);
    if (!found) return null;
    const record = recordOf(value, found.chosen, { place, form: "preference", images: named });
    const { chosenField, field: rejectedField, rejected } = found;
    return [{ ...record, rejected: { messages: shownOnceSpoken(rejected), field: rejectedField, chosenField } }];
  },
};

/** A step of training whose fields are columns. */
const columns: ValueForm = {
  kind: "value",
  form: "columns",
  priority: 97,
  read(value, place) {
    const rows = rowsOf(value);
    if (!rows) return null;
    const records = rows.map((held, i) => {
      const where = `${place}, row ${i + 1}`;
      return conversation.read(held, where) ?? rollout.read(held, where) ?? row.read(held, where);
    });
    return records.every((found) => found !== null) ? records.flat() : null;
  },
};

/**
 * A step of training whose runs stand side by side, each in columns with its number: `input_1`, `output_1`, `score_1`,
 * `input_2` … That is how verl 0.9.1 and EasyR1 (hiyouga/EasyR1 b44b311) fill their tables of Weights & Biases.
 */
const numbered: ValueForm = {
  kind: "value",
  form: "numbered-columns",
  priority: 93,
  read(value, place) {
    const runs = numberedRuns(value);
    if (!runs) return null;
    const records = runs.map((held, i) => {
      const where = `${place}, run ${i + 1}`;
      return conversation.read(held, where) ?? rollout.read(held, where) ?? row.read(held, where);
    });
    return records.every((found) => found !== null) ? records.flat() : null;
  },
};

const PROMPTS = ["prompt", "initial_prompt", "input", "input_prompt"];

/** Prompt and response as texts with the marks of a chat template, or with its roles: logs of reinforcement learning. */
const rollout: ValueForm = {
  kind: "value",
  form: "rollout",
  priority: 20,
  read: (value, place) => rolloutRecords(value, place, "rollout") ?? wholeChat(value, place),
};

/** What a chat is called that is kept as one text, with what was asked and what was said. */
const WHOLE = [...RESPONSES, "text", "full_text", "chat", "conversation", "sequence", "sample", "rollout"];

/** The run of a value that keeps its prompt and response as one text: rows of training sets, samples of OpenRLHF. */
function wholeChat(value: unknown, place: string): readonly LogRecord[] | null {
  const text = textField(value, ...WHOLE);
  const marks = text === null ? null : marksOfChat(text);
  if (text === null || marks === null) return null;
  const bank = imagesOf(value);
  const messages = splitChat(text, marks, "user", bank);
  // A response of several turns begins with the model's own.
  const [first] = marks.leadsWithSystem ? messages : splitChat(text, marks, "assistant", [...bank]);
  if (first?.role === "assistant" || !messages.some(({ role }) => role === "assistant")) return null;
  return [recordOf(value, shownOnceSpoken(messages), { place, form: "rollout", images: bank })];
}

/** The run of a value whose prompt and response are chats as text, under the name of that form; null where they are not. */
export function rolloutRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const prompt = textField(value, ...PROMPTS);
  const response = textField(value, ...RESPONSES, "output_response");
  if (prompt === null || response === null) return null;
  const marks = marksOfChat(prompt) ?? marksOfChat(response);
  if (marks === null) return null;
  const bank = imagesOf(value);
  const opening = splitChat(prompt, marks, "user", bank);
  const lines = [
    // A prompt ends where the model begins; what it said before is a turn of its own.
    ...(opening.at(-1)?.role === "assistant" ? opening.slice(0, -1) : opening),
    ...splitChat(response, marks, "assistant", bank),
  ];
  return [recordOf(value, shownOnceSpoken(lines), { place, form, images: bank })];
}

/** A run as we write it ourselves: the file that it came from, and the system whose words it is in. */
const written: ValueForm = {
  kind: "value",
  form: "written",
  known: ["input", "system"],
  priority: 99,
  read(value, place) {
    // Asked of each record of a list: most have no such field.
    if (!isFields(value) || typeof value.input !== "string" || !("system" in value)) return null;
    const isOurs = Object.keys(value).sort().join() === "id,images,input,messages,system";
    return isOurs ? chatRecords(value, place, "written") : null;
  },
};

/** A list of messages in a field of its own. */
const conversation: ValueForm = {
  kind: "value",
  form: "messages",
  known: [
    ...["block_type", "content_type", "ai_model_id", "data_format", "image_mimetype", "function_name", "plugin_name"],
    "exit_reason",
  ],
  renderings: (value) => namesOfAttachments(conversationIn(value) ?? []),
  priority: 90,
  read: (value, place) => chatRecords(value, place, "messages"),
};

/**
 * lmms-eval's samples: the model's words, or what a filter left of them. Up to 0.6 `resps` has a list for each request;
 * 0.7.3 keeps the words of the only request as they are, several of them where it was repeated, and leaves them out where
 * the filter changed nothing (lmms_eval/loggers/evaluation_tracker.py). Each number beside them is of a metric.
 */
const samples: ValueForm = {
  kind: "value",
  form: "lmms-eval",
  known: ["filtered_resps", "arguments", "prompt_hash", "target_hash"],
  priority: 45,
  read(value, place) {
    const question = textField(value, "input");
    const repeats = textsIn(field(value, "resps")) ?? textsIn(field(value, "filtered_resps"));
    if (question === null || repeats === null) return null;
    return repeats.map((words, i) => {
      const images = imagesOf(value);
      const bank = [...images];
      const asks = partsOfText(question, bank);
      const isMarked = asks.some((part) => part.kind === "image");
      const messages = [
        isMarked ? said("user", asks, "input") : asked(question, images, "input"),
        said("assistant", partsOfText(words, isMarked ? bank : []), "resps"),
      ];
      const where = repeats.length === 1 ? place : `${place}, resps ${i + 1}`;
      const record = recordOf(value, messages, { place: where, form: "lmms-eval", images });
      return { ...record, scores: [...record.scores, ...metricsOf(value, record.scores)] };
    });
  },
};

/** The words of each repetition, where a list has them as they are; else the first within lists of lists. */
function textsIn(held: unknown): readonly string[] | null {
  if (Array.isArray(held) && held.length > 1 && held.every((words) => typeof words === "string")) return held;
  const first = innermost(held);
  return first === null ? null : [first];
}

/** Numbers that are told of a run besides its scores: metrics have whatever names their tasks give them. */
function metricsOf(value: unknown, scores: readonly LogScore[]): readonly LogScore[] {
  if (!isFields(value)) return [];
  const told = new Set(scores.map(({ field }) => field));
  return Object.entries(value).flatMap(([name, held]): readonly LogScore[] =>
    typeof held !== "number" || told.has(name) || COMMON_KNOWN.includes(name)
      ? []
      : [{ value: held, field: name, decides: decides(name) }],
  );
}

/** The first text in lists of lists: one list for each request, in it one for each repetition. */
function innermost(held: unknown): string | null {
  let inner = held;
  for (let depth = 0; depth < 4 && Array.isArray(inner); depth++) inner = inner[0];
  return typeof inner === "string" ? inner : null;
}

/** Forms that many systems keep their runs in. */
export const COMMON_FORMS: readonly ValueForm[] = [
  chatGptExport,
  claudeExport,
  openWebUi,
  ...ACCOUNT_EXPORTS,
  ...LOCAL_APPS,
  ...AGENT_SESSIONS,
  inspect,
  spans,
  langfuse,
  transcript,
  completion,
  written,
  preference,
  evalScope,
  columns,
  numbered,
  converse,
  langSmith,
  completionBody,
  trajectory,
  sections,
  labelStudio,
  fiftyOne,
  conversation,
  pairedTurns,
  listedTurns,
  samples,
  rollout,
  row,
];
