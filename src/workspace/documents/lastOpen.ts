import * as z from "zod/mini";
import type { TraceId } from "../../trace";

/** How to open what was open last: a kept trace by its name, anything else by how it is made. */
export type LastOpen =
  | { readonly kind: "trace"; readonly id: TraceId }
  | { readonly kind: "gym"; readonly family: string; readonly seed: number; readonly level: number }
  | { readonly kind: "sample"; readonly id: string };

const USUAL_LEVEL_BEFORE_LEVELS = 2;

const schema: z.ZodMiniType<LastOpen> = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("trace"),
    id: z.pipe(
      z.string(),
      z.transform((id) => id as TraceId),
    ),
  }),
  z.object({
    kind: z.literal("gym"),
    family: z.string(),
    seed: z.number(),
    level: z._default(z.number(), USUAL_LEVEL_BEFORE_LEVELS),
  }),
  z.object({ kind: z.literal("sample"), id: z.string() }),
]);

/** Null for what makes no sense: an older page, or a hand, may have written it. */
export function parseLastOpen(value: unknown): LastOpen | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
