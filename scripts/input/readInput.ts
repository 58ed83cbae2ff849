import type { ImageId } from "../../src/action";
import type { DialectName } from "../../src/dialect";
import { parseTrace, type Trace } from "../../src/trace";
import { convertEach, type PixelsOfRecord } from "../convert/convert";
import type { DecodePicture } from "../pictures/decode";
import { readPackAt, type Tell } from "./readPack";

/** A trace of an input, and where its pictures are. */
export interface ReadRun {
  readonly trace: Trace;
  /** The kept pictures in a file of ours, by their names; null where a log was read. */
  readonly images: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>> | null;
  /** Those that were found beside a log, as long as its run is taken. */
  readonly pixels: PixelsOfRecord;
}

export interface InputOptions {
  /** Whose log it is; found out where null. */
  readonly from: DialectName | null;
  /** Where the pictures of a log are, if not beside it. */
  readonly images: string | null;
  /** Whether the runs of one problem become branches of one trace. */
  readonly group?: boolean;
  readonly decode?: DecodePicture;
}

/** Why nothing was read of an input, and what to do. */
export interface Unread {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** What says that a file is none of ours, and may be a log. */
const NOT_OURS: ReadonlySet<string> = new Set(["not-a-trace", "no-trace", "not-a-zip"]);

/** Every trace that an input is or holds, one after the other; null where there was one. */
export async function readInput(
  input: string,
  options: InputOptions,
  take: (run: ReadRun) => unknown,
  tell?: Tell,
): Promise<Unread | null> {
  const own = await readPackAt(input, tell);
  if (own.ok) {
    await take({ trace: own.value.trace, images: own.value.images, pixels: () => null });
    return null;
  }
  if (!NOT_OURS.has(own.error)) {
    const message = `${input}: the trace in it is damaged or of a later version (${own.error}); open it in the page, which says why`;
    return { name: input, code: own.error, message };
  }
  return readLog(input, options, take);
}

async function readLog(input: string, options: InputOptions, take: (run: ReadRun) => unknown): Promise<Unread | null> {
  const asked = { ...options, inputs: [input], to: "trace", dialect: null } as const;
  const { records, notUnderstood } = await convertEach(asked, async (value, pixels) => {
    const parsed = parseTrace(value);
    if (!parsed.ok) throw new Error(`A trace that was just made cannot be read: ${input}`);
    await take({ trace: parsed.value, images: null, pixels });
  });
  if (records > 0) return null;
  const [first] = notUnderstood;
  const why = first ? `, ${first.code} at ${first.place}` : "";
  const message = `${input}: no run was found in it${why}; name its system with --from`;
  return { name: input, code: first?.code ?? "nothing-understood", message };
}
