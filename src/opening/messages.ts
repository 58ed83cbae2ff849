import { type Dialect, followPrograms, isSayable, shownAlong, type Turn } from "../dialect";
import type { Step, Trace } from "../trace";

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
  return dialect.transcribe(line, "", trace.images).turns.map(({ role, parts }) => ({
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
  /** Steps that the dialect has no words for, and what was seen by them; they are left out. */
  readonly leftOut: readonly Step[];
}

/** The same line said in another dialect. */
export function translate(trace: Trace, line: readonly Step[], dialect: Dialect): Translated {
  const said: Step[] = [];
  const leftOut: Step[] = [];
  const hasWords = followPrograms();
  for (const step of line) {
    const { body } = step;
    const sayable = isSeen(step)
      ? leftOut.at(-1)?.id !== step.parent
      : body.kind !== "action" || isSayable(dialect, body.action, said, trace.images);
    const spoken = hasWords(body, sayable);
    if (!sayable) leftOut.push(step);
    else {
      const raw = spoken ? "" : dialect.print(body, shownAlong(dialect, said, trace.images));
      said.push({ ...step, raw, generation: null });
    }
  }
  return { line: said, leftOut };
}

const isSeen = ({ body }: Step): boolean => body.kind === "observation";
