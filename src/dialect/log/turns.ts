import { shownOnceSpoken } from "./chatText";
import { imagesOf, partsOf } from "./content";
import { recordOf } from "./conversation";
import { said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, Message } from "./record";

// Talks whose turns have no roles: each is a pair of what was asked and what was answered, as data sets for training have
// them (The Cauldron's and FineVision's `texts` of `user` and `assistant`), or a list of texts that take turns with
// another list (FastChat 587d5cf, fastchat/llm_judge/gen_model_answer.py: `turns` of the question, `choices[].turns`), be one of them longer by the instructions.

const LISTS = [
  ...["turns", "texts", "dialog", "dialogue", "rounds", "exchanges", "qa", "qas", "qa_pairs", "qa_list", "history"],
  ...["conversations", "conversation", "messages", "chat", "dialogs", "data"],
];

/** What is asked, and what is answered under the same turn. */
const ASKED = ["user", "human", "question", "query", "prompt", "instruction", "input", "q", "Q", "User", "Human"];
const ANSWERED = [
  ...["assistant", "gpt", "bot", "model", "ai", "answer", "response", "output", "completion", "a", "A", "Assistant"],
];

interface Pair {
  readonly asks: unknown;
  readonly answers: unknown;
  readonly images: readonly ImageReference[];
}

/** Words, or parts of them. */
function wordsUnder(turn: unknown, names: readonly string[]): unknown {
  const found = names.map((name) => field(turn, name)).find((held) => typeof held === "string" || Array.isArray(held));
  return found ?? null;
}

function pairOf(turn: unknown): Pair | null {
  const [asks, answers] = [wordsUnder(turn, ASKED), wordsUnder(turn, ANSWERED)];
  // A turn with a role is a message, and says who speaks by it.
  if (!isFields(turn) || "role" in turn || "from" in turn || (asks === null && answers === null)) return null;
  return { asks, answers, images: imagesOf(turn) };
}

/** The pairs of a list; null where they are none. At least one is asked and answered. */
function pairsIn(list: readonly unknown[]): readonly Pair[] | null {
  const pairs = list.map(pairOf);
  const isTalk = pairs.length > 0 && pairs.every((pair) => pair !== null);
  return isTalk && pairs.some((pair) => pair.asks !== null && pair.answers !== null) ? pairs : null;
}

function messagesOfPairs(pairs: readonly Pair[], bank: ImageReference[], key: string): readonly Message[] {
  return pairs.flatMap(({ asks, answers, images }, i): readonly Message[] => {
    const place = `${key} ${i + 1}`;
    const own = [...images];
    const marked = partsOf(asks, own.length > 0 ? own : bank);
    const unmarked = own.map((image) => ({ kind: "image" as const, image }));
    return [
      ...(asks === null ? [] : [said("user", images.length > 0 ? [...unmarked, ...marked] : marked, place)]),
      ...(answers === null ? [] : [said("assistant", partsOf(answers, bank), place)]),
    ];
  });
}

export const pairedTurns: ValueForm = {
  kind: "value",
  form: "turns",
  known: ["source", "relevance_ratings", "formatting_ratings", "turn"],
  priority: 47,
  read(value, place) {
    for (const key of Array.isArray(value) ? [""] : LISTS) {
      const list = Array.isArray(value) ? value : listField(value, key);
      const pairs = list && pairsIn(list);
      // Items of a list that name their pictures are records of their own.
      if (!pairs || (Array.isArray(value) && pairs.some(({ images }) => images.length > 0))) continue;
      if (Array.isArray(value)) return null;
      const named = imagesOf(value);
      const messages = shownOnceSpoken(messagesOfPairs(pairs, [...named], key));
      return [recordOf(value, messages, { place, form: "turns", images: named })];
    }
    return null;
  },
};

/** The words of a turn that is a text, or a record with its content (Arena-Hard). */
const turnText = (turn: unknown): string | null =>
  typeof turn === "string" ? turn : textField(turn, "content", "answer", "text");

function turnTexts(holder: unknown, textOf: (turn: unknown) => string | null): readonly string[] {
  const turns = (listField(holder, "turns") ?? []).map(textOf);
  return turns.every((turn) => turn !== null) ? turns : [];
}

/** Questions are texts alone: a turn that is a record may be anybody's, and who says it is not known. */
const questionText = (turn: unknown): string | null => (typeof turn === "string" ? turn : null);

/** FastChat's questions, answers and both together: lists of texts that take turns. */
export const listedTurns: ValueForm = {
  kind: "value",
  form: "listed-turns",
  known: ["tstamp", "token_len", "model_id", "judge", "turn", "multichoice_id"],
  spoken: ["gpt_output", "prompts", "predictions"],
  priority: 46,
  read(value, place) {
    const told = toldInTurn(value);
    if (told) return [recordOf(value, told, { place, form: "listed-turns" })];
    const asked =
      [value, field(value, "question"), field(value, "input")]
        .map((holder) => turnTexts(holder, questionText))
        .find((turns) => turns.length > 0) ?? [];
    const choices = (listField(value, "choices") ?? [])
      .map((choice) => turnTexts(choice, turnText))
      .filter((turns) => turns.length > 0);
    if (choices.length === 0 && asked.length === 0) return null;
    const runs = choices.length > 0 ? choices : [[]];
    return runs.map((answers, i): LogRecord => {
      const where = runs.length === 1 ? place : `${place}, choice ${i + 1}`;
      return recordOf(value, messagesInTurn(asked, answers, imagesOf(value)), { place: where, form: "listed-turns" });
    });
  },
};

/**
 * Prompts in a list, of which the first is the instructions, and what was answered to each of the others in another list
 * (OSU-NLP-Group/SeeAct 2434627, data/examples). Null where there are none.
 */
function toldInTurn(value: unknown): readonly Message[] | null {
  const prompts = listField(value, "prompt", "prompts");
  const answers =
    prompts && listField(value, "gpt_output", "outputs", "output", "responses", "response", "predictions");
  if (!prompts || prompts.length < 2 || answers?.length !== prompts.length - 1) return null;
  const texts = (list: readonly unknown[]): readonly string[] => list.filter((held) => typeof held === "string");
  const [instructions, ...asked] = texts(prompts);
  const answered = texts(answers);
  if (instructions === undefined || asked.length !== answered.length || answered.length !== answers.length) return null;
  const told = said("system", partsOf(instructions, []), "prompt 1");
  return [told, ...messagesInTurn(asked, answered, imagesOf(value))];
}

function messagesInTurn(
  asked: readonly string[],
  answers: readonly string[],
  bank: ImageReference[],
): readonly Message[] {
  const turns = Array.from({ length: Math.max(asked.length, answers.length) }, (_, i): readonly Message[] => {
    const [asks, answer] = [asked[i], answers[i]];
    return [
      ...(asks === undefined ? [] : [said("user", partsOf(asks, bank), `turn ${i + 1}`)]),
      ...(answer === undefined ? [] : [said("assistant", partsOf(answer, bank), `turn ${i + 1}`)]),
    ];
  });
  return shownOnceSpoken(turns.flat());
}
