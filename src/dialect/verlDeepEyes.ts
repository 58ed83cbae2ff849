import { roundHalfToEven, type Size } from "../geometry";
import { framed } from "./grammar/grammar";
import { ZOOM_IN_SHOWN_PIXELS } from "./grammar/prompts";
import { describeSystem } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { refusing } from "./reading/call";
import { type Corners, onShownPicture, within } from "./reading/cut";

/** `MIN_DIMENSION` of `verl/tools/image_zoom_in_tool.py`. */
const SMALLEST = 28;
const LONGEST = 100;

/**
 * What the tool cuts out of the fetched picture. A box with a side below 28 pixels grows about its centre until that side
 * has them, both sides alike, shrinks where the picture is smaller, and is moved into it. Null where it refuses.
 */
function cutByVerl(asked: Corners, size: Size): Corners | null {
  const inside = within(asked, size);
  if (!isValid(inside)) return null;
  const [x1, y1, x2, y2] = inside;
  const isSmall = Math.min(x2 - x1, y2 - y1) < SMALLEST;
  const cut = isSmall ? grown(inside, size) : inside;
  const [left, top, right, bottom] = cut;
  if (!isValid(cut)) return null;
  if (Math.min(Math.floor(right) - Math.floor(left), Math.floor(bottom) - Math.floor(top)) < SMALLEST) return null;
  return [roundHalfToEven(left), roundHalfToEven(top), roundHalfToEven(right), roundHalfToEven(bottom)];
}

function grown([x1, y1, x2, y2]: Corners, size: Size): Corners {
  const ratio = SMALLEST / Math.min(x2 - x1, y2 - y1);
  let [width, height] = [(x2 - x1) * ratio, (y2 - y1) * ratio];
  if (width > size.width) [width, height] = [size.width, height * (size.width / width)];
  if (height > size.height) [width, height] = [width * (size.height / height), size.height];
  const moved = (center: number, length: number, side: number): number => {
    const start = Math.max(0, center - length / 2);
    return start + length > side ? side - length : start;
  };
  const [left, top] = [moved((x1 + x2) / 2, width, size.width), moved((y1 + y2) / 2, height, size.height)];
  return [Math.floor(left), Math.floor(top), Math.ceil(left + width), Math.ceil(top + height)];
}

function isValid([x1, y1, x2, y2]: Corners): boolean {
  const [short, long] = [Math.min(x2 - x1, y2 - y1), Math.max(x2 - x1, y2 - y1)];
  return short > 0 && long / short <= LONGEST;
}

/** Its recipe for DeepEyes, whose tool cuts the picture that `fetch_image` has resized. */
export const verlDeepEyes = describeSystem({
  name: "verl-deepeyes",
  title: "DeepEyes (verl)",
  source: { of: "verl 0.6.1, verl/tools/image_zoom_in_tool.py", at: null },
  grammar: toolGrammar({
    space: "resized",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: false,
    cut: onShownPicture(cutByVerl),
    refuses: refusing({ smallest: SMALLEST, longest: LONGEST }),
    traits: {
      firstImage: null,
      turns: false,
      observed: "user-turn",
      performs: "last",
      stop: ["<|im_end|>"],
      turnLimit: null,
      answer: "<answer>…</answer>",
    },
    observation: (body) => framed(body, "", ""),
  }),
  instructions: ZOOM_IN_SHOWN_PIXELS,
  forms: [],
  signs: [],
});
