import { createRng } from "../src/base";
import { cornersOf } from "../src/geometry";
import {
  classOf,
  type Difficulty,
  type Family,
  generateProblem,
  LETTERS,
  letterBox,
  outlineOf,
  PICTURE_SIZE,
  type Scene,
  type SceneObject,
} from "../src/gym";
import { crop, type Pixels } from "../src/pixels";
import { type Crop, holds } from "./crops";
import { type DialogKind, lessonOf } from "./dialogs";
import { encode } from "./encode";
import { INPUT_SIZE, rgbOf, squared } from "./preprocess";

/** One line of records.jsonl. Image numbers count through the shard's images.u8. */
export interface ProblemRecord {
  readonly seed: number;
  readonly family: Family;
  readonly image: number;
  readonly patches: readonly number[];
  readonly crops: readonly { readonly image: number; readonly letter: number; readonly name: number }[];
  readonly dialogs: readonly {
    readonly kind: DialogKind;
    readonly ids: readonly number[];
    readonly loss: readonly number[];
    readonly images: readonly number[];
  }[];
}

const PATCH_SIZE = 8;
const PATCHES = INPUT_SIZE / PATCH_SIZE;
// A patch is probed at 4 × 4 points. Its centre alone would miss small objects that stand between four patches.
const PROBES = 4;
const PROBES_TO_COUNT = 3;
const PROBE_STEP = PICTURE_SIZE.width / PATCHES / PROBES;

/** A problem's record and its images (bytes of 96 × 96 RGB each), the first of which is number `firstImage`. */
export function recordOf(seed: number, firstImage: number): { record: ProblemRecord; images: Uint8Array[] } {
  const rng = createRng(`lesson/${seed}`);
  const family: Family = rng.next() < 0.5 ? "find" : "count";
  const problem = generateProblem(family, seed, rng.int(1, 5) as Difficulty);
  const { crops, dialogs } = lessonOf(rng, problem);
  const record: ProblemRecord = {
    seed,
    family,
    image: firstImage,
    patches: patchClasses(problem.scene),
    crops: crops.map((part, i) => ({ image: firstImage + 1 + i, letter: letterNumber(part), name: nameNumber(part) })),
    dialogs: dialogs.map(({ kind, stretches, images }) => ({
      kind,
      ...encode(stretches),
      images: images.map((image) => firstImage + image),
    })),
  };
  return { record, images: [problem.picture, ...crops.map(({ box }) => crop(problem.picture, box))].map(bytesOf) };
}

const bytesOf = (pixels: Pixels): Uint8Array => rgbOf(squared(pixels));

const nameNumber = ({ object }: Crop): number => (object ? classOf(object) : 0);

const letterNumber = ({ box, object }: Crop): number =>
  object && holds(box, letterBox(object)) ? 1 + LETTERS.indexOf(object.letter) : 0;

/** For each patch, row by row: the class of the object that covers enough of it to be seen there, or 0. */
export function patchClasses(scene: Scene): number[] {
  const classes = new Array<number>(PATCHES * PATCHES).fill(0);
  const mostCovered = new Array<number>(PATCHES * PATCHES).fill(PROBES_TO_COUNT - 1);
  for (const object of scene.objects) {
    for (const [patch, covered] of coveredPatches(object)) {
      if (covered <= mostCovered[patch]!) continue;
      classes[patch] = classOf(object);
      mostCovered[patch] = covered;
    }
  }
  return classes;
}

/** The patches an object touches, with how many of their probes it covers. */
function coveredPatches(object: SceneObject): Map<number, number> {
  const corners = outlineOf(object.shape, object.center, object.radius);
  const [left, top, right, bottom] = cornersOf(object.box).map((side) => Math.floor(side / PROBE_STEP));
  const covered = new Map<number, number>();
  for (let row = Math.max(0, top!); row <= bottom!; row++) {
    for (let column = Math.max(0, left!); column <= right!; column++) {
      if (!isInside(corners, (column + 0.5) * PROBE_STEP, (row + 0.5) * PROBE_STEP)) continue;
      const patch = Math.floor(row / PROBES) * PATCHES + Math.floor(column / PROBES);
      covered.set(patch, (covered.get(patch) ?? 0) + 1);
    }
  }
  return covered;
}

/** Even-odd rule. */
function isInside(corners: readonly { x: number; y: number }[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i]!, corners[j]!];
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}
