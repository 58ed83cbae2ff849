// Questions about a look: what the model answers when one place of the line is another, and what made each figure.
//
//   subject   the line, the step and the look that are asked about
//   question  one of four, each with a plan before it is asked
//   map       boxes or cells over the picture, coloured by what they do
//   receipt   how a finding was made; it can be asked for again
//
// Say "ask", not "run" or "analyse"; say "finding", not "result".
export { InfluenceDialog } from "./InfluenceDialog";
