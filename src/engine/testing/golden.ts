// Golden values as training/golden.py and training/golden_families.py write them.
import type { EngineModel, PromptMessage } from "../contract/model";
import { listen, NEVER, picture, request, words } from "./tinyModel";

export interface GoldenChat {
  readonly name: string;
  readonly messages: readonly {
    readonly role: string;
    readonly content: readonly { readonly type: string; readonly text?: string; readonly image?: string }[];
  }[];
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly logits: { readonly first: readonly number[]; readonly sum: number };
  readonly greedy: { readonly ids: readonly number[]; readonly logprobs: readonly number[] };
}

export type GoldenImages = Readonly<Record<string, { readonly width: number; readonly height: number } | undefined>>;

/**
 * Logits come out of another library's kernels in another order of summation. They are of the order of one, and 32-bit
 * sums of some hundred products differ by a few 1e-7 a layer; 2e-5 leaves a tenfold margin and is still a thousand times
 * finer than what a wrong tile, position or token would do.
 */
export const LOGIT_TOLERANCE = 2e-5;
/** Bytes are equal to the bit; their floats are one multiplication apart. */
export const PIXEL_TOLERANCE = 1e-6;

const ROLES = ["system", "user", "assistant"] as const;

export const messagesOf = ({ messages }: Pick<GoldenChat, "messages">, images: GoldenImages): PromptMessage[] =>
  messages.map(({ role, content }) => ({
    role: ROLES.find((known) => known === role) ?? "user",
    parts: content.map((part) => {
      if (part.type !== "image") return words(part.text ?? "");
      const size = images[part.image ?? ""];
      if (size === undefined) throw new Error(`No such picture: ${part.image}`);
      return picture(size.width, size.height);
    }),
  }));

/** Log-probabilities of every token, with the constant that the softmax took away put back: the sum of all logits has it. */
export async function logitsOf(
  model: EngineModel,
  messages: readonly PromptMessage[],
  { sum }: GoldenChat["logits"],
  vocabulary: number,
): Promise<number[]> {
  const all = request(messages, { maxTokens: 1, alternatives: vocabulary });
  const [token] = (await listen(model.continue(all, NEVER))).tokens;
  const logits: number[] = [];
  for (const { id, logProbability } of [token, ...(token?.alternatives ?? [])].filter((t) => t !== undefined)) {
    logits[id] = logProbability;
  }
  const constant = (sum - logits.reduce((total, value) => total + value, 0)) / logits.length;
  return logits.map((value) => value + constant);
}

/** zlib's checksum. */
export function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}
