// Ports for tests of opening: pictures that are there by name, and names and times that count up.
import type { ImageId } from "../action";
import { FOREIGN_SYSTEMS, imageReference, type Unread } from "../dialect";
import type { Step, StepId, Trace } from "../trace";
import { unread } from "./contents";
import { ledgerOf, type Told, toldByRecords } from "./ledger";
import type { OpenedRecord } from "./openRecord";
import type { FoundImage, OpeningPorts } from "./ports";
import { standInId } from "./standIn";

export const HASH = (digit: string): ImageId => digit.repeat(64) as ImageId;

/** The name of a picture whose bytes stand in a log: another for other bytes. */
export const pictureId = (url: string): ImageId => standInId(bytesOf(url));

const bytesOf = (url: string): string => url.slice(url.indexOf(",") + 1);

export function countingPorts(
  pictures: Readonly<Record<string, { readonly digit: string } & Omit<FoundImage, "id">>> = {},
): OpeningPorts {
  let count = 0;
  return {
    async find(reference) {
      const key = reference.kind === "name" ? reference.name : "data";
      const picture = Object.hasOwn(pictures, key) ? pictures[key] : undefined;
      if (!picture) return null;
      const { digit, ...size } = picture;
      return { id: reference.kind === "data" ? pictureId(reference.url) : HASH(digit), ...size };
    },
    executor: null,
    nextStepId: () => `s${++count}` as StepId,
    nowMillis: () => 1000 + count,
  };
}

/**
 * What of a value was lost in silence: by the law of the ledger nothing. Every string is words of the traces that it
 * became, known by name, or in a report. Every picture whose bytes it holds is shown by a step, that very picture, or was
 * looked for in vain and is in a report.
 */
export function lostInSilence(value: unknown, opened: readonly OpenedRecord[], form: string): readonly Unread[] {
  const words: string[] = [];
  const names: string[] = [];
  const reported = new Set<string | undefined>();
  const shown = new Set<ImageId>();
  const parts = new Set<string>();
  let missed = 0;
  for (const { trace, report } of opened) {
    words.push(...wordsOfTrace(trace));
    names.push(...[...trace.images.values()].map(({ name }) => name), ...report.missingImages);
    missed += report.missingImages.length;
    for (const { what, code, place, count = 1 } of report.notUnderstood) {
      reported.add(what);
      if (code === "unknown-part") parts.add(patternOf(place));
      if (code === "picture-lost") missed += count;
    }
    for (const step of trace.steps.values()) for (const id of imagesOfStep(step)) shown.add(id);
  }
  const named = names.map((name) => ({ kind: "name" as const, name }));
  // Bytes that a reader took for a picture are one, whatever they are; they are shown, or looked for in vain.
  const taken = [...toldByRecords(FOREIGN_SYSTEMS.recordsIn(value, "") ?? []).pictures].flatMap((reference) =>
    reference.kind === "data" ? [reference] : [],
  );
  const told: Told = { words, pictures: [...named, ...taken], joined: true };
  const { unaccounted } = ledgerOf(value, told, FOREIGN_SYSTEMS.knownFields(form), FOREIGN_SYSTEMS.spokenFields(form));
  const held = new Map([...picturesWithin(value), ...taken.map(({ url }) => url)].map((url) => [pictureId(url), url]));
  const unseen = [...held].filter(([id]) => !shown.has(id)).map(([, url]) => url);
  // A part that was heard in part when it was read may be one of which nothing was heard here, and the other way round:
  // then a part of it is in the report, or all of it.
  const isReported = ({ place, what }: Unread): boolean => {
    const pattern = patternOf(place);
    return (
      reported.has(what) ||
      [...reported].some((known) => known?.startsWith(`${pattern}.`)) ||
      [...parts].some((part) => pattern.startsWith(`${part}.`))
    );
  };
  const lost = unaccounted.filter((finding) => !isReported(finding) && !isPicture(finding));
  return unseen.length <= missed ? lost : [...lost, ...unseen.map((url) => unread("", "picture-lost", url))];
}

const patternOf = (place: string): string => place.replaceAll(/\[\d+\]/g, "[]");

const isPicture = ({ excerpt }: Unread): boolean => imageReference(excerpt).kind === "data";

/** The addresses of all pictures whose bytes a value holds, each once, however they are kept. */
function picturesWithin(value: unknown): readonly string[] {
  const found = new Set<string>();
  const open: unknown[] = [value];
  for (let held = open.pop(); open.length > 0 || held !== undefined; held = open.pop()) {
    if (typeof held === "string") {
      const reference = imageReference(held);
      // Words may begin as a picture does.
      if (reference.kind === "data" && /^[\w+/=-]*$/.test(bytesOf(reference.url))) found.add(reference.url);
    } else if (typeof held === "object" && held !== null) open.push(...Object.values(held));
  }
  return [...found];
}

function imagesOfStep({ body }: Step): readonly ImageId[] {
  if (body.kind === "problem") return body.images;
  if (body.kind === "action") return body.action.kind === "imagine" ? [body.action.image] : [];
  return body.kind === "observation" && body.image ? [body.image] : [];
}

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
