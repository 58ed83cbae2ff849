import type { Taxonomy, TaxonomyTag } from "./taxonomy";

const tag = (key: string, name: string, definition: string, example: string, source: string): TaxonomyTag => ({
  key,
  name,
  definition,
  example,
  source,
  parent: null,
});

/**
 * The kinds of failure to begin with; a team edits its own copy. Sources: MMMU (2311.16502), ErrorRadar (2410.04509),
 * Pixel-Reasoner (2505.15966, §5.2), VisGym (2601.16973), We-Math (2407.01284), MAST (2503.13657), MMSI-Bench
 * (2505.23764), Mulberry's README (a49cab5).
 */
export const OWN_TAXONOMY: Taxonomy = {
  id: "sightline-failures",
  edition: 1,
  title: "Failures of models that think with images",
  moves: [],
  tags: [
    tag(
      "perception",
      "Perception",
      "The model looked at the right place and saw it wrongly: a letter, a colour, a number of things. Not where it looked elsewhere.",
      "The crop shows a K; the thought says “It is an X.”",
      "MMMU (perceptual), ErrorRadar (visual perception)",
    ),
    tag(
      "localisation",
      "Localisation",
      "The box, point or crop lies beside what it was meant for, or cuts it off.",
      "Asked for the sign above the door, it zooms into the window.",
      "MMSI-Bench (grounding)",
    ),
    tag(
      "hallucinated-evidence",
      "Hallucinated evidence",
      "The model tells of a look that never happened, or of something that no picture on the line shows.",
      "“After zooming in I can see the plate”, and no zoom stands before it.",
      "Pixel-Reasoner (hallucination)",
    ),
    tag(
      "tool-error-ignored",
      "Tool error ignored",
      "A tool refused or failed, and the model goes on as if nothing had been, or asks for the very same again.",
      "“box is outside the image”, and the answer follows at once.",
      "Pixel-Reasoner (no-reaction), VisGym (state mismanagement)",
    ),
    tag(
      "bypassing",
      "Bypassing",
      "The question needs a look and the model answers without one.",
      "The letter is too small to read; the answer comes after one thought.",
      "Pixel-Reasoner (learning trap)",
    ),
    tag(
      "result-unused",
      "Result unused",
      "The look was right and its result plays no part in what follows.",
      "The crop shows 42; the next thought counts from the whole picture again.",
      "VisGym (failure to use visual information)",
    ),
    tag(
      "forced-attention",
      "Forced attention",
      "A look that serves only to have looked: the whole picture, a place that was never in question, the same crop once more.",
      "It zooms into all of the picture and then answers.",
      "Pixel-Reasoner (tools called and their results ignored for the reward)",
    ),
    tag(
      "shortcut-overfitting",
      "Shortcut overfitting",
      "The answer follows a habit of the training data and not this picture, whether right or wrong.",
      "“Bars rise from left to right, so it is the last one.”",
      "We-Math (rote memorisation)",
    ),
    tag(
      "reasoning",
      "Reasoning",
      "What was seen is right and the conclusion does not follow.",
      "“The red one is left of the blue one, so blue is leftmost.”",
      "MMMU, ErrorRadar (reasoning)",
    ),
    tag("calculation", "Calculation", "The numbers are right and the sum is wrong.", "“3 × 17 = 41.”", "ErrorRadar"),
    tag(
      "knowledge",
      "Knowledge",
      "A fact from outside the picture is missing or false.",
      "It takes a yield sign for a warning sign.",
      "MMMU (lack of knowledge)",
    ),
    tag(
      "loop",
      "Loop",
      "The same action, or nearly the same, again and again without anything new.",
      "Four zooms into one box.",
      "VisGym (action looping), MAST FM-1.3",
    ),
    tag(
      "premature-stop",
      "Premature stop",
      "It ends, or answers, before it has what the answer needs.",
      "Two of three objects are looked at, then it answers.",
      "VisGym (early termination), MAST FM-3.1",
    ),
    tag(
      "tool-misuse",
      "Tool misuse",
      "A tool that cannot do this, impossible arguments, or far too many calls.",
      "A crop of 3 × 2 pixels.",
      "Pixel-Reasoner (penalty on calls), DeepEyes (format)",
    ),
    tag(
      "format",
      "Format",
      "Words that should have been an action or an answer and cannot be read as one.",
      "A call whose JSON is never closed.",
      "DeepEyes, R1-V (format reward)",
    ),
  ],
};
