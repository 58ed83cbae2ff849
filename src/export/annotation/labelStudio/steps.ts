import type { ImageId } from "../../../action";
import { type Judgement, type Step, type StepId, VERDICTS } from "../../../trace";
import type { ExportLine } from "../../contract/form";
import type { Told } from "../../contract/told";
import { placeOf } from "../drawn";
import { groupedBy } from "../labels";
import { stepText, wordsInText } from "../stepText";
import { element } from "../xml";
import {
  annotation,
  type LabelStudioAnnotation,
  type LabelStudioRelation,
  type LabelStudioResult,
  type LabelStudioTask,
  servedPath,
} from "./pictures";

// One task a line: its steps as a dialogue, what raters say of them as labels on paragraphs and on words, links from a
// cause to its effect as relations. Its own project, since a project with more than one kind of data converts to no COCO.

/** Labels of paragraphs, beside the verdicts. */
const MARKS = { judged: "judged", missing: "missing step after", cause: "cause", effect: "effect" } as const;
const FLAGS = { firstError: "first error", decisive: "decisive" } as const;

/** The labelling configuration of the steps' project. */
export function stepConfig(lines: readonly ExportLine[]): string {
  const tags = tagsOfLines(lines);
  const per = { toName: "steps", perRegion: "true" };
  const choices = (values: readonly string[]): readonly string[] => values.map((value) => element("Choice", { value }));
  const labels = [...VERDICTS, ...Object.values(MARKS)];
  return `${element("View", {}, [
    element("Paragraphs", { name: "steps", value: "$steps", layout: "dialogue", nameKey: "author", textKey: "text" }),
    element(
      "ParagraphLabels",
      { name: "verdict", toName: "steps" },
      labels.map((value) => element("Label", { value })),
    ),
    ...(tags.length === 0 ? [] : [element("Choices", { name: "tags", ...per, choice: "multiple" }, choices(tags))]),
    element("Choices", { name: "flags", ...per, choice: "multiple" }, choices(Object.values(FLAGS))),
    element("TextArea", { name: "note", ...per, editable: "true" }),
    element("Choices", { name: "overall", toName: "steps" }, choices(VERDICTS)),
    element("TextArea", { name: "overall-note", toName: "steps", editable: "true" }),
    element("Relations", {}, [element("Relation", { value: "causes" })]),
  ])}\n`;
}

/** The keys of all tags that judgements of these lines' traces name. */
const tagsOfLines = (lines: readonly ExportLine[]): readonly string[] => [
  ...new Set(
    lines.flatMap(({ trace }) =>
      [...trace.judgements.values()].flatMap(({ value }) => value.tags.map(({ tag }) => tag)),
    ),
  ),
];

/** A line as a task, with one annotation for each of its raters. */
export function stepTask(
  line: ExportLine,
  id: number,
  pictures: ReadonlySet<ImageId>,
): { readonly task: LabelStudioTask; readonly leftOut: readonly Told[]; readonly changed: readonly Told[] } {
  const paragraphs = new Map(line.steps.map((step, index) => [step.id, { step, index }]));
  const leftOut: Told[] = [];
  const said = [...line.trace.judgements.values()].filter((judgement) => judgement.target.kind !== "region");
  const onLine = said.filter((judgement) => isOfLine(judgement, paragraphs, line, leftOut));
  const raters = groupedBy(onLine, ({ rater }) => rater.id);
  const annotations = [...raters.values()].map((judgements): LabelStudioAnnotation => {
    const result = judgements.flatMap((judgement) => resultsOf(judgement, paragraphs));
    return annotation(result);
  });
  const task: LabelStudioTask = {
    id,
    data: {
      question: line.question,
      steps: line.steps.map((step) => ({ author: speakerOf(step), text: stepText(step) })),
      pictures: picturesOf(line)
        .filter((image) => pictures.has(image))
        .map(servedPath),
      trace: line.trace.id,
      line: line.leaf,
      raters: [...raters.values()].map(([first]) => first?.rater.name ?? ""),
    },
    predictions: [],
    annotations,
  };
  return { task, leftOut, changed: unplacedWords(onLine, line) };
}

type Paragraphs = ReadonlyMap<StepId, { readonly step: Step; readonly index: number }>;

/** Whether all steps of a judgement are on the line. A link that leads off it is told; others are of other lines. */
function isOfLine({ target }: Judgement, paragraphs: Paragraphs, line: ExportLine, leftOut: Told[]): boolean {
  if (target.kind === "trace") return true;
  if (target.kind === "region") return false;
  if (target.kind !== "link") return paragraphs.has(target.kind === "missing-step" ? target.after : target.step);
  const [isCause, isEffect] = [paragraphs.has(target.cause), paragraphs.has(target.effect)];
  if (isCause !== isEffect)
    leftOut.push({
      code: "no-step-for-judgement",
      at: placeOf(line, isCause ? target.cause : target.effect),
      detail: "",
    });
  return isCause && isEffect;
}

