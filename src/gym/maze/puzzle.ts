import { firstTwo, type Rng } from "../../base";
import { act, answer, percents, percentsAlong, think } from "../native";
import type { Puzzle, ReferenceTurn } from "../puzzle";
import type { Difficulty } from "../scene";
import { type Corridor, cellCenter, drawMaze, endBox, type Maze } from "./maze";

/** The ways to ask for the end of a corridor, given the colour of the dot where it starts. */
export const MAZE_WORDINGS: readonly ((colour: string) => string)[] = [
  (colour) => `Follow the path from the ${colour} dot. Which letter is at its end?`,
  (colour) => `Where does the path from the ${colour} dot end?`,
  (colour) => `Start at the ${colour} dot. Which letter do you reach?`,
];

/** Maze: draw the way from a dot, cell by cell, and read the letter where it ends (after ViLaSR's mazes). */
export function mazePuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Maze> {
  const maze = drawMaze(rng, difficulty);
  const [corridor, other] = firstTwo(rng.shuffle(maze.corridors));
  return {
    layout: maze,
    question: rng.pick(MAZE_WORDINGS)(corridor.colour),
    truth: corridor.letter,
    reference: mazeReference(maze, corridor),
    rightMove: { kind: "zoom", box: endBox(maze, corridor), image: 0 },
    wrongMove: { kind: "zoom", box: endBox(maze, other), image: 0 },
  };
}

export const mazeThought = ({ colour }: Corridor): string => think(`follow the path from the ${colour} dot`);

export const mazeLine = (maze: Maze, { cells }: Corridor): string =>
  act(
    "line",
    percentsAlong(
      cells.map((cell) => cellCenter(maze, cell)),
      maze.size,
    ),
  );

function mazeReference(maze: Maze, corridor: Corridor): ReferenceTurn[] {
  const box = endBox(maze, corridor);
  const way = mazeThought(corridor) + mazeLine(maze, corridor);
  return [
    { author: "model", text: way + act("zoom", percents(box, maze.size)) },
    { author: "runner", crop: box },
    { author: "model", text: think("the end") + answer(corridor.letter) },
  ];
}
