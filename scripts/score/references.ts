import * as z from "zod/mini";
import { parseImageId } from "../../src/action";
import { err, ok, type Result } from "../../src/base";
import { imageBox } from "../../src/geometry";
import { ANSWER_KINDS, plainReference, type Reference } from "../../src/scoring";

const words = z.string().check(z.maxLength(100_000));
const side = z.number().check(z.minimum(-1e6), z.maximum(1e6));

const entry = z.strictObject({
  answer: z.optional(words),
  answerKind: z.optional(z.enum(ANSWER_KINDS)),
  steps: z.optional(z.array(words).check(z.maxLength(1000))),
  keySteps: z.optional(z.array(z.union([words, z.array(words).check(z.maxLength(100))])).check(z.maxLength(1000))),
  /** `[left, top, right, bottom]` in pixels of the problem's first picture. */
  boxes: z.optional(z.array(z.tuple([side, side, side, side])).check(z.maxLength(1000))),
});

const file = z.record(z.string().check(z.maxLength(10_000)), entry);

/** What a file of references says of one problem; what it leaves out stays as the trace has it. */
export type GivenReference = z.infer<typeof entry>;
export type GivenReferences = ReadonlyMap<string, GivenReference>;

/** Reads a file of references. Refused with what is wrong, and where. */
export function parseReferences(text: string): Result<GivenReferences, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err(`not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  const parsed = file.safeParse(value);
  return parsed.success ? ok(new Map(Object.entries(parsed.data))) : err(z.prettifyError(parsed.error));
}

/** A trace's own reference, with what was given of it put over. */
export function withGiven(
  own: Reference | null,
  given: GivenReference | undefined,
  picture: string | undefined,
): Reference {
  const base = own ?? plainReference(null);
  if (!given) return base;
  const { answer, boxes, ...more } = given;
  const image = parseImageId(picture ?? "");
  const places =
    boxes && image.ok
      ? boxes.map(([left, top, right, bottom]) => ({
          image: image.value,
          box: imageBox(left, top, right - left, bottom - top),
        }))
      : [];
  return {
    ...base,
    ...(answer === undefined ? {} : plainReference(answer)),
    ...(places.length > 0 ? { boxes: places } : {}),
    ...(more.answerKind ? { answerKind: more.answerKind } : {}),
    ...(more.steps ? { steps: more.steps } : {}),
    ...(more.keySteps ? { keySteps: more.keySteps } : {}),
  };
}