const speakerOf = ({ body, author }: Step): string =>
  body.kind === "problem" ? "question" : body.kind === "observation" ? "tool" : author === "human" ? "person" : "model";

const picturesOf = ({ steps }: ExportLine): readonly ImageId[] =>
  steps.flatMap(({ body }) => {
    if (body.kind === "problem") return body.images;
    return body.kind === "observation" && body.image ? [body.image] : [];
  });

/** Judged words that stand in another form of their step than the one that is shown: the whole step is labelled. */
const unplacedWords = (judgements: readonly Judgement[], line: ExportLine): readonly Told[] =>
  judgements.flatMap(({ target }) => {
    const step = target.kind === "words" ? line.trace.steps.get(target.step) : undefined;
    if (target.kind !== "words" || !step || wordsInText(step, target)) return [];
    return [{ code: "words-not-shown", at: placeOf(line, step.id), detail: "" } as const];
  });

function resultsOf(judgement: Judgement, paragraphs: Paragraphs): readonly (LabelStudioResult | LabelStudioRelation)[] {
  const { id, target, value } = judgement;
  switch (target.kind) {
    case "trace":
      return overall(judgement);
    case "link": {
      const [cause, effect] = [`${id}/cause`, `${id}/effect`];
      return [
        ...paragraph(cause, target.cause, MARKS.cause, paragraphs),
        ...paragraph(effect, target.effect, MARKS.effect, paragraphs),
        { type: "relation", from_id: cause, to_id: effect, direction: "right", labels: ["causes"] },
        ...beside(effect, judgement),
      ];
    }
    case "missing-step":
      return [...paragraph(id, target.after, MARKS.missing, paragraphs), ...beside(id, judgement, target.words)];
    case "step":
      return [...paragraph(id, target.step, value.verdict ?? MARKS.judged, paragraphs), ...beside(id, judgement)];
    case "words": {
      const found = paragraphs.get(target.step);
      const span = found ? wordsInText(found.step, target) : null;
      return [...paragraph(id, target.step, value.verdict ?? MARKS.judged, paragraphs, span), ...beside(id, judgement)];
    }
    case "region":
      return [];
  }
}

const overall = ({ id, value }: Judgement): readonly LabelStudioResult[] => [
  ...(value.verdict === null
    ? []
    : [
        {
          id: `${id}/verdict`,
          from_name: "overall",
          to_name: "steps",
          type: "choices",
          value: { choices: [value.verdict] },
        },
      ]),
  ...(value.note === "" && value.tags.length === 0
    ? []
    : [
        {
          id: `${id}/note`,
          from_name: "overall-note",
          to_name: "steps",
          type: "textarea",
          value: { text: [value.note, value.tags.map(({ tag }) => tag).join(", ")].filter((part) => part !== "") },
        },
      ]),
];

/** A labelled paragraph, whole or from one UTF-16 unit to another. */
function paragraph(
  id: string,
  step: StepId,
  label: string,
  paragraphs: Paragraphs,
  span: { readonly from: number; readonly to: number } | null = null,
): readonly LabelStudioResult[] {
  const found = paragraphs.get(step);
  if (!found) return [];
  const text = stepText(found.step);
  const { from, to } = span ?? { from: 0, to: text.length };
  const at = String(found.index);
  const value = {
    start: at,
    end: at,
    startOffset: from,
    endOffset: to,
    text: text.slice(from, to),
    paragraphlabels: [label],
  };
  return [{ id, from_name: "verdict", to_name: "steps", type: "paragraphlabels", value }];
}

/** What else is said of a region, by the same id: tags, flags and notes. */
function beside(id: string, { value, rater }: Judgement, words = ""): readonly LabelStudioResult[] {
  const region = (from_name: string, type: string, said: Record<string, unknown>): LabelStudioResult => ({
    id,
    from_name,
    to_name: "steps",
    type,
    value: said,
    meta: { text: [`by: ${rater.name}`] },
  });
  const tags = value.tags.map(({ tag }) => tag);
  const flags = [...(value.firstError ? [FLAGS.firstError] : []), ...(value.decisive ? [FLAGS.decisive] : [])];
  const notes = [words, value.note].filter((text) => text !== "");
  return [
    ...(tags.length === 0 ? [] : [region("tags", "choices", { choices: tags })]),
    ...(flags.length === 0 ? [] : [region("flags", "choices", { choices: flags })]),
    ...(notes.length === 0 ? [] : [region("note", "textarea", { text: notes })]),
  ];
}
