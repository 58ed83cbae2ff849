import { err, ok, type Result } from "../base";
import { parseTrace, type Trace, type TraceRefusal } from "../trace";
import type { Words } from "./card";

/** A recorded trace that ships with the page. Paths are relative to the page. */
export interface Sample {
  readonly id: string;
  readonly title: Words;
  readonly says: Words;
  /** Whether the recorded answer is right. */
  readonly outcome: "solved" | "failed";
  readonly tracePath: string;
  /** How many steps of it are passed when it opens; none where left out, so that it opens at its problem. */
  readonly opensAt?: number;
  /** The file of each source image, named by its hash as the trace names it. */
  readonly picturePaths: readonly string[];
}

export interface OpenedSample {
  readonly trace: Trace;
  readonly pictures: readonly Blob[];
}

export interface SampleFailure {
  readonly code: "part-unreachable" | TraceRefusal["code"];
  readonly message: string;
}

/** The trace and pictures of a sample. `fetchFile` is the page's own `fetch`. */
export async function openSample(
  sample: Pick<Sample, "tracePath" | "picturePaths">,
  fetchFile: (path: string) => Promise<Response>,
): Promise<Result<OpenedSample, SampleFailure>> {
  try {
    const [trace, ...pictures] = await Promise.all([
      fetchWhole(sample.tracePath, fetchFile).then((response): Promise<unknown> => response.json()),
      ...sample.picturePaths.map(async (path) => (await fetchWhole(path, fetchFile)).blob()),
    ]);
    const parsed = parseTrace(trace);
    if (!parsed.ok) return err({ code: parsed.error.code, message: "The sample cannot be read." });
    return ok({ trace: parsed.value, pictures });
  } catch (thrown) {
    return err({ code: "part-unreachable", message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

async function fetchWhole(path: string, fetchFile: (path: string) => Promise<Response>): Promise<Response> {
  const response = await fetchFile(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response;
}
