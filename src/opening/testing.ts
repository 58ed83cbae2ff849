// Ports for tests of opening: pictures that are there by name, and names and times that count up.
import type { ImageId } from "../action";
import { FOREIGN_SYSTEMS, imageReference, type Unread } from "../dialect";
import type { Size } from "../geometry";
import type { StepId, Trace } from "../trace";
import { ledgerOf } from "./ledger";
import type { OpenedRecord } from "./openRecord";
import type { OpeningPorts } from "./ports";

export const HASH = (digit: string): ImageId => digit.repeat(64) as ImageId;

export function countingPorts(
  pictures: Readonly<Record<string, { readonly digit: string } & Size>> = {},
): OpeningPorts {
  let count = 0;
  return {
    async find(reference) {
      const key = reference.kind === "name" ? reference.name : "data";
      const picture = Object.hasOwn(pictures, key) ? pictures[key] : undefined;
      return picture ? { id: HASH(picture.digit), width: picture.width, height: picture.height } : null;
    },
    executor: null,
    nextStepId: () => `s${++count}` as StepId,
    nowMillis: () => 1000 + count,
  };
}

/**
 * What of a value was lost in silence: by the law of the ledger nothing. Every string is words of the traces that it
 * became, known by name, or in a report, and every picture whose bytes it holds is shown by a step.
 */
export function lostInSilence(value: unknown, opened: readonly OpenedRecord[], form: string): readonly Unread[] {
  const words: string[] = [];
  const names: string[] = [];
  const reported = new Set<string | undefined>();
  let shown = 0;
  for (const { trace, report } of opened) {
    words.push(...wordsOfTrace(trace));
    names.push(...[...trace.images.values()].map(({ name }) => name), ...report.missingImages);
    for (const { what } of report.notUnderstood) reported.add(what);
    for (const { body } of trace.steps.values())
      if (body.kind === "problem") shown += body.images.length;
      else if (body.kind === "observation" && body.image) shown++;
  }
  const pictures = names.map((name) => ({ kind: "name" as const, name }));
  const { unaccounted } = ledgerOf(value, { words, pictures }, FOREIGN_SYSTEMS.knownFields(form));
  const isPicture = ({ excerpt, what = "" }: Unread): boolean =>
    imageReference(excerpt).kind === "data" || (what.includes("image") && opened.some(hasMissing));
  const bytes = unaccounted.filter(isPicture);
  // A log may hold a picture several times, with each message that goes on from it.
  const held = new Set(stringsIn(value).filter((text) => imageReference(text).kind === "data"));
  const isShown =
    Math.min(
      held.size,
      bytes.reduce((sum, { count = 1 }) => sum + count, 0),
    ) <= shown;
  // Short texts that were shown together are one text of the trace: there they can only be found within it.
  const isWithin = ({ excerpt }: Unread): boolean => words.some((text) => text.includes(excerpt.trim()));
  return unaccounted
    .filter(({ what }) => !reported.has(what))
    .filter((finding) => (isPicture(finding) ? !isShown : !isWithin(finding)));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const hasMissing = ({ report }: OpenedRecord): boolean => report.missingImages.length > 0;

function wordsOfTrace(trace: Trace): readonly string[] {
  const words = [trace.title, ...trace.scores.map(({ value }) => String(value))];
  // The steps of one turn hold its words piece by piece.
  let turn = "";
  for (const { body, raw } of trace.steps.values()) {
    turn = body.kind === "observation" || body.kind === "problem" ? raw : turn + raw;
    words.push(raw, turn);
    if ("text" in body) words.push(body.text);
    if (body.kind === "problem") words.push(body.question, body.instructions ?? "", body.reference?.answer ?? "");
  }
  return words;
}
