import type { Rng } from "../base";
import { COLOURS, isThing, type Kind, SHAPE_KINDS, SHAPES, sameKind, THING_KINDS } from "./kinds";
import { act, answer, percents, think } from "./native";
import type { Puzzle } from "./puzzle";
import { type Difficulty, drawObjectCount, lookBox, placeObjects, type Scene } from "./scene";
import { COUNT_WORDINGS, matches, plural, type Query, singular } from "./wording";

/** How often each number from 0 to 6 is the truth, of 100. */
const TRUTH_WEIGHTS = [4, 16, 20, 20, 17, 13, 10];

/** Count: how many objects are of one kind, one shape or one colour. */
export function countPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Scene> {
  const query = drawQuery(rng);
  return countPuzzleOf(rng, difficulty, query, drawTruth(rng));
}

/** A puzzle in which so many objects match the query. */
export function countPuzzleOf(rng: Rng, difficulty: Difficulty, query: Query, count: number): Puzzle<Scene> {
  // Two objects are left over at least, so that there is always something to tell apart.
  const total = Math.max(drawObjectCount(rng, difficulty), count + 2);
  const scene = placeObjects(rng, [...matching(rng, query, count), ...others(rng, query, total - count)], difficulty);
  const counted = scene.objects.find((object) => matches(query, object));
  const other = rng.pick(scene.objects.filter((object) => !matches(query, object)));
  return {
    layout: scene,
    question: rng.pick(COUNT_WORDINGS)(plural(query)),
    truth: String(count),
    reference: [{ author: "model", text: countReference(scene, query) }],
    rightMove: counted ? { kind: "box", box: lookBox(counted), image: 0 } : null,
    wrongMove: { kind: "box", box: lookBox(other), image: 0 },
  };
}

export const drawQuery = (rng: Rng): Query => (rng.next() < 0.5 ? rng.pick(THING_KINDS) : drawShapeQuery(rng));

function drawShapeQuery(rng: Rng): Query {
  const shape = rng.pick(SHAPES);
  const colour = rng.pick(COLOURS);
  return rng.pick<Query>([{ shape, colour }, { shape, colour }, { shape }, { colour }]);
}

function drawTruth(rng: Rng): number {
  let rest = rng.int(1, 100);
  return TRUTH_WEIGHTS.findIndex((weight) => {
    rest -= weight;
    return rest <= 0;
  });
}

const kindsLike = (query: Query): readonly Kind[] => ("thing" in query ? THING_KINDS : SHAPE_KINDS);

const matching = (rng: Rng, query: Query, count: number): Kind[] => {
  const kinds = kindsLike(query).filter((kind) => matches(query, kind));
  return Array.from({ length: count }, () => rng.pick(kinds));
};

/** Kinds that do not match, each another, half of them alike in one way. */
function others(rng: Rng, query: Query, count: number): Kind[] {
  const kinds = kindsLike(query).filter((kind) => !matches(query, kind));
  const alike = rng.shuffle(kinds.filter((kind) => isAlike(query, kind))).slice(0, Math.floor(count / 2));
  const rest = rng.shuffle(kinds.filter((kind) => !alike.some((other) => sameKind(kind, other))));
  return [...alike, ...rest].slice(0, count);
}

const isAlike = (query: Query, kind: Kind): boolean =>
  !isThing(kind) &&
  (("shape" in query && query.shape === kind.shape) || ("colour" in query && query.colour === kind.colour));

/** One box a match in reading order, then the number. */
export function countReference(scene: Scene, query: Query): string {
  const found = scene.objects.filter((object) => matches(query, object));
  const boxes = found.map((object) => act("box", percents(lookBox(object), scene.size)));
  return think(`box each ${singular(query)}`) + boxes.join("") + answer(found.length);
}
