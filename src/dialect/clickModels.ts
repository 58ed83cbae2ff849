import { screenGrammar } from "./grammar/screenGrammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { MOST_CALLS, type WrittenCall } from "./reading/operated";

// Models that are asked where to click on a screenshot, and answer with that place alone.

/** Each place that `pattern` finds, whose first group is the place with its brackets, as a click on it. */
const clicksAt =
  (pattern: RegExp) =>
  (raw: string): readonly WrittenCall[] =>
    [...raw.matchAll(pattern)].slice(0, MOST_CALLS).map(({ 0: whole, 1: place = "", index }) => {
      const [start, end] = [index, index + whole.length];
      const at = start + whole.indexOf(place);
      const point = { kind: "plain", start: at, end: at + place.length, value: place } as const;
      return { verb: "click", start, end, input: { kind: "record", start, end, entries: [["point", point]] } };
    });

const PAIR = String.raw`\(\s{0,3}-?\d{1,5}(?:\.\d{1,10})?\s{0,3},\s{0,3}-?\d{1,5}(?:\.\d{1,10})?\s{0,3}\)`;

/** Holo1: `Click(x, y)`, in pixels of the screenshot as the agent that it is used in resizes it. */
export const holo1 = describeSystem({
  name: "holo1",
  title: "Holo1",
  source: { of: "hcompai/surfer-h-cli, src/surfer_h_cli/skills/localization.py", at: "6404b57" },
  grammar: screenGrammar({
    space: "resized",
    budget: { rule: "qwen-vl-utils 0.0.14", factor: 28, minArea: 3136, maxArea: 1_003_520 },
    calls: clicksAt(new RegExp(`\\bClick(${PAIR})`, "g")),
    label: /(?!)/g,
    style: { verbs: { click: "Click" }, print: (verb, { numbers: [x = 0, y = 0] }) => `${verb}(${x}, ${y})` },
    printThought: (text) => `${text}\n`,
    printAnswer: (text) => text,
    answer: "",
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(670.5, (words) => new RegExp(`(?:^|\\n)\\s{0,9}Click${PAIR}\\s{0,9}(?:$|\\n)`).test(words))],
});

/** GTA1: `(x,y)` and nothing else, in pixels of the screenshot as its processor resizes it, which its prompt tells. */
export const gta1 = describeSystem({
  name: "gta1",
  title: "GTA1",
  source: { of: "the prompt of HelloKKMe/GTA1-7B, as code that serves it has it", at: null },
  grammar: screenGrammar({
    space: "resized",
    budget: { rule: "qwen-vl-utils 0.0.14", factor: 28, minArea: 3136, maxArea: 8_847_360 },
    calls: clicksAt(new RegExp(`^\\s{0,9}(${PAIR})\\s{0,9}$`, "g")),
    label: /(?!)/g,
    style: { verbs: { click: "click" }, print: (_, { numbers: [x = 0, y = 0] }) => `(${x},${y})` },
    printThought: (text) => `${text}\n`,
    printAnswer: (text) => text,
    answer: "",
  }),
  instructions: null,
  forms: [],
  signs: [
    {
      certainty: 670.6,
      by: "model",
      fits: ({ model, words }) => /gta[-_]?1/i.test(model) && PLACE_ALONE.test(words),
    },
    wordsFit(670.7, (words, told) => PLACE_ALONE.test(words) && /expert UI element locator/.test(told)),
  ],
});

const PLACE_ALONE = new RegExp(`^\\s{0,9}${PAIR}\\s{0,9}$`, "m");
