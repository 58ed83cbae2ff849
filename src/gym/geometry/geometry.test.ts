import { expect, it } from "vitest";
import { imagePoint, type Point } from "../../geometry";
import { nameOf } from "../kinds";
import { actionsIn, expectHarderByLevel, expectLaws } from "../testing";
import { CONSTRUCTIONS, type Construction, type Figure, type FigureObject } from "./figure";
import { GEOMETRY_WORDINGS } from "./puzzle";

const constructionIn = (question: string): Construction => {
  const found = CONSTRUCTIONS.filter((construction) => GEOMETRY_WORDINGS[construction].includes(question));
  expect(found).toHaveLength(1);
  return found[0]!;
};

/** Where the auxiliary line starts and which way it goes, from the arrow and the dot alone. */
function auxiliary({ arrow: { from, to }, dot }: Pick<Figure, "arrow" | "dot">, construction: Construction) {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const along: Point = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const way = construction === "perpendicular" ? { x: -along.y, y: along.x } : along;
  return { start: construction === "extension" ? to : dot, way, isRay: construction === "extension" };
}

type Line = ReturnType<typeof auxiliary>;

/** How far along the line an object stands, and how far off it, in pixels. */
function placeOn({ start, way }: Line, { center }: FigureObject) {
  const away = { x: center.x - start.x, y: center.y - start.y };
  return { along: away.x * way.x + away.y * way.y, off: Math.abs(away.x * way.y - away.y * way.x) };
}

const isMet = (line: Line, object: FigureObject, radius: number): boolean => {
  const { along, off } = placeOn(line, object);
  return off < radius && (!line.isRay || along > 0);
};

it("has one shape that the auxiliary line meets, and it is the truth", () => {
  expectLaws<Figure>("geometry", ({ layout, question, truth }) => {
    const line = auxiliary(layout, constructionIn(question));
    const met = layout.objects.filter((object) => isMet(line, object, layout.radius * 0.7));
    expect(met.map(({ kind }) => nameOf(kind))).toEqual([truth]);
    expect(placeOn(line, met[0]!).off).toBeLessThan(layout.radius / 3);
    expect(new Set(layout.objects.map(({ kind }) => nameOf(kind))).size).toBe(layout.objects.length);
  });
});

it("draws the arrow and then the auxiliary line, point by point, to the shape", () => {
  expectLaws<Figure>("geometry", (problem) => {
    const { layout, question } = problem;
    const lines = actionsIn(problem).flatMap(({ action }) => (action.kind === "line" ? [action.points] : []));
    const [arrow = [], ...walks] = lines;
    const line = auxiliary(layout, constructionIn(question));
    const goal = layout.objects.find(({ kind }) => nameOf(kind) === problem.truth)!.center;
    const apart = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
    expect(apart(arrow[0]!, layout.arrow.from) + apart(arrow[1]!, layout.arrow.to)).toBeLessThan(8);
    expect(apart(walks.at(-1)!.at(-1)!, goal)).toBeLessThan(4);
    expect(walks.length).toBeLessThanOrEqual(line.isRay ? 1 : 2);
    for (const walk of walks) {
      expect(apart(walk[0]!, line.start)).toBeLessThan(4);
      for (const point of walk.slice(0, -1)) {
        const { off } = placeOn(line, { kind: layout.objects[0]!.kind, center: imagePoint(point.x, point.y) });
        expect(off).toBeLessThan(4);
      }
      // No shape is walked past.
      for (const object of layout.objects.filter(({ center }) => apart(center, goal) > 1)) {
        for (const point of walk) expect(apart(point, object.center)).toBeGreaterThan(layout.radius * 0.7);
      }
    }
    if (walks.length === 2) {
      const { x, y } = walks[0]!.at(-1)!;
      expect(Math.min(x, y, layout.size.width - x, layout.size.height - y)).toBeLessThan(10);
    }
  });
});

// Figures with room for many shapes are drawn again and again until one fits: this takes its time.
it("is harder from level to level for a hand that draws at a wrong angle", () => {
  expectHarderByLevel<Figure>("geometry", ({ layout, question }, blur) => {
    const { start, way, isRay } = auxiliary(layout, constructionIn(question));
    const turn = blur(0.27);
    const turned = {
      x: way.x * Math.cos(turn) - way.y * Math.sin(turn),
      y: way.x * Math.sin(turn) + way.y * Math.cos(turn),
    };
    const line = { start, way: turned, isRay };
    const angles = layout.objects.map((object) => angleOff(line, object));
    return nameOf(layout.objects[angles.indexOf(Math.min(...angles))]!.kind);
  });
});

function angleOff(line: Line, object: FigureObject): number {
  const { along, off } = placeOn(line, object);
  return Math.atan2(off, line.isRay ? along : Math.abs(along));
}
