import type { ImageBox, Point } from "../src/geometry";
import {
  ARROW_THICKNESS,
  axisCorners,
  barCorners,
  COLOURS,
  type Colour,
  cellCenter,
  classOf,
  DOT_RADIUS,
  entryCorners,
  isThing,
  type Layout,
  lookBox,
  outlineOf,
  PICTURE_SIZE,
  type Scene,
  type SceneObject,
  SHAPE_KINDS,
  START_RADIUS,
  stickCorners,
  THING_KINDS,
  wallsOf,
} from "../src/gym";
import { circleCorners } from "../src/pixels";
import { INPUT_SIZE } from "./preprocess";

// What each patch of a picture shows. Kinds of objects have the numbers that the gym gives them; what else there is
// comes after: a stick or bar of each colour, ink, walls either way, a lettered disc, a black dot.

const FIRST_OTHER = 1 + SHAPE_KINDS.length + THING_KINDS.length;
const INK = FIRST_OTHER + COLOURS.length;
const WALL_LEVEL = INK + 1;
const WALL_UPRIGHT = INK + 2;
const DISC = INK + 3;
const DOT = INK + 4;
export const CLASS_COUNT = INK + 5;

const stickClass = (colour: Colour): number => FIRST_OTHER + COLOURS.indexOf(colour);
const circleClass = (colour: Colour): number => classOf({ shape: "circle", colour });

/** A part of a picture that shows one class; corners in pixels of the picture. */
interface Region {
  readonly name: number;
  readonly corners: readonly Point[];
}

/** The labels of one picture of the layout. */
export interface Labels {
  /** For each patch, row by row, the class that covers enough of it to be seen there, or 0. */
  readonly patches: readonly number[];
  /** Objects whose place is known to the hundredth: left, top, right, bottom in pixels. */
  readonly boxes: readonly ImageBox[];
}

export function labelsOf(layout: Layout): readonly Labels[] {
  switch (layout.kind) {
    case "scene":
      return [sceneLabels(layout)];
    case "film":
      return layout.frames.map(sceneLabels);
    default:
      return [{ patches: patchClasses(regionsOf(layout)), boxes: [] }];
  }
}

const sceneLabels = ({ objects }: Scene): Labels => ({
  patches: patchClasses(objects.map(objectRegion)),
  boxes: objects.map(lookBox),
});

/** A thing counts as the disc that fills its square. */
const objectRegion = (object: SceneObject): Region => ({
  name: classOf(object),
  corners: isThing(object)
    ? circleCorners(object.center, object.radius * 0.95)
    : outlineOf(object.shape, object.center, object.radius),
});

function regionsOf(layout: Exclude<Layout, { kind: "scene" | "film" }>): Region[] {
  switch (layout.kind) {
    case "maze":
      return [
        ...wallsOf(layout).map((corners): Region => {
          const isLevel = corners[1]!.x - corners[0]!.x > corners[2]!.y - corners[1]!.y;
          return { name: isLevel ? WALL_LEVEL : WALL_UPRIGHT, corners };
        }),
        ...layout.corridors.flatMap(({ cells, colour }): Region[] => [
          { name: circleClass(colour), corners: circleCorners(cellCenter(layout, cells[0]!), START_RADIUS) },
          { name: DISC, corners: circleCorners(cellCenter(layout, cells.at(-1)!), START_RADIUS) },
        ]),
      ];
    case "rule":
      return [
        ...barCorners(layout).map((corners) => ({ name: INK, corners })),
        ...layout.sticks.map((stick) => ({ name: stickClass(stick.colour), corners: stickCorners(stick) })),
      ];
    case "chart":
      return [
        ...axisCorners(layout).map((corners) => ({ name: INK, corners })),
        ...layout.entries.map((entry) => ({
          name: layout.style === "bars" ? stickClass(entry.colour) : circleClass(entry.colour),
          corners: entryCorners(layout, entry),
        })),
      ];
    case "figure":
      return [
        { name: INK, corners: thickLine(layout.arrow.from, layout.arrow.to, ARROW_THICKNESS * 1.5) },
        { name: DOT, corners: circleCorners(layout.dot, DOT_RADIUS + 2) },
        ...layout.objects.map(({ kind, center }) => ({
          name: classOf(kind),
          corners: outlineOf(kind.shape, center, layout.radius),
        })),
      ];
  }
}

function thickLine(from: Point, to: Point, thickness: number): Point[] {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const length = Math.sqrt(x * x + y * y);
  const [acrossX, acrossY] = [(-y / length) * (thickness / 2), (x / length) * (thickness / 2)];
  return [
    { x: from.x + acrossX, y: from.y + acrossY },
    { x: to.x + acrossX, y: to.y + acrossY },
    { x: to.x - acrossX, y: to.y - acrossY },
    { x: from.x - acrossX, y: from.y - acrossY },
  ];
}

const PATCH_SIZE = 8;
const PATCHES = INPUT_SIZE / PATCH_SIZE;
// A patch is probed at 8 × 8 points. Its centre alone would miss small objects that stand between four patches.
const PROBES = 8;
const PROBES_TO_COUNT = 8;
const PROBE_STEP = PICTURE_SIZE.width / PATCHES / PROBES;

export function patchClasses(regions: readonly Region[]): number[] {
  const classes = new Array<number>(PATCHES * PATCHES).fill(0);
  const mostCovered = new Array<number>(PATCHES * PATCHES).fill(PROBES_TO_COUNT - 1);
  for (const { name, corners } of regions) {
    for (const [patch, covered] of coveredPatches(corners)) {
      if (covered <= mostCovered[patch]!) continue;
      classes[patch] = name;
      mostCovered[patch] = covered;
    }
  }
  return classes;
}

/** The patches a region touches, with how many of their probes it covers. */
function coveredPatches(corners: readonly Point[]): Map<number, number> {
  const probe = (at: number) => Math.min(PATCHES * PROBES - 1, Math.max(0, Math.floor(at / PROBE_STEP)));
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [left, right] = [probe(Math.min(...xs)), probe(Math.max(...xs))];
  const [top, bottom] = [probe(Math.min(...ys)), probe(Math.max(...ys))];
  const covered = new Map<number, number>();
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      if (!isInside(corners, (column + 0.5) * PROBE_STEP, (row + 0.5) * PROBE_STEP)) continue;
      const patch = Math.floor(row / PROBES) * PATCHES + Math.floor(column / PROBES);
      covered.set(patch, (covered.get(patch) ?? 0) + 1);
    }
  }
  return covered;
}

/** Even-odd rule. */
function isInside(corners: readonly Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [a, b] = [corners[i]!, corners[j]!];
    if (a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
  }
  return inside;
}
