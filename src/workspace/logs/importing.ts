import type { DialectName, LogRecord } from "../../dialect";
import type { OpenedGroup, OpeningPorts } from "../../opening";
import type { StepId } from "../../trace";
import type { Edges } from "../ports";
import type { AmbiguousPicture, Imported, Pictures, Reading } from "../state";
import { pictureNamed } from "./pictures";

/** Records as a trace that nobody has opened yet, and what became of them. */
export interface TriedReading {
  readonly trace: OpenedGroup["trace"];
  readonly reading: Reading;
}

/** Reads records as the runs of one problem, in the words of a system; null lets the words themselves say whose they are. */
export async function readRecords(
  edges: Edges,
  records: Imported["records"],
  system: DialectName | null,
  pictures: Pictures,
): Promise<TriedReading> {
  // Twenty dialects are of no use before the first log is opened.
  const { openGroup } = await import("../../opening");
  const ambiguous = new Map<string, AmbiguousPicture>();
  const ports = portsOf(edges, pictures, (one) => ambiguous.set(one.name, one));
  const id = edges.ambient.nextTraceId();
  const opened = await (system === null ? openGroup(records, id, ports) : openGroup(records, id, ports, system));
  const { trace, report, branches } = opened;
  const reading = { root: rootOf(trace), system, report, branches, ambiguous: [...ambiguous.values()] };
  return { trace, reading };
}

export const readRecord = (
  edges: Edges,
  record: LogRecord,
  system: DialectName | null,
  pictures: Pictures,
): Promise<TriedReading> => readRecords(edges, [record], system, pictures);

function rootOf({ id, children }: OpenedGroup["trace"]): StepId {
  const root = children.get(null)?.[0];
  if (root === undefined) throw new Error(`A record was opened without its problem: ${id}`);
  return root;
}

const portsOf = (
  { images, ambient }: Edges,
  pictures: Pictures,
  ask: (ambiguous: AmbiguousPicture) => void,
): OpeningPorts => ({
  async find(reference) {
    const isData = reference.kind === "data";
    const picture = await (isData ? blobOf(reference.url) : pictureNamed(pictures, reference.name, ask));
    const added = picture ? await images.add(picture, isData ? "" : reference.name) : null;
    return added?.ok ? added.value.record : null;
  },
  executor: images,
  nextStepId: () => ambient.nextStepId(),
  nowMillis: () => ambient.nowMillis(),
});

/** The bytes of a `data:` address; null where it is not one, so that a log makes the page fetch nothing. */
async function blobOf(url: string): Promise<Blob | null> {
  if (!url.startsWith("data:image/")) return null;
  try {
    return await (await fetch(url)).blob();
  } catch {
    return null;
  }
}
