// Comparing: two lines side by side, aligned by step, or several models in lock-step with one line.
//
//   this line    the one in sight; the other is a branch beside it or a line of another kept trace
//   swipe        two pictures over each other, of which a line across shows the one left and the other right
//   move         what models in lock-step are asked about: see `driver`
export { CompareDialog } from "./CompareDialog";
