import type { FoundMark, ImageId, ToolCall } from "../../action";
import { ok } from "../../base";
import type { Size } from "../../geometry";
import type { Module, ModuleSystem } from "../module";
import { boxOfCorners, cornersOfMark, scalar, type Thing, things } from "../value";
import { answering, parsePlans } from "./parse";

/** As `ocr` of utils.py: readings of at least this confidence, the three surest. */
const SURE = 0.9;
const MOST_WORDS = 3;
/** More boxes than this are read in no more: each is a call of the tool. */
const MOST_READ = 20;

const found = (image: ImageId, tool: ToolCall["tool"], words: string, box: Thing["box"] | null = null): ToolCall => ({
  kind: "tool",
  image,
  tool,
  region: box && boxOfCorners(box),
  words,
});

const asThings = (marks: readonly FoundMark[], size: Size): readonly Thing[] =>
  marks
    .map((mark) => ({ box: cornersOfMark(mark, size), words: mark.words, confidence: mark.confidence }))
    .filter(({ box: [left, top, right, bottom] }) => left < right && top < bottom);

/** Boxes of what is named. The repository asks Grounding DINO; here the classes that the object tool knows. */
const finding = (order: (list: readonly Thing[]) => readonly Thing[]): Omit<Module, "endsOn"> => ({
  takes: { image: "image", target: "text" },
  gives: "things",
  standsIn: "objects-for-phrases",
  plan(args) {
    const { image, size } = args.image();
    const calls = [found(image, "find-objects", args.text("target").slice(0, 500))];
    return ok({ kind: "find", on: image, calls, read: (marks) => things(order(asThings(marks, size))) });
  },
});

/** Whether one box lies wholly within another. */
const holds = ([l, t, r, b]: Thing["box"], [left, top, right, bottom]: Thing["box"]): boolean =>
  l < left && t < top && r > right && b > bottom;

/** `_clean_bbox` leaves out a box that holds a smaller one; `execuate` then puts the least sure first. */
const cleaned = (list: readonly Thing[]): readonly Thing[] =>
  list
    .filter(({ box }) => !list.some((other) => holds(box, other.box)))
    .toSorted((a, b) => (a.confidence ?? 1) - (b.confidence ?? 1));

const grounding: Module = {
  ...finding(cleaned),
  // What was not found cannot be gone on with: the question is answered as it is.
  endsOn: (value) => value.kind === "things" && value.things.length === 0,
};

/** The words within the boxes that were found last. */
const ocr: Module = {
  takes: { image: "image", boxes: "things" },
  gives: "scalar",
  plan(args) {
    const { image } = args.image();
    const calls = args
      .things("boxes")
      .slice(0, MOST_READ)
      .map(({ box }) => found(image, "read-text", "", box));
    return ok({ kind: "find", on: image, calls, read: (marks) => scalar(surestWords(marks)) });
  },
};

const surestWords = (marks: readonly FoundMark[]): string =>
  marks
    .filter(({ confidence }) => (confidence ?? 1) >= SURE)
    .toSorted((a, b) => (b.confidence ?? 1) - (a.confidence ?? 1))
    .slice(0, MOST_WORDS)
    .map(({ words }) => words)
    .join(",");

/** All but the boxes at a quarter of their brightness: `highlight` of utils.py. */
const highlight: Module = {
  takes: { image: "image", boxes: "things" },
  gives: "image",
  plan(args) {
    const boxes = args.things("boxes").map(({ box }) => boxOfCorners(box));
    return ok({ kind: "retouch", on: args.image().image, retouch: { kind: "dim-outside", boxes } });
  },
};

/** Asks the loaded model, in words of our own. */
const asking = (takes: Module["takes"], wordsOf: (question: string, words: string) => string): Module => ({
  takes: { image: "image", question: "text", ...takes },
  gives: "scalar",
  standsIn: "model-for-answers",
  plan(args) {
    const { image } = args.image();
    const words = "words" in takes ? String(args.scalar("words")) : "";
    const questions = [{ image, box: null, text: wordsOf(args.text("question"), words) }];
    return ok({ kind: "ask", on: image, questions, read: ([answer = ""]) => scalar(answer.trim()) });
  },
});

const result: Module = {
  takes: { var: "any" },
  gives: "same",
  plan: (args) => ok({ kind: "end", on: args.first, value: args.value("var") }),
};

/** Cheng et al., arXiv 2406.19934; operations as `utils.py` of AntResearchNLP/VisualReasoner has them at 1d86ae4. */
export const VISUAL_REASONER: ModuleSystem = {
  name: "visual-reasoner",
  parse: parsePlans,
  otherwise: ({ line }, { question }) => answering(line, "answer", 0, question),
  modules: {
    grounding,
    counting: finding((list) => list),
    ocr,
    "no-words": { takes: {}, gives: "scalar", plan: (args) => ok({ kind: "give", on: args.first, value: scalar("") }) },
    highlight,
    answer: asking({}, (question) => question),
    "answer-number": asking({}, (question) => `${question} Answer with a number.`),
    "answer-words": asking({ words: "scalar" }, (question, words) =>
      words === ""
        ? `${question} Answer in a few words.`
        : `The picture says: ${words}. ${question} Answer in a few words.`,
    ),
    result,
  },
};
