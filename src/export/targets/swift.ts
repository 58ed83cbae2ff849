import { type Action, type ImageId, shapeOf } from "../../action";
import type { StepId } from "../../trace";
import type { ExportInput, ExportLine, ExportTurn, PlaceInWords } from "../contract/form";
import type { ExportTarget, Lengths, Setting } from "../contract/target";
import type { Told } from "../contract/told";
import { flawOfLine } from "../rows/keep";
import { imagesIn, stringTurns } from "../rows/messages";
import { movesOf, ratingOf } from "../rows/moves";
import { jsonLines, picturePath, planOf } from "../rows/plan";
import { flawOfPictures, leftOut, lengthsOf, type Made, tell, totalOf } from "../rows/row";
import { isTold, trimmed } from "../rows/trim";

// ms-swift 4.6.0. What was shown comes back in turns of the user's, whose pictures stay where their tags stand.

const SEEN_WITH = "ms-swift 4.6.0";

interface SwiftTurn {
  readonly role: ExportTurn["role"];
  readonly content: string;
  /** False masks a turn that a rater found wrong. */
  readonly loss?: boolean;
}

interface SwiftRow {
  readonly messages: readonly SwiftTurn[];
  readonly images: readonly string[];
  readonly objects?: SwiftObjects;
}

interface SwiftObjects {
  readonly ref: readonly string[];
  /** Pixels of the upright file: corners, or one point. */
  readonly bbox: readonly (readonly number[])[];
  /** The picture of each, counted from 0: left out, all are scaled by the first. */
  readonly image_id: readonly number[];
  readonly bbox_type: "real";
}

/** With the numbers of boxes in the words as the line's dialect writes them. */
const plain: ExportTarget = {
  name: "ms-swift",
  title: "ms-swift",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer"],
  write: (input) => written(input, () => null),
};

/** With boxes as objects, which the trainer writes in the numbers of the model that it trains. */
const grounded: ExportTarget = {
  name: "ms-swift-boxes",
  title: "ms-swift, boxes as objects",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer", "marks"],
  write: (input) => written(input, (images) => new Objects(images)),
};

/** Gathers the places of a row; null keeps their numbers in the words. */
type Gather = (images: readonly ImageId[]) => Objects | null;

class Objects {
  private readonly bbox: (readonly number[])[] = [];
  private readonly imageIds: number[] = [];
  private readonly images: readonly ImageId[];

  constructor(images: readonly ImageId[]) {
    this.images = images;
  }

  /** The tag of a place that the row can hold: on one of its pictures, with an inside. Code with a tag in it would be none. */
  add({ image, pixels }: PlaceInWords, call: Action): string | null {
    if (call.kind === "program") return null;
    const index = this.images.indexOf(image);
    const [x1, y1, x2, y2] = pixels;
    const isEmpty = x2 !== undefined && y2 !== undefined && (x2 <= x1 || y2 <= y1);
    if (index === -1 || isEmpty) return null;
    this.bbox.push(pixels);
    this.imageIds.push(index);
    return "<bbox>";
  }

  get value(): SwiftObjects {
    return { ref: [], bbox: this.bbox, image_id: this.imageIds, bbox_type: "real" };
  }
}

const written = (input: ExportInput, gather: Gather) =>
  planOf(
    input,
    input.lines.map((line) => rowOf(line, input, gather)),
    {
      files: (rows) => [{ kind: "text", path: "train.jsonl", text: jsonLines(rows) }],
      pictures: "files",
      settings,
    },
  );

const settings = (longest: Lengths): readonly Setting[] => [
  {
    text: "ROOT_IMAGE_DIR=…",
    why: "Paths of pictures are relative to this folder; without it they are looked for where the run was started.",
  },
  {
    text: `max_length ${totalOf(longest)}  # at least, by estimate`,
    why: "Longer rows are dropped or cut, as truncation_strategy says.",
  },
];

function rowOf(line: ExportLine, input: ExportInput, gather: Gather): Made<SwiftRow> {
  const flaw = flawOfLine(line, input);
  // A turn that was judged wrong can be masked; the line is worth keeping where it came to the right answer.
  if (flaw && !(flaw.code === "judged-wrong" && line.right === true)) return { kind: "left-out", told: flaw };
  const cut = trimmed(line);
  if (isTold(cut)) return { kind: "left-out", told: cut };
  const objects = gather(imagesIn(cut.turns));
  const worded = stringTurns(line, cut.turns, "ms-swift", (place, call) => objects?.add(place, call) ?? null);
  const { turns, images, words } = worded;
  const flawOfImages = flawOfPictures(line, images, input);
  if (flawOfImages) return { kind: "left-out", told: flawOfImages };
  const masked = maskedTurns(line);
  const messages = turns.map(
    ({ role, text }, i): SwiftTurn => ({ role, content: text, ...(masked.has(i) ? { loss: false } : {}) }),
  );
  if (!messages.some(({ role, loss }) => role === "assistant" && loss !== false)) return leftOut(line, "judged-wrong");
  return {
    kind: "row",
    row: { messages, images: images.map(picturePath), ...(objects ? { objects: objects.value } : {}) },
    images,
    lengths: lengthsOf(words, images, input),
    changed: [
      ...cut.changed,
      ...worded.changed,
      ...[...masked.values()].map((step) => tell(line, "step-kept-without-loss", step)),
      ...(objects ? numbersLeft(line, objects.value.bbox.length) : []),
    ],
  };
}

/** The turns in which a rater found something wrong, each with its last step. */
const maskedTurns = (line: ExportLine): ReadonlyMap<number, StepId | null> =>
  new Map(
    movesOf(line).flatMap(({ index, steps }) =>
      ratingOf(steps, line) === "wrong" ? [[index, steps.at(-1) ?? null] as const] : [],
    ),
  );

/** Told where actions name places that are no objects of the row. */
function numbersLeft(line: ExportLine, found: number): readonly Told[] {
  const named = line.steps.filter(({ body }) => body.kind === "action" && shapeOf(body.action).kind !== "whole").length;
  return named > found ? [tell(line, "box-left-in-words", null, `${named - found} of ${named}`)] : [];
}

export const SWIFT_TARGETS: readonly ExportTarget[] = [plain, grounded];
