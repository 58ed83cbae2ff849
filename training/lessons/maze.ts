import type { Rng } from "../../src/base";
import {
  act,
  answer,
  type Corridor,
  type Difficulty,
  drawMaze,
  endBox,
  MAZE_WORDINGS,
  type Maze,
  mazeLine,
  mazeThought,
  percents,
  think,
} from "../../src/gym";
import { middleOf, nearly } from "./crops";
import { drill, drills } from "./drill";
import { begun, type Crop, type Dialog, drawOpening, END_GIVEN, type Lesson, SHOWN_NOTHING } from "./lesson";
import { lookDialog } from "./look";

const LETTER_SIDE = 16;
const END_WORDS = think("the end");
/** Whether somebody's look was at the right end is known only when the line is drawn: more of these than elsewhere. */
const OPENINGS = { wrong: 0.3, given: 0.18, refused: 0.05 };

/** Every corridor is asked for once; crop i + 1 is the end of corridor i. */
export function mazeLesson(rng: Rng, maze: Maze): Lesson {
  const crops = maze.corridors.map((corridor): Crop => {
    const exact = endBox(maze, corridor);
    return { box: nearly(rng, exact, middleOf(exact, LETTER_SIDE)), letter: corridor.letter };
  });
  const dialogs = maze.corridors.map((corridor, i) => corridorDialog(rng, maze, corridor, i));
  return { crops, dialogs: [...dialogs, ...drills(() => lookDrill(rng))] };
}

const zoomOn = (maze: Maze, corridor: Corridor): string => act("zoom", percents(endBox(maze, corridor), maze.size));

/** From the numbers alone: whether the look that was taken, if any, was at the line's end; if not, the look that is. */
function lookDrill(rng: Rng): Dialog {
  const maze = drawMaze(rng, rng.int(1, 5) as Difficulty);
  const [corridor, other] = rng.shuffle(maze.corridors) as [Corridor, Corridor];
  const seen = rng.pick([null, corridor, other]);
  const look = seen ? zoomOn(maze, seen) + END_GIVEN.text + SHOWN_NOTHING : "";
  return drill(
    rng,
    MAZE_WORDINGS.map((ask) => ask(corridor.colour)),
    look + mazeThought(corridor) + mazeLine(maze, corridor),
    begun(seen === corridor ? END_WORDS : zoomOn(maze, corridor)),
  );
}

function corridorDialog(rng: Rng, maze: Maze, corridor: Corridor, index: number): Dialog {
  const thought = mazeThought(corridor);
  const lookAt = (end: Corridor) => ({
    zoom: zoomOn(maze, end),
    image: maze.corridors.indexOf(end) + 1,
  });
  return lookDialog(rng, drawOpening(rng, OPENINGS), {
    family: "maze",
    question: rng.pick(MAZE_WORDINGS)(corridor.colour),
    thought,
    drawn: thought + mazeLine(maze, corridor),
    look: lookAt(corridor),
    result: END_WORDS + answer(corridor.letter),
    truth: corridor.letter,
    wrong: lookAt(rng.pick(maze.corridors.filter((_, i) => i !== index))),
  });
}
