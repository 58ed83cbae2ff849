import type { Dialect, ShownImage, Turn } from "../dialect";
import { QWEN2_BUDGET, smartResize } from "../geometry";
import { imagesAlong, type Step, type StepBody, type Trace } from "../trace";

/** One message as chat APIs have it. Pictures go by their name, or by their id where they have none. */
export interface ChatMessage {
  readonly role: Turn["role"];
  readonly content: readonly (
    | { readonly type: "text"; readonly text: string }
    | { readonly type: "image_url"; readonly image_url: { readonly url: string } }
  )[];
}

/** A line of a trace as messages, in the words of a dialect. */
export function messagesOfTrace(trace: Trace, line: readonly Step[], dialect: Dialect): readonly ChatMessage[] {
  return dialect.transcribe(line, "").turns.map(({ role, parts }) => ({
    role,
    content: parts.map((part) =>
      part.kind === "text"
        ? { type: "text", text: part.text }
        : { type: "image_url", image_url: { url: trace.images.get(part.image)?.name || part.image } },
    ),
  }));
}

export interface Translated {
  readonly line: readonly Step[];
  /** Steps that the dialect has no words for; they are left out. */
  readonly leftOut: readonly Step[];
}

/** The same line said in another dialect. */
export function translate(trace: Trace, line: readonly Step[], dialect: Dialect): Translated {
  const said: Step[] = [];
  const leftOut: Step[] = [];
  for (const step of line) {
    if (!canSay(step.body, dialect)) leftOut.push(step);
    else said.push({ ...step, raw: dialect.print(step.body, shownTo(trace, said, dialect)), generation: null });
  }
  return { line: said, leftOut };
}

const canSay = (body: StepBody, dialect: Dialect): boolean =>
  body.kind !== "action" || dialect.expresses?.(body.action) !== false;

function shownTo(trace: Trace, line: readonly Step[], dialect: Dialect): readonly ShownImage[] {
  return imagesAlong(line).flatMap((id): ShownImage[] => {
    const size = trace.images.get(id);
    if (!size) return [];
    const frame = smartResize(size, dialect.traits?.budget ?? QWEN2_BUDGET);
    return [dialect.space === "resized" ? { id, size, frame } : { id, size }];
  });
}
