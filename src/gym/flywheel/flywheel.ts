// Problems that are made, checked, and made harder by turning an answer into a condition of the next question: the data
// flywheel of V-Thinker (arXiv 2511.04460) in small. Pictures are composed freely, so that drafts do fail.
import { createRng, type Rng } from "../../base";
import { imagePoint } from "../../geometry";
import type { Pixels } from "../../pixels";
import { COLOURS, LETTERS, SHAPE_KINDS, SHAPES, type ShapeKind } from "../kinds";
import { act, answer, percents, think } from "../native";
import { paintScene } from "../paint";
import type { ReferenceTurn } from "../puzzle";
import { CELL, extentOf, GRID, PICTURE_SIZE, type Scene, type SceneObject } from "../scene";
import type { Atlas } from "../things/atlas";
import { checked, type Draft, type Look, type Reject } from "./check";
import { depthOf, follow, harder, type Plan, questionOf } from "./plan";

/** A problem that passed every check. */
export interface MadeProblem {
  /** "flywheel-7-2": the seed of its picture and how many conditions it has; the same name gives the same problem. */
  readonly name: string;
  readonly question: string;
  readonly truth: string;
  readonly picture: Pixels;
  readonly looks: readonly Look[];
  readonly reference: readonly ReferenceTurn[];
  /** The question before it was made harder; null for a first one. */
  readonly grewFrom: string | null;
  readonly conditions: number;
}

/** What became of one draft. */
export type Outcome =
  | { readonly kind: "made"; readonly problem: MadeProblem }
  | {
      readonly kind: "rejected";
      readonly name: string;
      readonly question: string;
      readonly picture: Pixels;
      readonly reject: Reject;
    };

export interface Spin {
  readonly seed: number;
  /** How many pictures are composed. */
  readonly pictures: number;
  /** How often an answer is made a condition, 0 for never. */
  readonly rounds: number;
}

/** Makes and checks, one draft at a time; every problem that passes is made harder in the next round. */
export function* spin({ seed, pictures, rounds }: Spin, atlas: Atlas): Generator<Outcome, void> {
  for (let i = 0; i < pictures; i++) {
    const rng = createRng(`flywheel/${seed + i}`);
    const scene = composed(rng.fork("scene"));
    const picture = paintScene(rng.fork("ground"), scene, atlas);
    let plan = firstPlan(rng.fork("plan"), scene);
    let grewFrom: string | null = null;
    for (let round = 0; round <= rounds; round++) {
      const outcome = tried(`flywheel-${seed + i}-${round}`, { plan, scene, picture, grewFrom });
      yield outcome;
      if (outcome.kind === "rejected") break;
      grewFrom = outcome.problem.question;
      plan = harder(plan);
    }
  }
}

interface Wanted {
  readonly plan: Plan;
  readonly scene: Scene;
  readonly picture: Pixels;
  readonly grewFrom: string | null;
}

function tried(name: string, { plan, scene, picture, grewFrom }: Wanted): Outcome {
  const question = questionOf(plan);
  const followed = follow(
    plan,
    scene.objects.filter((object) => "shape" in object),
  );
  const answerText = followed.ok ? followed.value.answer : "";
  const draft: Draft = { plan, question, answer: answerText, objects: scene.objects, picture };
  const looks = checked(draft);
  if (!looks.ok) return { kind: "rejected", name, question, picture, reject: looks.error };
  return {
    kind: "made",
    problem: {
      name,
      question,
      truth: answerText,
      picture,
      looks: looks.value,
      reference: referenceOf(looks.value, answerText, picture),
      grewFrom,
      conditions: depthOf(plan),
    },
  };
}

/** Of a side of the picture: how large objects are. */
const RADII = { low: 26, high: 40 };

/** Coloured shapes anywhere, each with a letter of its own; nothing keeps one from covering another. */
function composed(rng: Rng): Scene {
  const count = rng.int(4, 8);
  const letters = rng.shuffle(LETTERS);
  // Few colours, so that there is something to count.
  const colours = rng.shuffle(COLOURS).slice(0, 3);
  const objects = Array.from({ length: count }, (_, i): SceneObject => {
    const kind: ShapeKind = { shape: rng.pick(SHAPES), colour: rng.pick(colours) };
    const radius = rng.int(RADII.low, RADII.high);
    const place = (extent: number): number => rng.int(radius + 2, extent - radius - 2);
    const center = imagePoint(place(PICTURE_SIZE.width), place(PICTURE_SIZE.height));
    const cell = Math.floor(center.y / CELL) * GRID + Math.floor(center.x / CELL);
    return { ...kind, letter: letters[i]!, cell, center, radius, box: extentOf(kind, center, radius) };
  });
  return { kind: "scene", size: PICTURE_SIZE, objects };
}

/** A first question, mostly about what is there. */
function firstPlan(rng: Rng, { objects }: Scene): Plan {
  const [about] = rng.shuffle(objects.filter((object) => "shape" in object));
  const { shape, colour } = about ?? rng.pick(SHAPE_KINDS);
  if (rng.next() < 0.5) return { kind: "letter-on", object: { shape, colour } };
  return { kind: "count", query: rng.pick([{ shape }, { colour }, { shape, colour }]) };
}

/** A way to the answer in the native dialect: what is counted is boxed, what is read is zoomed to. */
function referenceOf(looks: readonly Look[], truth: string, size: Pixels): readonly ReferenceTurn[] {
  const turns: ReferenceTurn[] = [];
  let said = "";
  for (const { how, boxes, shows } of looks) {
    if (how === "count") {
      said += think(`box what is counted: ${shows}`) + boxes.map((box) => act("box", percents(box, size))).join("");
      continue;
    }
    for (const box of boxes) {
      turns.push({ author: "model", text: `${said}${think("zoom to the letter")}${act("zoom", percents(box, size))}` });
      turns.push({ author: "runner", crop: box });
    }
    said = think(`the letter ${shows}`);
  }
  return [...turns, { author: "model", text: said + answer(truth) }];
}
