// What goes between the page and the worker that programs run in. A program may get hold of the worker's side, so that
// nothing that comes from there is believed before it was read by the schema below.
import * as z from "zod/mini";
import type { Pixels } from "../pixels";
import type { SandboxLanguage } from "./languages";
import { LIMITS } from "./limits";

/** What an interpreter is begun with: its parts, which it cannot fetch. */
export interface StartMessage {
  readonly language: SandboxLanguage;
  readonly parts: readonly ArrayBuffer[];
  readonly memoryBytes: number;
}

export type ToWorker =
  | { readonly kind: "give"; readonly picture: GivenPicture }
  /** Variables, files and given pictures are forgotten; modules stay loaded. */
  | { readonly kind: "reset" }
  | { readonly kind: "run"; readonly id: number; readonly source: string; readonly showsLast: boolean };

/** A picture of the run as a program finds it. */
export interface GivenPicture {
  /** The path that it is opened by. */
  readonly name: string;
  /** The variables that hold it from the start. */
  readonly variables: readonly string[];
  /** Whether it is opened where a path names no other picture. */
  readonly isDefault: boolean;
  readonly pixels: Pixels;
}

export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  /** The lines that Python prints where a program fails; null where it did not. */
  readonly failure: string | null;
  /** Which limit of its output it met, in words; null where none. */
  readonly limit: string | null;
  readonly pictures: readonly { readonly name: string; readonly pixels: Pixels }[];
  /** Codes of what was done otherwise than by the real libraries. */
  readonly notes: readonly string[];
}

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "done"; readonly id: number; readonly result: ProgramResult };

const side = z.int().check(z.minimum(1), z.maximum(65_535));
const words = z.string().check(z.maxLength(LIMITS.printed));
const bytes = z.custom<Uint8ClampedArray<ArrayBuffer>>(
  (value) => value instanceof Uint8ClampedArray && value.buffer instanceof ArrayBuffer,
);
const pixels = z
  .object({ width: side, height: side, data: bytes })
  .check(z.refine(({ width, height, data }) => data.length === width * height * 4));
const result = z.object({
  stdout: words,
  stderr: words,
  failure: z.nullable(words),
  limit: z.nullable(words),
  pictures: z.array(z.object({ name: z.string().check(z.maxLength(1000)), pixels })).check(
    z.maxLength(LIMITS.pictures),
    z.refine(
      (list) => list.reduce((sum, { pixels: { width, height } }) => sum + width * height, 0) <= LIMITS.shownPixels,
    ),
  ),
  notes: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20)),
});
const message: z.ZodMiniType<FromWorker> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("broken"), message: words }),
  z.object({ kind: z.literal("done"), id: z.int(), result }),
]);

/** What came from the worker; null where it is nothing that our own side of it says. */
export function parseFromWorker(value: unknown): FromWorker | null {
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : null;
}
