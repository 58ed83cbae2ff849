import { clampBox, type ImageBox, padBox } from "../geometry";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar } from "./grammar/grammar";
import { toolGrammar } from "./grammar/toolGrammar";
import { numbersOf, parseLiteral } from "./literal";
import { talk } from "./reading/blocks";
import { markFrom, pieceOf, zoomFrom } from "./reading/call";
import { numbersFromBox } from "./reading/space";
import { answerBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";

/** Half as large again about its centre, as much of that as lies in the image. */
const grown = (box: ImageBox, { size }: ShownImage): ImageBox => clampBox(padBox(box, 0.25), size);

/** Chain-of-Focus (xtong-zhang/Chain-of-Focus at 431ff0d): DeepEyes' words in pixels of the resized first image. */
export const chainOfFocus: Grammar = toolGrammar({
  name: "chain-of-focus",
  space: "resized",
  tool: "image_zoom_in_tool",
  imageField: null,
  labelled: true,
  rotates: false,
  cut: grown,
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "last",
    stop: ["<|im_end|>"],
    turnLimit: 6,
    answer: "<answer>…</answer>",
    budget: { factor: 28, minArea: 112 ** 2, maxArea: 3840 ** 2 },
    shownSize: ({ width, height }) => ({ width: 2 * width, height: 2 * height }),
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
export const chainOfFocusTokens: Grammar = {
  ...chainOfFocus,
  name: "chain-of-focus-tokens",
  traits: { ...chainOfFocus.traits, stop: [ZOOM, "<|im_end|>"], performs: "all" },
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
