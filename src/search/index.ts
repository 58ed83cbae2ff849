// Search chooses which rollouts to grow, rate and keep: pure functions from a state and an event to the next state. It
// runs no model; whoever does hands it what came of the work that it wants.
//
//   algorithm     a way to search: how it begins, and what it does after each round
//   state         all there is to a search, as plain data; JSON gives it back as it was
//   node          a place in the tree: a prefix of a rollout
//   wish          what an algorithm wants done; work is a wish that was granted, with limits and a seed
//   round         work that is wanted together; the next begins when all of it is answered
//   way           one way to go on from a node, as a model made it
//   event         what changes a search: an answer, a person's intervention, a stop. A finished search replays from them
//   rating        what a judge said that a node is worth; value is what the search makes of it
//   budget        what a search may cost, in tokens, time and nodes
//   outcome       how it ended, and which rollout it chose
//   bound         value and how seldom a node was tried, weighed against each other
//
// Say "rating" for a judge's word, "score" only for a reward's; say "node" for a place in a search, "step" for a move of
// a trace. Rules with ids and worked examples: SPEC.md.
export { backpropagateInCode, backpropagateInPaper, keptLength } from "./backpropagation";
export { type BestOfNOptions, bestOfN, type Votes, votesIn } from "./bestOfN";
export { BOUNDS, type BoundName, upperBound } from "./bound";
export { type ComctsOptions, comcts, MULBERRY, type ReflectivePath, reflectivePath } from "./comcts";
export { type CoordinateBeamOptions, type CoordinateReading, coordinateBeam, readingsIn } from "./coordinateBeam";
export { boundOf, type PuctOptions, priorsOf, puct } from "./puct";
export {
  applyEvent,
  type Budget,
  beginSearch,
  growWay,
  NO_LIMIT,
  type Outcome,
  openWork,
  replaySearch,
  type SearchAlgorithm,
  type SearchRefusal,
  type SearchState,
  type Spent,
} from "./search";
export { type StageBeamOptions, stageBeam } from "./stageBeam";
export { SWIRES_CODE, SWIRES_PAPER, type SwiresOptions, swires } from "./swires";
export { LLAVA_COT_STAGES, type Stage, type TournamentOptions, tournament } from "./tournament";
export { childrenOf, pathTo, type SearchNode, type Tree } from "./tree";
export type { Answer, Cost, Intervention, SearchEvent, Way, Wish, Work, WorkLimits } from "./work";
