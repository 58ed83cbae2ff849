import type { Action, ImageId } from "../../action";
import {
  type Declared,
  type Judgement,
  judgementsOf,
  ME,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../../trace";
import type { ExportLine } from "../contract/form";
import type { ExportPlace } from "../contract/told";
import { type MarkShape, shapeDrawn } from "./shape";

// What annotation tools hold: shapes on pictures. Every target for them starts from the same list, so that a mark is the
// same place in each.

/** Who says that something is there. */
export type MarkMaker =
  /** The model, or the system whose log was opened; `name` is the model's where the trace tells it. */
  | { readonly kind: "model"; readonly name: string }
  /** A person: the one at the browser, or the rater who judged a region. */
  | { readonly kind: "person"; readonly name: string }
  /** A tool that was called, by its name. */
  | { readonly kind: "tool"; readonly name: string }
  | { readonly kind: "reference" };

/** What a mark is of: an action by its name on the screen, what a tool found, a place of the reference, a judged region. */
export type MarkKind = Exclude<Action["kind"], "zoom"> | "crop" | "found" | "reference" | "region";

/** A shape on a picture, and all that is known of where it came from. */
export interface DrawnMark {
  /** The same in every export of the same trace, and of no other mark. */
  readonly key: string;
  readonly image: ImageId;
  /** Inside the picture. */
  readonly shape: MarkShape;
  readonly kind: MarkKind;
  /** What it is called: the label that was written with it, else its kind; never empty. */
  readonly label: string;
  /** The words that go with it, whole; may be empty. */
  readonly words: string;
  readonly maker: MarkMaker;
  readonly trace: TraceId;
  /** The line that it was first met on. */
  readonly at: ExportPlace;
  /** Null for a region. */
  readonly step: StepId | null;
  /** The numbers as they stood in the words, and the space they count in. */
  readonly declared: Declared | null;
  /** The view that it was drawn on, where this is its place on the picture that the view was made from. */
  readonly drawnOn: ImageId | null;
  /** What raters say of the step, or of the region. */
  readonly judgements: readonly Judgement[];
  /** What raters agree on; empty where nobody judged. */
  readonly rating: string;
  /** How sure the log or a check was of the step, or the tool of what it found; null where nobody said. */
  readonly score: number | null;
}

export const placeOf = ({ trace, leaf }: ExportLine, step: StepId | null = null): ExportPlace => ({
  trace: trace.id,
  line: leaf,
  ...(step === null ? {} : { step }),
});

/**
 * The people who hold that what a mark says is there: who drew it, who judged the region, who found the model's mark
 * correct. Names, each once; nobody for a reference, nor for what a tool found: a verdict on a finding is on all of it.
 */
export function holdersOf({ maker, judgements }: DrawnMark): readonly string[] {
  if (maker.kind === "person") return [maker.name || ME.name];
  if (maker.kind === "reference" || maker.kind === "tool") return [];
  const found = judgements.filter(({ target, value }) => target.kind === "step" && value.verdict === "correct");
  return [...new Set(found.map(({ rater }) => rater.name))];
}

/** What one step puts on pictures: what its action draws, or the places of its reference. */
export function drawnBy(step: Step, line: ExportLine): readonly DrawnMark[] {
  if (step.body.kind === "problem") return referencesOf(step, line);
  if (step.body.kind !== "action") return [];
  const { action, declared } = step.body;
  const shape = shapeDrawn(action);
  if (!shape) return [];
  const isPerson = step.author === "human";
  return [
    {
      ...blank(line, step.id),
      key: `${line.trace.id}/${step.id}`,
      image: action.image,
      shape,
      kind: action.kind === "zoom" ? "crop" : action.kind,
      label: labelOf(action),
      words: wordsOf(action),
      maker: { kind: isPerson ? "person" : "model", name: isPerson ? "" : modelName(step.generation?.model ?? "") },
      declared,
      judgements: judgementsOf(line.trace, step.id).filter(isOfStep),
      rating: line.ratings.get(step.id) ?? "",
      score: scoreOf(line.trace, step.id),
    },
  ];
}

/** Of the step or its words: a link that begins at it, or what is missing behind it, is about something else. */
const isOfStep = ({ target }: Judgement): boolean => target.kind === "step" || target.kind === "words";

/** A model on a server is named with the server's address, which is nobody's business. */
const modelName = (id: string): string => id.replace(/^server:(?:\[[^\]]*\]|[^:]*)(?::\d+)?:/, "");

function referencesOf(step: Step, line: ExportLine): readonly DrawnMark[] {
  const reference = step.body.kind === "problem" ? step.body.reference : undefined;
  const { boxes = [], points = [] } = reference ?? {};
  const shapes = [
    ...boxes.map(({ image, box }) => ({ image, shape: { kind: "box", box } as const })),
    ...points.map(({ image, at }) => ({ image, shape: { kind: "point", at } as const })),
  ];
  return shapes.map(({ image, shape }, i) => ({
    ...blank(line, step.id),
    key: `${line.trace.id}/${step.id}/reference-${i + 1}`,
    image,
    shape,
    kind: "reference",
    label: "reference",
    maker: { kind: "reference" },
  }));
}

export function regionsOf(line: ExportLine, images: ReadonlySet<ImageId>): readonly DrawnMark[] {
  return [...line.trace.judgements.values()].flatMap((judgement): readonly DrawnMark[] => {
    const { target, rater, value } = judgement;
    if (target.kind !== "region" || !images.has(target.image)) return [];
    return [
      {
        ...blank(line, null),
        key: `${line.trace.id}/judgement/${judgement.id}`,
        image: target.image,
        shape: { kind: "box", box: target.box },
        kind: "region",
        label: "region",
        words: value.note,
        maker: { kind: "person", name: rater.name },
        judgements: [judgement],
        rating: value.verdict ?? "",
      },
    ];
  });
}

export const blank = (line: ExportLine, step: StepId | null) => ({
  words: "",
  trace: line.trace.id,
  at: placeOf(line, step),
  step,
  declared: null,
  drawnOn: null,
  judgements: [],
  rating: "",
  score: null,
});

function labelOf(action: Action): string {
  const written = action.kind === "box" || action.kind === "point" ? inOneLine(action.label) : "";
  if (written !== "") return written;
  if (action.kind === "operate") return action.gesture;
  return action.kind === "zoom" ? "crop" : action.kind;
}

function wordsOf(action: Action): string {
  if (action.kind === "box" || action.kind === "point") return action.label;
  if (action.kind === "label") return action.text;
  return action.kind === "operate" ? action.words : "";
}

/** A label is a name in a list: on one line, without what tools read as the ends of names. */
export const inOneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();

/** Names under which logs keep how sure a system was of one step. */
const CONFIDENCES: ReadonlySet<string> = new Set(["confidence", "conf", "score", "probability", "prob"]);

function scoreOf(trace: Trace, step: StepId): number | null {
  for (const { name, value, about } of trace.scores) {
    const last = name.split(".").at(-1) ?? "";
    if (about.kind !== "step" || about.step !== step || typeof value !== "number") continue;
    if (CONFIDENCES.has(last.toLowerCase()) && value >= 0 && value <= 1) return value;
  }
  return null;
}
