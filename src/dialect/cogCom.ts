import type { Action } from "../action";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { talk } from "./reading/blocks";
import { cutByPil, markFrom, pieceOf, zoomFrom } from "./reading/call";
import { numbersFromBox } from "./reading/space";

/** `[[x1,y1,x2,y2;…]]`, alone or as what `CROP_AND_ZOOMIN` is called with. */
const BOXES =
  /(CROP_AND_ZOOMIN\(\s{0,5})?\[\[(\d{1,3}(?:,\d{1,3}){3}(?:;\d{1,3}(?:,\d{1,3}){3}){0,50})\]\](?:\s{0,5},\s{0,5}\d{1,2}\s{0,5}\))?/g;

const MOST_BOXES = 1000;

/**
 * Thousandths of the latest picture, cut off below 1000, in the words of one chain. A box that is cut out and enlarged is
 * named again in the same sentence: that says nothing more.
 */
function chainIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  const image = shown.at(-1);
  let zoomed = "";
  let taken = 0;
  for (const match of [...raw.matchAll(BOXES)].slice(0, MOST_BOXES)) {
    const [whole, zooms, boxes = ""] = match;
    if (zooms === undefined && boxes === zoomed) continue;
    if (match.index > taken) pieces.push(...talk(raw.slice(taken, match.index)));
    taken = match.index + whole.length;
    if (zooms !== undefined) zoomed = boxes;
    for (const [i, box] of boxes.split(";").entries()) {
      const numbers = box.split(",").map(Number);
      const read =
        zooms === undefined
          ? markFrom(numbers, image, { space: "permille" }, "")
          : zoomFrom(numbers, image, { space: "permille", cut: cutByPil });
      pieces.push(pieceOf(read, i === 0 ? whole : "", i === 0 ? whole : box));
      // Of several boxes the first is cut out.
      if (zooms !== undefined) break;
    }
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...talk(raw.slice(taken))] : pieces;
}

const printed = (action: Extract<Action, { kind: "zoom" | "box" }>, image: ShownImage): string => {
  const numbers = numbersFromBox(action.box, "permille", image).map((number) => Math.min(999, Math.max(0, number)));
  const box = `[[${numbers.map((number) => String(number).padStart(3, "0")).join(",")}]]`;
  return action.kind === "box" ? box : `CROP_AND_ZOOMIN(${box}, 2)`;
};

const grammar: Grammar = {
  space: "permille",
  traits: {
    firstImage: null,
    acts: "latest-image",
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 3,
    answer: "",
    // The model is shown the cut at twice its size.
    shownSize: (asked, image) => {
      const cut = cutByPil(asked, image);
      return cut && { width: 2 * cut.width, height: 2 * cut.height };
    },
  },
  cut: cutByPil,
  blocks: () => [],
  outside: chainIn,
  expresses: (action) => action.kind === "zoom" || action.kind === "box",
  printAction(action, shown) {
    const image = shown.find(({ id }) => id === action.image);
    if (!image || (action.kind !== "zoom" && action.kind !== "box"))
      throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    return printed(action, image);
  },
  printThought: (text) => text,
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", body.text === "" ? "Based on this new image and the reasoning history:" : ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "zoom",
};

export const cogCom = describeSystem({
  name: "cogcom",
  title: "CogCoM",
  source: { of: "THUDM/CogCoM", at: "97b001b" },
  grammar,
  instructions: null,
  forms: [],
  signs: [wordsFit(610, (words) => words.includes("CROP_AND_ZOOMIN(") || /\bGROUNDING\([^)]{1,200}\)->/.test(words))],
});
