import { err, ok } from "../../base";
import type { Module, ModuleQuestion } from "../module";
import { scalar, type Thing, things } from "../value";

// What the repository asks BLIP, CLIP and a language model is asked of the model that is loaded.

/** More things than this are asked about one by one no more. */
const MOST_ASKED = 20;

export const VQA: Module = {
  takes: { image: "image", question: "text" },
  gives: "scalar",
  standsIn: "model-for-blip",
  plan(args) {
    const { image } = args.image();
    const question = { image, box: null, text: `${args.text("question")} Answer in a word or two.` };
    return ok({ kind: "ask", on: image, questions: [question], read: ([answer = ""]) => scalar(plainAnswer(answer)) });
  },
};

/** A list of at most so many things, in words. */
export const LIST: Module = {
  takes: { query: "text", max: "number" },
  gives: "list",
  standsIn: "model-for-lists",
  plan(args) {
    const most = Math.min(Math.max(1, Math.trunc(args.number("max"))), 100);
    const text = `Name at most ${most} ${args.text("query")}, separated by commas, and say nothing else.`;
    const read = ([answer = ""]: readonly string[]) => ({ kind: "list", words: listed(answer, most) }) as const;
    return ok({ kind: "ask", on: args.first, questions: [{ image: null, box: null, text }], read });
  },
};

/** Each thing with the one of the categories that it is taken for; of each category the surest: `query_obj` of CLASSIFY. */
export const CLASSIFY: Module = {
  takes: { image: "image", object: "things", categories: "list" },
  gives: "things",
  standsIn: "model-for-clip",
  plan(args) {
    const { image } = args.image();
    const asked = args.things("object").slice(0, MOST_ASKED);
    const named = args.list("categories");
    // One category by itself would be everything's.
    const categories = named.length === 1 ? [...named, "other"] : named;
    if (asked.length === 0 || categories.length === 0) return ok({ kind: "give", on: image, value: things([]) });
    const text = `Which of these does the picture show: ${categories.join(", ")}? Answer with one of them.`;
    return ok({
      kind: "ask",
      on: image,
      questions: asked.map(({ box }) => ({ image, box, text })),
      read: (answers) => things(surestOfEach(asked, answers, categories)),
    });
  },
};

function surestOfEach(
  asked: readonly Thing[],
  answers: readonly string[],
  categories: readonly string[],
): readonly Thing[] {
  const taken = new Map<string, Thing>();
  for (const [i, thing] of asked.entries()) {
    const words = nameIn(answers[i] ?? "", categories);
    if (words !== null && !taken.has(words)) taken.set(words, { ...thing, words });
  }
  return [...taken.values()];
}

/** Things by what they are called, or by what they look like: `SelectInterpreter`. */
export const SELECT: Module = {
  takes: { image: "image", object: "things", query: "text", category: "text-or-none" },
  gives: "things",
  standsIn: "model-for-clip",
  plan(args) {
    const { image } = args.image();
    const queries = args.text("query").split(",");
    const category = args.textOrNone("category");
    const all = args.things("object");
    const ofCategory = category === null ? [] : all.filter(({ words }) => category.includes(words));
    const left = ofCategory.length > 0 ? ofCategory : all;
    const matching = category === null ? queries.flatMap((query) => calledAs(left, query)) : [];
    if (matching.length > 0) return ok({ kind: "give", on: image, value: things(matching) });
    const [only, ...more] = left.slice(0, MOST_ASKED);
    if (!only) return err({ code: "nothing-to-select", detail: queries.join(",") });
    // The likest of one is that one.
    if (more.length === 0) return ok({ kind: "give", on: image, value: things(queries.map(() => only)) });
    return askedWhich(image, [only, ...more], queries);
  },
};

/** Those that are called just so, as panoptic classes of COCO are spelt too: `query_string_match`. */
function calledAs(list: readonly Thing[], query: string): readonly Thing[] {
  const name = query.toLowerCase();
  for (const spelt of [name, `${name}-merged`, `${name}-other-merged`]) {
    const called = list.filter(({ words }) => words === spelt);
    if (called.length > 0) return called;
  }
  return [];
}

/** The first that the model takes for each of the queries; where it takes none for it, the surest. */
function askedWhich(
  image: ModuleQuestion["image"] & string,
  list: readonly [Thing, ...Thing[]],
  queries: readonly string[],
): ReturnType<Module["plan"]> {
  const named = queries.map((query) => query.trim());
  const text = `Which of these does the picture show: ${named.join(", ")}, or none? Answer with one of them.`;
  return ok({
    kind: "ask",
    on: image,
    questions: list.map(({ box }) => ({ image, box, text })),
    read: (answers) => {
      const taken = answers.map((answer) => nameIn(answer, named));
      return things(named.map((query) => list[taken.indexOf(query)] ?? list[0]));
    },
  });
}

/** The name that an answer says, the longest where one stands in another; null where it says none. */
const nameIn = (answer: string, names: readonly string[]): string | null =>
  names
    .filter((name) => name !== "" && answer.toLowerCase().includes(name.toLowerCase()))
    .toSorted((a, b) => b.length - a.length)[0] ?? null;

/** An answer as BLIP gives it: in small letters, without the full stop of a sentence. */
const plainAnswer = (answer: string): string => answer.trim().replace(/\.$/, "").toLowerCase();

const listed = (answer: string, most: number): readonly string[] =>
  answer
    .split(/,|\n/)
    .map((word) => word.trim().replace(/\.$/, ""))
    .filter((word) => word !== "")
    .slice(0, most);
