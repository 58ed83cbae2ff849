import type { Piece, ShownImage, Traits } from "../contract/dialect";
import { talk } from "../reading/blocks";
import { pieceOf } from "../reading/call";
import { outsideTags, thinkBlock } from "../reading/tags";
import { framed, type Grammar, plainToolError } from "./grammar";

// Systems whose models draw pictures of their own while they think. Where a picture stood, words have a mark.

const PICTURE = /<image(?:_(\d{1,4}))?>/g;
const MAX_PICTURES = 1000;

const traits: Traits = {
  firstImage: 1,
  observed: "same-turn",
  performs: "all",
  imagines: true,
  stop: [],
  turnLimit: 1,
  answer: "",
};

/** Words with `<image_3>` in them: the model drew the third picture of the run there. */
function picturesIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const match of [...raw.matchAll(PICTURE)].slice(0, MAX_PICTURES)) {
    if (match.index > taken) pieces.push(...talk(raw.slice(taken, match.index)));
    pieces.push(drawn(match[0], match[1] === undefined ? undefined : shown[Number(match[1]) - 1]));
    taken = match.index + match[0].length;
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...outsideTags(raw.slice(taken))] : pieces;
}

/** Without its pixels a picture has no name; a log that kept them is opened with them. */
const drawn = (mark: string, image: ShownImage | undefined): Piece =>
  pieceOf(
    image
      ? { ok: true, value: { action: { kind: "imagine", image: image.id }, declared: { space: "pixel", numbers: [] } } }
      : { ok: false, error: { code: "no-such-image", at: 0 } },
    mark,
    mark,
  );

/** The grammar of a system whose models draw. */
export const drawnPictures: Grammar = {
  space: "pixel",
  traits,
  blocks: () => [thinkBlock()],
  outside: picturesIn,
  expresses: (action) => action.kind === "imagine",
  // A picture that was not shown yet is its own word: it stands in the turn itself.
  printAction: (action, shown) => {
    const index = shown.findIndex(({ id }) => id === action.image);
    return index < 0 ? "" : `<image_${index + 1}>`;
  },
  printThought: (text) => text,
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "imagine",
};
