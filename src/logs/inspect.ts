import { mapResult } from "../base";
import { openValues } from "../opening";
import type { Archive, ArchiveMember } from "./archive";
import type { WholeLog } from "./whole";

// Inspect's `.eval` (UKGovernmentBEIS/inspect_ai 499e6152e, src/inspect_ai/log/_recorders/eval.py): a zip with a file for
// each sample. The header, the summaries and the journal repeat what the samples hold, or tell of the evaluation as a
// whole. One that still runs, or that broke off, has its journal and no header.

const SAMPLE = /^samples\/.+\.json$/;

/** An evaluation's log; null where an archive is none. */
export function evalLog(name: string, { members }: Archive): WholeLog | null {
  const isEval = members.some((member) => member.name === "header.json" || member.name === "_journal/start.json");
  const samples = members.filter((member) => SAMPLE.test(member.name));
  if (!isEval || samples.length === 0) return null;
  return {
    log: {
      name,
      bytes: samples.reduce((sum, { bytes }) => sum + bytes, 0),
      open: () => openValues(samples.map(keptValue)),
    },
    // The journal begins with the evaluation's own name and time.
    tellsApart: members.find(({ name }) => name === "_journal/start.json") ?? samples[0],
    pictures: [],
  };
}

const keptValue = (member: ArchiveMember) => ({
  place: member.name,
  bytes: member.bytes,
  read: async () => mapResult(await member.read(), (bytes) => new TextDecoder().decode(bytes)),
});
