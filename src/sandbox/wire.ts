// What goes between the page and the worker that programs run in. A program may get hold of the worker's side, so that
// nothing that comes from there is believed before it was read by the schema below.
import * as z from "zod/mini";
import type { Size } from "../geometry";
import type { Pixels } from "../pixels";
import type { SandboxLanguage } from "./languages";
import { LIMITS } from "./limits";
import { PictureParts } from "./parts";

/** What an interpreter is begun with: its parts, which it cannot fetch. */
export interface StartMessage {
  readonly language: SandboxLanguage;
  readonly parts: readonly ArrayBuffer[];
  readonly memoryBytes: number;
}

export type ToWorker =
  /** The bytes of the picture follow as parts. */
  | { readonly kind: "give"; readonly picture: Omit<GivenPicture, "pixels"> & Size }
  | PartMessage
  /** Variables, files and given pictures are forgotten; modules stay loaded. */
  | { readonly kind: "reset" }
  | { readonly kind: "run"; readonly id: number; readonly source: string; readonly showsLast: boolean };

/** The next bytes of the picture that was begun last. */
export interface PartMessage {
  readonly kind: "part";
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

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
  /** A program has shown a picture, whose bytes follow as parts. */
  | ({ readonly kind: "picture"; readonly name: string } & Size)
  | PartMessage
  | { readonly kind: "done"; readonly id: number; readonly result: Omit<ProgramResult, "pictures"> };

const side = z.int().check(z.minimum(1), z.maximum(65_535));
const words = z.string().check(z.maxLength(LIMITS.printed));
const bytes = z.custom<Uint8ClampedArray<ArrayBuffer>>(
  (value) => value instanceof Uint8ClampedArray && value.buffer instanceof ArrayBuffer,
);
const result = z.object({
  stdout: words,
  stderr: words,
  failure: z.nullable(words),
  limit: z.nullable(words),
  notes: z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20)),
});
const message: z.ZodMiniType<FromWorker> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("ready") }),
  z.object({ kind: z.literal("broken"), message: words }),
  z.object({ kind: z.literal("picture"), name: z.string().check(z.maxLength(1000)), width: side, height: side }),
  z.object({ kind: z.literal("part"), data: bytes }),
  z.object({ kind: z.literal("done"), id: z.int(), result }),
]);

/** What came from the worker; null where it is nothing that our own side of it says. */
export function parseFromWorker(value: unknown): FromWorker | null {
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The pictures that a program shows, gathered as they come. */
export class ShownPictures {
  private readonly begun: { readonly name: string; readonly parts: PictureParts }[] = [];
  private area = 0;

  /** False where it is more than is taken, or not what was said. */
  take(message: Extract<FromWorker, { readonly kind: "picture" | "part" }>): boolean {
    const last = this.begun.at(-1);
    if (message.kind === "part") return last?.parts.add(message.data) ?? false;
    this.area += message.width * message.height;
    if (this.begun.length >= LIMITS.pictures || this.area > LIMITS.shownPixels) return false;
    this.begun.push({ name: message.name, parts: new PictureParts(message) });
    return true;
  }

  /** All of them, in their order; null where one is not whole. */
  whole(): ProgramResult["pictures"] | null {
    const pictures = this.begun.flatMap(({ name, parts: { pixels } }) => (pixels ? [{ name, pixels }] : []));
    return pictures.length === this.begun.length ? pictures : null;
  }
}
