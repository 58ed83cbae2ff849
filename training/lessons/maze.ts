import type { Rng } from "../../src/base";
import {
  act,
  answer,
  type Corridor,
  endBox,
  MAZE_WORDINGS,
  type Maze,
  mazeLine,
  mazeThought,
  percents,
  think,
} from "../../src/gym";
import { middleOf, nearly } from "./crops";
import { type Crop, type Dialog, drawOpening, type Lesson } from "./lesson";
import { lookDialog } from "./look";

const LETTER_SIDE = 16;

/** Every corridor is asked for once; crop i + 1 is the end of corridor i. */
export function mazeLesson(rng: Rng, maze: Maze): Lesson {
  const crops = maze.corridors.map((corridor): Crop => {
    const exact = endBox(maze, corridor);
    return { box: nearly(rng, exact, middleOf(exact, LETTER_SIDE)), letter: corridor.letter };
  });
  return { crops, dialogs: maze.corridors.map((corridor, i) => corridorDialog(rng, maze, corridor, i)) };
}

function corridorDialog(rng: Rng, maze: Maze, corridor: Corridor, index: number): Dialog {
  const thought = mazeThought(corridor);
  const lookAt = (end: Corridor) => ({
    zoom: act("zoom", percents(endBox(maze, end), maze.size)),
    image: maze.corridors.indexOf(end) + 1,
  });
  return lookDialog(rng, drawOpening(rng), {
    family: "maze",
    question: rng.pick(MAZE_WORDINGS)(corridor.colour),
    thought,
    drawn: thought + mazeLine(maze, corridor),
    look: lookAt(corridor),
    result: think("the end") + answer(corridor.letter),
    truth: corridor.letter,
    wrong: lookAt(rng.pick(maze.corridors.filter((_, i) => i !== index))),
  });
}
