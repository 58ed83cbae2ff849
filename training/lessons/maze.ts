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
import {
  asked,
  begun,
  type Crop,
  type Dialog,
  drawOpening,
  END_GIVEN,
  given,
  kindOf,
  type Lesson,
  learnt,
  REFUSED,
  SHOWN,
} from "./lesson";

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
  const opening = drawOpening(rng);
  const question = asked(rng.pick(MAZE_WORDINGS)(corridor.colour));
  const way = mazeThought(corridor) + mazeLine(maze, corridor);
  const zoom = (to: Corridor) => act("zoom", percents(endBox(maze, to), maze.size));
  const reading = think("the end") + answer(corridor.letter);
  const kind = kindOf("maze", opening);
  const own = index + 1;
  switch (opening) {
    case "own":
      return {
        kind,
        stretches: [question, learnt(way + zoom(corridor)), SHOWN, learnt(reading)],
        images: [0, own],
      };
    case "given":
      return {
        kind,
        stretches: [question, given(zoom(corridor)), END_GIVEN, SHOWN, learnt(way + reading)],
        images: [0, own],
      };
    case "refused":
      return {
        kind,
        stretches: [
          question,
          learnt(way + zoom(corridor)),
          REFUSED,
          learnt(think("a guess") + answer(corridor.letter)),
        ],
        images: [0],
      };
    case "wrong": {
      const other = rng.pick(maze.corridors.filter((candidate) => candidate !== corridor));
      const isSilent = rng.next() < 0.6;
      const first = isSilent ? [given(zoom(other))] : [begun(mazeThought(corridor)), given(zoom(other))];
      return {
        kind,
        stretches: [question, ...first, END_GIVEN, SHOWN, learnt(way + zoom(corridor)), SHOWN, learnt(reading)],
        images: [0, maze.corridors.indexOf(other) + 1, own],
      };
    }
  }
}
