import { type Rng, unreachable } from "../../src/base";
import type { GymProblem } from "../../src/gym";
import { chartLesson } from "./chart";
import { geometryLesson } from "./geometry";
import type { Lesson } from "./lesson";
import { mazeLesson } from "./maze";
import { measureLesson } from "./measure";
import { sceneLesson } from "./scene";
import { trackLesson } from "./track";

/** All that is asked about the pictures of one problem, with the crops that it takes. */
export function lessonOf(rng: Rng, problem: GymProblem): Lesson {
  const { layout } = problem;
  switch (layout.kind) {
    case "scene":
      return sceneLesson(rng, problem, layout);
    case "maze":
      return mazeLesson(rng, layout);
    case "rule":
      return measureLesson(rng, layout);
    case "chart":
      return chartLesson(rng, layout);
    case "figure":
      return geometryLesson(rng, layout);
    case "film":
      return trackLesson(rng, layout);
    default:
      return unreachable(layout);
  }
}
