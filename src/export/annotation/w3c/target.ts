import type { Judgement, JudgementTarget } from "../../../trace";
import type { ExportInput, ExportLine } from "../../contract/form";
import type { ExportPlan, ExportTarget } from "../../contract/target";
import type { Told } from "../../contract/told";
import { type DrawnMark, placeOf } from "../drawn";
import { jsonFile, jsonPreview } from "../json";
import { declaredText, picturePath } from "../labels";
import { type MarkedPicture, markedPictures } from "../marks";
import { pictureFiles } from "../pictureFiles";
import { selectorOf } from "./selectors";
import { type LineText, lineText, type TextPlace } from "./text";

/** W3C Web Annotation: marks on pictures and judgements of words, as one collection in JSON-LD. */
export const W3C_ANNOTATION: ExportTarget = {
  name: "w3c-annotation",
  title: "W3C Web Annotation",
  group: "annotation-tools",
  seenWith: "PyLD 3.3.0; Annotorious 3.8.10",
  needs: [],
  writesMarks: true,
  write,
};

interface WebAnnotation {
  readonly id: string;
  readonly type: "Annotation";
  readonly motivation: string;
  readonly creator?: { readonly type: "Person" | "Software"; readonly name: string };
  readonly created?: string;
  readonly body: readonly object[];
  readonly target: object;
}

function write(input: ExportInput): ExportPlan {
  const { pictures, leftOut, changed } = markedPictures(input);
  const texts = input.lines.map((line, i) => ({ line, text: lineText(line, i + 1) }));
  const judged = judgementsOnLines(texts);
  const items = [
    ...pictures.flatMap((picture) => picture.marks.map((mark) => markAnnotation(mark, picture))),
    ...judged.map(({ annotation }) => annotation),
  ];
  const collection = {
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: "#collection",
    type: "AnnotationCollection",
    label: "Marks and judgements exported from Sightline",
    total: items.length,
    first: { id: "#page-1", type: "AnnotationPage", startIndex: 0, items },
  };
  return {
    files: [
      { kind: "text", path: "annotations.jsonld", text: jsonFile(collection) },
      ...texts.map(({ text: { path, text } }) => ({ kind: "text", path, text }) as const),
      ...pictureFiles(pictures),
    ],
    rowCount: items.length,
    leftOut: [...input.leftOut, ...leftOut.filter(({ code }) => code !== "no-marks")],
    changed: [
      ...changed,
      ...pictures.flatMap(({ marks }) =>
        marks.flatMap(({ shape, at, score }): readonly Told[] => [
          ...(shape.kind === "point"
            ? [{ code: "point-as-pixel", at, detail: `${shape.at.x}, ${shape.at.y}` } as const]
            : []),
          ...(score === null ? [] : [{ code: "confidence-as-words", at, detail: String(score) } as const]),
        ]),
      ),
      ...judged.flatMap(({ told }) => told),
    ],
    settings: [
      {
        text: "base = the address of annotations.jsonld",
        why: "Pictures and texts are named relative to it, and so are the annotations themselves.",
      },
    ],
    longest: null,
    preview: items.slice(0, 3).map((item) => jsonPreview(item)),
  };
}

/** The address of an annotation within the file. Halves of surrogate pairs have no place in an address. */
const addressOf = (key: string): string => `#${encodeURIComponent(key.replaceAll(/[\uD800-\uDFFF]/gu, "\uFFFD"))}`;

const body = (value: string, purpose: string): object => ({
  type: "TextualBody",
  value,
  purpose,
  format: "text/plain",
});

function markAnnotation(mark: DrawnMark, picture: MarkedPicture): WebAnnotation {
  const { kind, label, words, maker, key, shape, score } = mark;
  const declared = declaredText(mark);
  return {
    id: addressOf(key),
    type: "Annotation",
    motivation: maker.kind === "reference" ? "identifying" : "highlighting",
    ...creatorOf(mark),
    body: [
      body(label, "tagging"),
      ...(kind === label ? [] : [body(kind, "classifying")]),
      ...(words === "" || words === label ? [] : [body(words, "commenting")]),
      ...(declared === "" ? [] : [body(declared, "describing")]),
      ...(score === null ? [] : [body(`confidence ${score}`, "describing")]),
    ],
    target: { source: picturePath(picture.image), type: "SpecificResource", selector: selectorOf(shape, picture) },
  };
}

