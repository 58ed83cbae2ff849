import * as z from "zod/mini";
import type { TraceId } from "../../trace";
import type { DocumentName } from "../state";

const USUAL_LEVEL_BEFORE_LEVELS = 2;

const schema: z.ZodMiniType<DocumentName> = z.discriminatedUnion("kind", [
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

/** What was open last, as it was written down. Null for what makes no sense: an older page, or a hand, may have written it. */
export function parseLastOpen(value: unknown): DocumentName | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
