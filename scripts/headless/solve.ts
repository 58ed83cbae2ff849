// The page solves problems by itself too, in its Gym view: one way for both.
export { type Solved, type SolveOptions, type Solver, solve } from "../../src/app/gym/solve";
