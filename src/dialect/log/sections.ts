import { shownOnceSpoken } from "./chatText";
import { imagesOf, partsOf, programText, thoughtText } from "./content";
import { recordOf } from "./conversation";
import { said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, Message, MessagePart } from "./record";

// A run as pages of projects show it: a list of sections, each with its type and what it holds, in itself or in a record
// under `data` (thyme-vl/thyme-vl.github.io, static/data/cases.json).

const LISTS = ["sections", "blocks", "segments"];

/** Records within a section that hold what it says. */
const WITHIN = ["data", "content"];

type Sort = "asked" | "shown" | "thought" | "program" | "said" | "reference";

const SORTS: Readonly<Record<string, Sort>> = {
  question: "asked",
  prompt: "asked",
  query: "asked",
  problem: "asked",
  user: "asked",
  image: "shown",
  images: "shown",
  picture: "shown",
  generated_image: "shown",
  generated_images: "shown",
  output: "shown",
  result: "shown",
  observation: "shown",
  execution: "shown",
  tool_result: "shown",
  tool_output: "shown",
  thinking: "thought",
  thought: "thought",
  think: "thought",
  reasoning: "thought",
  rationale: "thought",
  code: "program",
  program: "program",
  text: "said",
  response: "said",
  answer: "said",
  final_answer: "said",
  assistant: "said",
  ground_truth: "reference",
  reference: "reference",
};

const sortOf = (section: unknown): Sort | null => {
  if (!isFields(section) || "role" in section || "from" in section) return null;
  const type = textField(section, "type", "kind") ?? "";
  return Object.hasOwn(SORTS, type) ? (SORTS[type] ?? null) : null;
};

/** Sections of types that are all known, of which one asks and another is of the model. */
function sectionsIn(value: unknown): readonly unknown[] | null {
  for (const name of LISTS) {
    const list = listField(value, name);
    const sorts = new Set(list?.map(sortOf));
    if (list && sorts.has("asked") && (["thought", "program", "said"] as const).some((sort) => sorts.has(sort)))
      return sorts.has(null) ? null : list;
  }
  return null;
}

/** The record that holds what a section says. */
const heldBy = (section: unknown): unknown =>
  WITHIN.map((name) => field(section, name)).find((held) => isFields(held)) ?? section;

const wordsOf = (section: unknown): string =>
  textField(heldBy(section), "text", "code", "content", "value", "output", "data") ?? "";

/** Pictures under their usual names, or by their addresses as a page has them. */
function picturesOf(section: unknown): readonly ImageReference[] {
  const held = heldBy(section);
  const listed = (listField(held, "images") ?? [held]).flatMap((one) => {
    const address = textField(one, "src");
    return address === null ? [] : imagesOf({ image: address });
  });
  return listed.length > 0 ? listed : imagesOf(held);
}

const ROLES: Readonly<Record<Sort, Message["role"]>> = {
  asked: "user",
  shown: "user",
  thought: "assistant",
  program: "assistant",
  said: "assistant",
  reference: "user",
};

function messageOf(section: unknown, i: number): readonly Message[] {
  const sort = sortOf(section) ?? "said";
  if (sort === "reference") return [];
  const pictures = picturesOf(section).map((image): MessagePart => ({ kind: "image", image }));
  const words = wordsOf(section);
  const parts = [...pictures, ...(words.trim() === "" ? [] : wordsAs(sort, words, section))];
  return parts.length === 0 ? [] : [said(ROLES[sort], parts, `section ${i + 1}`)];
}

function wordsAs(sort: Sort, words: string, section: unknown): readonly MessagePart[] {
  if (sort === "thought") return [{ kind: "text", text: thoughtText(words) }];
  if (sort !== "program") return partsOf(words, []);
  return [{ kind: "text", text: programText(words, textField(heldBy(section), "language") ?? "python") }];
}

/** One turn of the model, or one showing, however many sections it takes. */
function joined(messages: readonly Message[]): readonly Message[] {
  const turns: Message[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === message.role) turns[turns.length - 1] = { ...last, parts: [...last.parts, ...message.parts] };
    else turns.push(message);
  }
  return turns;
}

export const sections: ValueForm = {
  kind: "value",
  form: "sections",
  known: ["title", "description", "height", "width", "caption", "round", "source"],
  spoken: ["code", "src", "image", "images"],
  priority: 92,
  read(value, place): readonly LogRecord[] | null {
    const list = sectionsIn(value);
    if (!list) return null;
    const messages = shownOnceSpoken(joined(list.flatMap(messageOf)));
    const record = recordOf(value, messages, { place, form: "sections", images: imagesOf(value) });
    const right = list.find((section) => sortOf(section) === "reference");
    return [right ? { ...record, reference: { answer: wordsOf(right), field: "reference" } } : record];
  },
};