function creatorOf({ maker }: DrawnMark): Pick<WebAnnotation, "creator"> {
  if (maker.kind === "reference") return {};
  const isPerson = maker.kind === "person";
  return { creator: { type: isPerson ? "Person" : "Software", name: maker.name || (isPerson ? "me" : "model") } };
}

interface JudgedAnnotation {
  readonly annotation: WebAnnotation;
  readonly told: readonly Told[];
}

/** Each judgement once, on the first line that has all that it is about. Regions are marks. */
function judgementsOnLines(
  texts: readonly { readonly line: ExportLine; readonly text: LineText }[],
): readonly JudgedAnnotation[] {
  const seen = new Set<string>();
  return texts.flatMap(({ line, text }) =>
    [...line.trace.judgements.values()].flatMap((judgement): readonly JudgedAnnotation[] => {
      const key = `${line.trace.id}/judgement/${judgement.id}`;
      const placed = seen.has(key) ? null : placeJudged(judgement.target, line, text);
      if (!placed) return [];
      seen.add(key);
      return [{ annotation: judgementAnnotation(key, judgement, placed), told: placed.told }];
    }),
  );
}

interface Placed {
  readonly target: object;
  /** What a link leads from, or what is missing. */
  readonly bodies: readonly object[];
  readonly told: readonly Told[];
}

function placeJudged(target: JudgementTarget, line: ExportLine, text: LineText): Placed | null {
  const at = (place: TextPlace | null): object | null => place && textTarget(text.path, place);
  const whole = (found: object | null, bodies: readonly object[] = []): Placed | null =>
    found && { target: found, bodies, told: [] };
  switch (target.kind) {
    case "region":
      return null;
    case "trace":
      return whole({ source: text.path, type: "SpecificResource" });
    case "step":
      return whole(at(text.place(target.step)));
    case "words": {
      const words = text.placeOfWords(target);
      if (words) return whole(at(words));
      const step = at(text.place(target.step));
      return (
        step && {
          target: step,
          bodies: [],
          told: [{ code: "words-not-shown", at: placeOf(line, target.step), detail: "" }],
        }
      );
    }
    case "link": {
      const [cause, effect] = [at(text.place(target.cause)), at(text.place(target.effect))];
      return cause && effect && whole(effect, [{ ...cause, purpose: "linking" }]);
    }
    case "missing-step": {
      const after = text.place(target.after);
      return whole(at(after && { start: after.end, end: after.end, exact: "" }), [body(target.words, "editing")]);
    }
  }
}

const textTarget = (source: string, { start, end, exact }: TextPlace): object => ({
  source,
  type: "SpecificResource",
  selector: [
    { type: "TextPositionSelector", start, end },
    ...(exact === "" ? [] : [{ type: "TextQuoteSelector", exact }]),
  ],
});

function judgementAnnotation(
  key: string,
  { rater, value, target, atMillis }: Judgement,
  placed: Placed,
): WebAnnotation {
  const flags = [...(value.firstError ? ["first error"] : []), ...(value.decisive ? ["decisive"] : [])];
  const motivation = target.kind === "link" ? "linking" : target.kind === "missing-step" ? "editing" : "classifying";
  return {
    id: addressOf(key),
    type: "Annotation",
    motivation,
    creator: { type: "Person", name: rater.name },
    ...(Math.abs(atMillis) <= 8.64e15 ? { created: new Date(atMillis).toISOString() } : {}),
    body: [
      ...placed.bodies,
      ...(value.verdict === null ? [] : [body(value.verdict, "classifying")]),
      ...[...value.tags.map(({ tag }) => tag), ...flags].map((tag) => body(tag, "tagging")),
      ...(value.note === "" ? [] : [body(value.note, "commenting")]),
    ],
    target: placed.target,
  };
}
