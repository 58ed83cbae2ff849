import type { FoundMark, ToolName } from "../../action";
import { boxFromPoints } from "../../geometry";
import { actionsShown, type Step } from "../../trace";
import type { ExportLine } from "../contract/form";
import { blank, type DrawnMark, inOneLine } from "./drawn";
import { boxCornersOf, type MarkShape } from "./shape";

// What tools found is no claim of the model's and nobody's truth: it is a maker of its own in every target.

/**
 * What a mark is called where its words are no name of a kind of thing: a label is one of a list that people choose from,
 * and each line of a page read by `read-text` would be one more.
 */
const LABELS: Readonly<Record<ToolName, string | "words">> = {
  "read-text": "text",
  "find-objects": "words",
  "find-edges": "edge",
  "find-regions": "area",
  "find-color": "words",
  "find-lines": "line",
  "find-template": "match",
  "find-phrase": "words",
};

/** What a tool found, on the picture that it was called on; nothing where the step shows no tool's finding. */
export function foundBy(step: Step, line: ExportLine): readonly DrawnMark[] {
  if (step.body.kind !== "observation" || !step.body.found?.length) return [];
  const call = actionsShown(line.trace, step).find(({ body }) => body.action.kind === "tool");
  if (call?.body.action.kind !== "tool") return [];
  const { tool, image } = call.body.action;
  return step.body.found.map((found, i) => ({
    ...blank(line, step.id),
    key: `${line.trace.id}/${step.id}/found-${i + 1}`,
    image,
    shape: shapeFound(found),
    kind: "found",
    label: labelOf(tool, found),
    words: found.words,
    maker: { kind: "tool", name: tool },
    rating: line.ratings.get(step.id) ?? "",
    score: found.confidence,
  }));
}

function labelOf(tool: ToolName, { words }: FoundMark): string {
  const label = LABELS[tool];
  return label === "words" ? inOneLine(words) || "found" : label;
}

/** Two points are a line; a closed outline is a box where it is one, so that detectors can be given it. */
function shapeFound({ outline }: FoundMark): MarkShape {
  if (outline.length === 2) return { kind: "path", points: outline, arrow: false };
  const box = boxFromPoints(outline);
  const corners = boxCornersOf(box);
  const isBox =
    outline.length === 4 && corners.every((corner) => outline.some(({ x, y }) => x === corner.x && y === corner.y));
  return isBox ? { kind: "box", box } : { kind: "polygon", points: outline };
}
