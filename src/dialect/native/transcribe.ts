import type { Step } from "../../trace";
import type { Turn } from "../contract/dialect";

/**
 * The line as a conversation: the person gives the problem and shows what was seen, the model says the rest.
 * Consecutive steps of the model are one turn, their words laid end to end.
 */
export function transcribeNative(
  line: readonly Step[],
  model: string,
  systemPrompt: string,
): { turns: readonly Turn[]; open: boolean } {
  const turns: Turn[] = systemPrompt ? [{ role: "system", parts: [{ kind: "text", text: systemPrompt }] }] : [];
  let said: Step[] = [];
  const flush = (): void => {
    if (said.length > 0) turns.push(assistantTurn(said, model));
    said = [];
  };
  for (const step of line) {
    const shown = shownBy(step);
    if (!shown) said.push(step);
    else {
      flush();
      turns.push(shown);
    }
  }
  const open = said.length > 0;
  flush();
  return { turns, open };
}

function shownBy({ body }: Step): Turn | null {
  if (body.kind === "problem") {
    const images = body.images.map((image) => ({ kind: "image" as const, image }));
    return { role: "user", parts: [...images, { kind: "text", text: body.question }] };
  }
  if (body.kind !== "observation") return null;
  const words = body.text === "" ? [] : [{ kind: "text" as const, text: body.text }];
  const image = body.image ? [{ kind: "image" as const, image: body.image }] : [];
  return { role: "user", parts: [...image, ...words] };
}

function assistantTurn(steps: readonly Step[], model: string): Turn {
  const parts = [{ kind: "text" as const, text: steps.map((step) => step.raw).join("") }];
  // Tokens are kept only where all of them are this model's own: words put in between by a person must be
  // cut into tokens together with their neighbours.
  if (!steps.every((step) => step.generation?.model === model)) return { role: "assistant", parts };
  return {
    role: "assistant",
    parts,
    tokenIds: steps.flatMap((step) => step.generation?.tokens.map(({ id }) => id) ?? []),
  };
}
