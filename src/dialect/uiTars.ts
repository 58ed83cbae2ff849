import { isPerformed } from "../action";
import type { ResizeBudget } from "../geometry";
import type { CoordinateSpace } from "../trace";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { printScreenCall, type ScreenStyle, verbFor } from "./grammar/screenTools";
import { describeSystem, type Evidence, type Grounds, type Sign, type Source } from "./grammar/system";
import { type Block, talk } from "./reading/blocks";
import { operatedPieces } from "./reading/operated";
import { type SpokenCall, spokenCallAt, spokenText } from "./reading/spokenCall";
import { thinkBlock } from "./reading/tags";
import { parseToolCall } from "./reading/toolCall";

// UI-TARS and the Seed models behind it: `Thought: …` and `Action: click(start_box='(x,y)')`, on the screenshot shown
// last. One grammar; the models differ in what their numbers count and in how a place is written.

/** What goes before a turn's words; UI-TARS 1.5 may reflect on its last action first. */
const LABELS = /(^|\n)[^\S\n]*(?:Thought|Reflection|Action_Summary):[^\S\n]*/g;

/** Where a call may start: behind its label, or where it can be nothing else. */
const CALL =
  /Action:\s{0,20}|(?<![\w.])(?=[a-z_]{3,30}\((?:start_box|end_box|start_point|end_point|point|content|key|direction|app_name)\s?=)/g;
const MOST_CALLS = 1000;

interface Family {
  readonly space: CoordinateSpace;
  readonly budget?: ResizeBudget;
  /** A place as an argument, without its quotation marks. */
  place(x: number, y: number): string;
  /** The names of the arguments for a place, for the two ends of a drag. */
  readonly at: string;
  readonly ends: readonly [string, string];
}

const grammarOf = (family: Family): Grammar => ({
  space: family.space,
  traits: {
    firstImage: null,
    acts: "latest-image",
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: null,
    answer: "finished(content='…')",
    ...(family.budget ? { budget: family.budget } : {}),
  },
  blocks: (shown) => [thinkBlock(), thinkBlock([], "gui_think"), functionsBlock(family, shown)],
  outside: (raw, shown) => spokenPieces(raw, family, shown),
  expresses: (action) => verbFor(styleOf(family), action) !== null,
  printAction: (action, shown) => printScreenCall(styleOf(family), action, shown, family.space),
  printThought: (text) => `Thought: ${text}\n`,
  printAnswer: (text) => `Action: finished(content=${spokenText(text)})\n`,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => !isPerformed(action),
});

/** Words with calls in them; what stands between is what the model thought. */
function spokenPieces(raw: string, family: Family, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  let found = 0;
  const think = (to: number): void => {
    if (to <= taken) return;
    const words = raw.slice(taken, to);
    pieces.push(...talk(words, words.replaceAll(LABELS, "$1")));
    taken = to;
  };
  const pattern = new RegExp(CALL);
  for (let match = pattern.exec(raw); match && found < MOST_CALLS; match = pattern.exec(raw), found++) {
    let at = match.index + match[0].length;
    // A label that no call follows is only a word; one that is cut off is told as such.
    let call = spokenCallAt(raw, at);
    if (!call && !/^[a-z_]{3,30}\(/i.test(raw.slice(at, at + 40))) {
      pattern.lastIndex = Math.max(at, match.index + 1);
      continue;
    }
    think(match.index);
    if (!call) break;
    for (; call; call = spokenCallAt(raw, at)) {
      const words = raw.slice(taken, call.end);
      pieces.push(...piecesOfCall(call, words, family, shown));
      taken = call.end;
      // Several calls of one turn stand in paragraphs of their own.
      at = taken + (/^\s{1,20}/.exec(raw.slice(taken, taken + 20))?.[0].length ?? 0);
    }
    pattern.lastIndex = taken;
  }
  const rest = raw.slice(taken);
  if (/^\s*(?:Action:\s*)?[a-z_]{3,30}\(/i.test(rest) && found < MOST_CALLS)
    return [...pieces, { kind: "unparsed", raw: rest, text: rest, error: { code: "cut-off", at: rest.length } }];
  think(raw.length);
  return pieces.length === 0 ? talk(raw) : pieces;
}

const piecesOfCall = (
  { name, input }: Pick<SpokenCall, "name" | "input">,
  words: string,
  { space }: Family,
  shown: readonly ShownImage[],
): readonly Piece[] => operatedPieces({ verb: name, input }, words, { shown, space });

/** Seed's calls in XML: `<function=click><parameter=point>…`, several of them between one pair of marks. */
const functionsBlock = (family: Family, shown: readonly ShownImage[]): Block => ({
  open: "<seed:tool_call>",
  close: ["</seed:tool_call>"],
  read(inside, raw) {
    const starts = [...inside.matchAll(/<function=/g)].map(({ index }) => index).slice(0, MOST_CALLS);
    if (starts.length === 0) return [{ kind: "unparsed", raw, text: inside, error: { code: "unknown-action", at: 0 } }];
    const from = raw.indexOf(inside);
    return starts.flatMap((start, i) => {
      const end = starts[i + 1];
      const words = raw.slice(i === 0 ? 0 : from + start, end === undefined ? raw.length : from + end);
      const call = parseToolCall(inside.slice(start, end));
      if (call.ok) return piecesOfCall(call.value, words, family, shown);
      return [{ kind: "unparsed" as const, raw: words, text: words, error: { ...call.error, at: 0 } }];
    });
  },
});

const styleOf = ({ place, at, ends: [from, to] }: Family): ScreenStyle => ({
  verbs: {
    click: "click",
    "double-click": "left_double",
    "right-click": "right_single",
    "long-press": "long_press",
    drag: "drag",
    type: "type",
    key: "hotkey",
    wait: "wait",
  },
  print(verb, { numbers, words, gesture }) {
    const [x = 0, y = 0, toX = 0, toY = 0] = numbers;
    const fields =
      gesture === "drag"
        ? `${from}='${place(x, y)}', ${to}='${place(toX, toY)}'`
        : numbers.length === 2
          ? `${at}='${place(x, y)}'`
          : "";
    const said =
      gesture === "type" ? `content=${spokenText(words)}` : gesture === "key" ? `key=${spokenText(words)}` : "";
    return `Action: ${verb}(${fields}${said})\n`;
  },
});

const tokens = {
  place: (x: number, y: number) => `<|box_start|>(${x},${y})<|box_end|>`,
  at: "start_box",
  ends: ["start_box", "end_box"],
} as const;

/** `smart_resize` as the action parser has it: the limits are its own. */
const BUDGET: ResizeBudget = {
  rule: "qwen-vl-utils 0.0.14",
  factor: 28,
  minArea: 100 * 28 * 28,
  maxArea: 16_384 * 28 * 28,
};

const SOURCE: Source = { of: "bytedance/UI-TARS, codes/ui_tars/action_parser.py", at: "058f4b8" };

const speaks = ({ words }: Evidence): boolean =>
  /Action:\s{0,20}[a-z_]{3,30}\(|\b[a-z_]{3,30}\((?:start_box|start_point|point)\s?=['"]/.test(words);

const sign = (certainty: number, fits: (evidence: Evidence) => boolean, by: Grounds = "words"): Sign => ({
  certainty,
  by,
  fits: (evidence) => speaks(evidence) && fits(evidence),
});

const is15 = /ui-?tars-?(?:1[.-]5|2)/i;
const isFirst = /ui-?tars/i;
const isSeed = /seed|doubao/i;

/** A number that no thousandth can be: the picture's pixels are meant. */
const countsPixels = (words: string): boolean =>
  [...words.matchAll(/(?:box_start\|>|box='?|point='?(?:<point>)?)[([\s]{0,3}(\d{1,5})[,\s]{1,3}(\d{1,5})/g)].some(
    ([, x, y]) => Number(x) > 1000 || Number(y) > 1000,
  );

/** UI-TARS 1.5, from Qwen2.5-VL: pixels of the picture as its processor resized it. */
export const uiTars = describeSystem({
  name: "ui-tars-1.5",
  title: "UI-TARS 1.5",
  source: SOURCE,
  grammar: grammarOf({ space: "resized", budget: BUDGET, ...tokens }),
  // What it would do to a screen is performed nowhere here.
  instructions: null,
  forms: [],
  signs: [sign(685, ({ model }) => is15.test(model), "model"), sign(682, ({ words }) => countsPixels(words))],
});

/** UI-TARS 1.0, from Qwen2-VL: thousandths. */
export const uiTars1 = describeSystem({
  name: "ui-tars-1.0",
  title: "UI-TARS 1.0",
  source: SOURCE,
  grammar: grammarOf({ space: "permille", ...tokens }),
  instructions: null,
  forms: [],
  signs: [
    sign(684, ({ model }) => isFirst.test(model), "model"),
    // Where no model is named and every number is a thousandth's, both may be meant; the older is no guess at a size.
    sign(680, ({ words }) => words.includes("start_box") || !words.includes("<point>")),
  ],
});

/** Doubao's Seed models: thousandths, a place as `<point>x y</point>`; calls in XML where they are served as tools. */
export const seedGui = describeSystem({
  name: "seed-gui",
  title: "Seed (screens)",
  source: { of: "bytedance/UI-TARS, codes/ui_tars/prompt.py", at: "058f4b8" },
  grammar: grammarOf({
    space: "permille",
    place: (x, y) => `<point>${x} ${y}</point>`,
    at: "point",
    ends: ["start_point", "end_point"],
  }),
  instructions: null,
  forms: [],
  signs: [
    sign(683, ({ model }) => isSeed.test(model), "model"),
    sign(681, ({ words }) => words.includes("<point>")),
    { certainty: 679, fits: ({ words }) => words.includes("<seed:tool_call>") },
  ],
});
