/** Of targets that annotation tools read. */
export const ANNOTATION_REASONS = {
  "no-marks": "The line draws no mark on its pictures and nobody judged a region of them.",
  "picture-of-another-size": "The picture at hand is of another size than the one that the mark was drawn on.",
  "mark-outside": "Nothing of the mark lies inside its picture.",
  "mark-clipped": "The mark reaches beyond its picture and was cut at the edge.",
  "no-place-for-points": "The format has no place for a lone point: it is kept in a field of its own.",
  "no-place-for-paths": "The format has no place for an open path: it is kept in a field of its own.",
  "path-not-converted": "The tool shows an open path, and its converters to COCO and YOLO leave it out.",
  "point-not-converted": "The picture has several points of one label, of which the converter to COCO keeps the last.",
  "label-cut": "The tool keeps 64 characters of a label: the whole of it stands in the attribute `words`.",
  "words-cut": "The tool keeps 4,096 characters of an attribute: the rest was cut.",
  "score-without-truth": "The mark has a score, and nobody marked anything on its picture to hold it against.",
  "tool-marks-not-wanted": "Marks that a tool found were left out, as was asked: so many of one finding.",
  "confidence-as-words": "The format has no field for how sure its maker was of a mark: it stands in a body, as words.",
  "no-judgements": "Nobody judged anything of the line.",
  "no-step-for-judgement": "The judgement is about a step of another line.",
  "words-not-shown":
    "Words were judged in another form of the step than the one that is shown: the whole step is marked.",
  "point-as-pixel": "A point is given as the pixel that it lies in, since the format has no points.",
  "cell-too-long": "The cell is longer than the 32,767 characters that a spreadsheet keeps of it.",
} as const;
