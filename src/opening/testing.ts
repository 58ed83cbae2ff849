// Ports for tests of opening: pictures that are there by name, and names and times that count up.
import type { ImageId } from "../action";
import { FOREIGN_SYSTEMS, imageReference, type Unread } from "../dialect";
import type { Step, StepId, Trace } from "../trace";
import { unread } from "./contents";
import { ledgerOf } from "./ledger";
import type { OpenedRecord } from "./openRecord";
import type { FoundImage, OpeningPorts } from "./ports";
import { standInId } from "./standIn";

export const HASH = (digit: string): ImageId => digit.repeat(64) as ImageId;

/** The name of a picture whose bytes stand in a log: another for other bytes. */
const pictureId = (url: string): ImageId => standInId(url.slice(url.indexOf(",") + 1));

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
  let missed = 0;
  for (const { trace, report } of opened) {
    words.push(...wordsOfTrace(trace));
    names.push(...[...trace.images.values()].map(({ name }) => name), ...report.missingImages);
    missed += report.missingImages.length;
    for (const { what, code, count = 1 } of report.notUnderstood) {
      reported.add(what);
      if (code === "picture-lost") missed += count;
    }
    for (const step of trace.steps.values()) for (const id of imagesOfStep(step)) shown.add(id);
  }
  const pictures = names.map((name) => ({ kind: "name" as const, name }));
  const { unaccounted } = ledgerOf(value, { words, pictures }, FOREIGN_SYSTEMS.knownFields(form));
  // Short texts that were shown together are one text of the trace: there they can only be found within it.
  const isWithin = ({ excerpt }: Unread): boolean => words.some((text) => text.includes(excerpt.trim()));
  const unseen = picturesWithin(value).filter((url) => !shown.has(pictureId(url)));
  // What is a part of its own here may have been heard in part when it was read: then what it lacks is in the report.
  const isReported = ({ place, what }: Unread): boolean => {
    const pattern = place.replaceAll(/\[\d+\]/g, "[]");
    return reported.has(what) || [...reported].some((known) => known?.startsWith(`${pattern}.`));
  };
  const lost = unaccounted.filter((finding) => !isReported(finding) && !isPicture(finding) && !isWithin(finding));
  return unseen.length <= missed ? lost : [...lost, ...unseen.map((url) => unread("", "picture-lost", url))];
}

const isPicture = ({ excerpt, what = "" }: Unread): boolean =>
  imageReference(excerpt).kind === "data" || what.includes("image");

/** The addresses of all pictures whose bytes a value holds, each once, however they are kept. */
function picturesWithin(value: unknown): readonly string[] {
  const found = new Set<string>();
  const open: unknown[] = [value];
  for (let held = open.pop(); open.length > 0 || held !== undefined; held = open.pop()) {
    if (typeof held === "string") {
      const reference = imageReference(held);
      if (reference.kind === "data") found.add(reference.url);
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
  const words = [trace.title];
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
