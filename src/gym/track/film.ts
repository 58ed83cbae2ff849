import { keysOf, type Rng } from "../../base";
import { distance, type ImagePoint, imagePoint, type Size } from "../../geometry";
import { type Kind, LETTERS, SHAPE_KINDS, THING_KINDS } from "../kinds";
import { CELL, type Difficulty, extentOf, GRID, PICTURE_SIZE, type Scene, type SceneObject } from "../scene";

/** The ways a thing may move, in words, and by how much of a step along each side. */
export const DIRECTIONS = {
  right: [1, 0],
  left: [-1, 0],
  down: [0, 1],
  up: [0, -1],
  "down right": [1, 1],
  "down left": [-1, 1],
  "up right": [1, -1],
  "up left": [-1, -1],
} as const;
export type Direction = keyof typeof DIRECTIONS;

/** One object's way through the frames. */
export interface Way {
  readonly kind: Kind;
  readonly direction: Direction;
  /** The object in each frame. */
  readonly places: readonly SceneObject[];
}

/** Frames of one scene in which everything moves, each thing one way at one pace. */
export interface Film {
  readonly kind: "film";
  readonly size: Size;
  readonly ways: readonly Way[];
  readonly frames: readonly Scene[];
}

interface Level {
  readonly frames: readonly [low: number, high: number];
  readonly objects: number;
  readonly isDiagonal: boolean;
  /** Pixels from the first frame to the last. */
  readonly travel: readonly [low: number, high: number];
}

const LEVELS: Readonly<Record<Difficulty, Level>> = {
  1: { frames: [3, 3], objects: 2, isDiagonal: false, travel: [150, 220] },
  2: { frames: [3, 4], objects: 3, isDiagonal: false, travel: [130, 200] },
  3: { frames: [3, 5], objects: 3, isDiagonal: true, travel: [120, 190] },
  4: { frames: [4, 6], objects: 4, isDiagonal: true, travel: [100, 170] },
  5: { frames: [4, 6], objects: 4, isDiagonal: true, travel: [80, 140] },
};

const RADIUS = 30;
const EDGE = RADIUS + 4;
const GAP = 8;

/** `directionOf` may say which way the object of this number goes; otherwise each goes as it likes. */
export function drawFilm(rng: Rng, difficulty: Difficulty, directionOf?: (object: number) => Direction): Film {
  const level = LEVELS[difficulty];
  const frames = rng.int(...level.frames);
  const kinds: readonly Kind[] = rng.next() < 0.5 ? THING_KINDS : SHAPE_KINDS;
  const chosen = rng.shuffle(kinds).slice(0, level.objects);
  const letters = rng.shuffle(LETTERS);
  for (;;) {
    const tracks: ImagePoint[][] = [];
    const ways = chosen.map((kind, i): Way | null => {
      const direction = directionOf ? directionOf(i) : drawDirection(rng, level);
      const centers = drawTrack(rng, direction, frames, level, tracks);
      if (centers) tracks.push(centers);
      return centers && { kind, direction, places: centers.map((center) => placed(kind, letters[i]!, center)) };
    });
    const laid = ways.flatMap((way) => (way ? [way] : []));
    if (laid.length === chosen.length) return filmOf(laid, frames);
  }
}

function filmOf(ways: readonly Way[], count: number): Film {
  const frames = Array.from({ length: count }, (_, frame): Scene => {
    const objects = ways.map(({ places }) => places[frame]!).toSorted((a, b) => a.cell - b.cell);
    return { kind: "scene", size: PICTURE_SIZE, objects };
  });
  return { kind: "film", size: PICTURE_SIZE, ways, frames };
}

/** A way that things of this difficulty go. */
export const drawDirectionAt = (rng: Rng, difficulty: Difficulty): Direction => drawDirection(rng, LEVELS[difficulty]);

function drawDirection(rng: Rng, { isDiagonal }: Level): Direction {
  const names = keysOf(DIRECTIONS);
  return rng.pick(isDiagonal ? names : names.slice(0, 4));
}

const TRIES = 30;

/** A straight track on which nothing meets the other tracks in any frame; null where none was found. */
function drawTrack(
  rng: Rng,
  direction: Direction,
  frames: number,
  { travel }: Level,
  others: readonly (readonly ImagePoint[])[],
): ImagePoint[] | null {
  const [x, y] = DIRECTIONS[direction];
  for (let i = 0; i < TRIES; i++) {
    const length = rng.int(...travel) / (x !== 0 && y !== 0 ? 1.4 : 1);
    const start = (step: number, side: number) =>
      rng.int(EDGE + Math.max(0, -step) * Math.ceil(length), side - EDGE - Math.max(0, step) * Math.ceil(length));
    const from = { x: start(x, PICTURE_SIZE.width), y: start(y, PICTURE_SIZE.height) };
    const centers = Array.from({ length: frames }, (_, frame) => {
      const gone = Math.round((length * frame) / (frames - 1));
      return imagePoint(from.x + x * gone, from.y + y * gone);
    });
    const isFree = others.every((other) =>
      centers.every((center, frame) => distance(center, other[frame]!) >= 2 * RADIUS + GAP),
    );
    if (isFree) return centers;
  }
  return null;
}

function placed(kind: Kind, letter: string, center: ImagePoint): SceneObject {
  const cell = Math.floor(center.y / CELL) * GRID + Math.floor(center.x / CELL);
  return { ...kind, letter, cell, center, radius: RADIUS, box: extentOf(kind, center, RADIUS) };
}
