// Records that are opened as a person would open them, and their steps in short, for tests of whole logs.
import { expect } from "vitest";
import type { ImageId } from "../../action";
import { must } from "../../base";
import type { ImageReference } from "../../dialect";
import { type Size, turnedSize } from "../../geometry";
import { encodeTrace, parseTrace, type Step, type StepId, type Trace, type TraceId } from "../../trace";
import { type OpenedRecord, openRecord } from "../openRecord";
import type { OpeningPorts } from "../ports";
import { readLog } from "../readLog";
import { standInId } from "../standIn";
import { pictureId } from "../testing";

const NAMED: Readonly<Record<string, Size>> = {
  "original_image.jpg": { width: 600, height: 900 },
  "observation_1_original_image.jpg": turnedSize({ width: 600, height: 900 }, 90),
  "observation_2_original_image.jpg": { width: 270, height: 90 },
  "a.png": { width: 1000, height: 700 },
  "crop.png": { width: 120, height: 80 },
  "turned.png": { width: 700, height: 1000 },
};

/** The size that a PNG tells in its header. */
function sizeOfPng(url: string): Size {
  const head = Buffer.from(url.slice(url.indexOf(",") + 1, url.indexOf(",") + 65), "base64");
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function ports(): OpeningPorts {
  let count = 0;
  return {
    async find(reference: Exclude<ImageReference, { kind: "dropped" }>) {
      const size = reference.kind === "data" ? sizeOfPng(reference.url) : NAMED[reference.name];
      const id: ImageId = reference.kind === "data" ? pictureId(reference.url) : standInId(reference.name);
      return size ? { id, ...size } : null;
    },
    executor: null,
    nextStepId: () => `s${++count}` as StepId,
    nowMillis: () => 1000 + count,
  };
}

/** The records of a log, every one of them also written and read again. */
export async function opened(text: string): Promise<readonly OpenedRecord[]> {
  const { records, unread } = readLog(text);
  expect(unread).toEqual([]);
  const all = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, ports())));
  for (const { trace } of all) expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace)))))).toEqual(trace);
  return all;
}

/** A step in short; images by the number in which the trace has them. */
function inShort(trace: Trace, { body }: Step): string {
  const numberOf = (id: ImageId): string => `#${[...trace.images.keys()].indexOf(id) + 1}`;
  switch (body.kind) {
    case "problem":
      return `asked ${body.question} ${body.images.map(numberOf).join(" ")}`.replaceAll(/\s+/g, " ").trim();
    case "action": {
      const { action } = body;
      const said = `${action.kind} ${numberOf(action.image)}`;
      if (action.kind === "rotate") return `${said} ${action.degrees}`;
      if (action.kind === "point") return `${said} ${action.at.x} ${action.at.y} ${action.label}`.trim();
      return "box" in action ? `${said} ${Object.values(action.box).map(Math.round).join(" ")}` : said;
    }
    case "observation":
      return `saw ${body.image ? numberOf(body.image) : body.text.replaceAll(/\s+/g, " ").trim()}`;
    default:
      return `${body.kind} ${body.text}`;
  }
}

export const stepsOf = ({ trace }: OpenedRecord): readonly string[] =>
  [...trace.steps.values()].map((step) => inShort(trace, step));
export const findings = (records: readonly OpenedRecord[]): readonly string[] =>
  records.flatMap(({ report }) => report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`.trim()));
