import { type ResizeBudget, smartResize } from "../geometry";
import type { Cut, Piece, ShownImage, ShownSize } from "./contract/dialect";
import { framed, type Grammar } from "./grammar/grammar";
import { ZOOM_IN_SHOWN_PIXELS } from "./grammar/prompts";
import { describeSystem, keptAs, type Source, wordsFit } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { numbersOf, parseLiteral } from "./literal/literal";
import { chatRecords } from "./log/chat";
import type { ValueForm } from "./log/form";
import { field, listField, textField } from "./log/json";
import { talk } from "./reading/blocks";
import { markFrom, pieceOf, zoomFrom } from "./reading/call";
import { onShownPicture, truncated, within } from "./reading/cut";
import { numbersFromBox } from "./reading/space";
import { answerBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";

const SOURCE: Source = { of: "xtong-zhang/Chain-of-Focus", at: "431ff0d" };

/**
 * Half as large again about its centre, as much of that as lies in the resized picture, its corners cut off to whole
 * pixels. For a box that does not lie in the picture the tool cuts nothing off, and shows all of it once more.
 */
const grown: Cut = onShownPicture((corners, { width, height }) => {
  const [x1, y1, x2, y2] = corners;
  if (x1 < 0 || y1 < 0 || x1 >= width || y1 >= height || x2 > width || y2 > height) return [0, 0, width, height];
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const [across, down] = [((x2 - x1) * 1.5) / 2, ((y2 - y1) * 1.5) / 2];
  return truncated(within([x - across, y - down, x + across, y + down], { width, height }));
});

const BUDGET: ResizeBudget = { rule: "qwen-vl-utils 0.0.14", factor: 28, minArea: 112 ** 2, maxArea: 3840 ** 2 };

/** Twice the cut, whose corners are whole pixels of the resized picture, cut off and not rounded; resized like any picture. */
const enlarged: ShownSize = (asked, image) => {
  const { size, frame = size } = image;
  const cut = grown(asked, image);
  if (!cut) return null;
  const width = 2 * Math.round((cut.width * frame.width) / size.width);
  const height = 2 * Math.round((cut.height * frame.height) / size.height);
  return width > 0 && height > 0 ? smartResize({ width, height }, BUDGET) : null;
};

/** DeepEyes' words in pixels of the resized first image. */
const grammar: Grammar = toolGrammar({
  space: "resized",
  tool: "image_zoom_in_tool",
  imageField: null,
  labelled: true,
  rotates: false,
  cut: grown,
  traits: {
    firstImage: null,
    turns: false,
    observed: "user-turn",
    performs: "last",
    stop: ["<|im_end|>"],
    turnLimit: 6,
    answer: "<answer>…</answer>",
    budget: BUDGET,
    shownSize: enlarged,
  },
  observation: (body) => framed(body, "", ""),
  outside: (raw, shown) => focusPieces(raw, shown),
});

const BOX = /<\|box_start\|>\s{0,9}([[(][^<]{1,200}[\])])\s{0,9}<\|box_end\|>/g;
const ZOOM = "<|image_zoomin|>";

/** Thoughts with boxes between special tokens: one that is followed by the token to zoom is looked at, others mark. */
function focusPieces(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const matches = [...raw.matchAll(BOX)].slice(0, 1000);
  let taken = 0;
  let zoom = raw.indexOf(ZOOM);
  const say = (to: number): void => {
    const words = raw.slice(taken, to);
    if (words !== "") pieces.push(...talk(words, words.replaceAll(ZOOM, " ").replaceAll(/<\/?think>/g, " ")));
    taken = to;
  };
  for (const [i, match] of matches.entries()) {
    say(match.index);
    taken = match.index + match[0].length;
    const next = matches[i + 1]?.index ?? raw.length;
    if (zoom >= 0 && zoom < taken) zoom = raw.indexOf(ZOOM, taken);
    const parsed = parseLiteral(match[1] ?? "");
    const numbers = parsed.ok ? numbersOf(parsed.value) : null;
    const call =
      zoom >= taken && zoom < next
        ? zoomFrom(numbers, shown[0], { space: "resized", cut: grown })
        : markFrom(numbers, shown[0], { space: "resized" }, "");
    pieces.push(pieceOf(call, match[0], match[0]));
  }
  say(raw.length);
  return pieces;
}

/** Its older form: boxes between `<|box_start|>` and `<|box_end|>`, and `<|image_zoomin|>` where one is to be seen. */
const tokensGrammar: Grammar = {
  ...grammar,
  traits: { ...grammar.traits, stop: [ZOOM, "<|im_end|>"], performs: "all" },
  blocks: (shown) => [
    { open: "<think>", close: ["</think>"], leaky: true, read: (_, raw) => focusPieces(raw, shown) },
    answerBlock(),
  ],
  expresses: (action) => action.kind === "zoom" || action.kind === "box",
  printAction(action, shown) {
    const image = shown.find(({ id }) => id === action.image);
    if (!image || (action.kind !== "zoom" && action.kind !== "box"))
      throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    const box = `<|box_start|>${printJson(numbersFromBox(action.box, "resized", image))}<|box_end|>`;
    return action.kind === "zoom" ? box + ZOOM : box;
  },
};

/** The fields are those of DeepEyes' results; the words that stand where a picture stood tell them apart. */
const results: ValueForm = {
  kind: "value",
  form: "chain-of-focus",
  priority: 96,
  read: (value, place) =>
    (listField(value, "pred_output") ?? []).some(namesNoPicture) ? chatRecords(value, place, "chain-of-focus") : null,
};

/** Whether words stand where a picture stood in a message. */
const namesNoPicture = (message: unknown): boolean =>
  (listField(message, "content") ?? []).some((part) => {
    const held = field(part, "image_url", "image", "url");
    return (textField(held, "url") ?? (typeof held === "string" ? held : "")).includes("base64,base64_image");
  });

export const chainOfFocus = describeSystem({
  name: "chain-of-focus",
  title: "Chain-of-Focus",
  source: SOURCE,
  grammar,
  instructions: ZOOM_IN_SHOWN_PIXELS,
  forms: [results],
  signs: [keptAs("chain-of-focus")],
});

export const chainOfFocusTokens = describeSystem({
  name: "chain-of-focus-tokens",
  title: "Chain-of-Focus (tokens)",
  source: SOURCE,
  grammar: tokensGrammar,
  instructions: [
    "You see one picture, {width} pixels wide and {height} high. Think between <think> and </think>.",
    "To look closer, write the place there as <|box_start|>[x1, y1, x2, y2]<|box_end|> in pixels, followed by <|image_zoomin|>, and end your turn.",
    "When you are sure, give the result between <answer> and </answer>.",
  ].join("\n"),
  forms: [],
  signs: [wordsFit(690, (words) => words.includes(ZOOM))],
});
