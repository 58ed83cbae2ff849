import type { Sampling } from "../trace";

/**
 * How a server goes on from words that the model has begun:
 * `in-place` has a field for it, `prefill` goes on from a last message of the model's, `asked` has to be asked to go on.
 */
export type Continuation = "in-place" | "prefill" | "asked";

/** What differs between servers that speak the same protocol. */
export interface Flavour {
  readonly id: string;
  readonly name: string;
  /** Where it listens when nothing else is said. */
  readonly baseUrl: string;
  readonly continues: Continuation;
  /** Whether it can tell how likely each token was, and how many others it tells beside it at most. */
  readonly alternatives: number | null;
  /** What it calls the ways of sampling that the protocol has no field for. */
  readonly extras: readonly Extra[];
  readonly limitField: "max_tokens" | "max_completion_tokens";
  /** `each` chunk tells the prompt's tokens, the `last` does when asked to, or it tells them `unasked`. */
  readonly usage: "each" | "last" | "unasked";
  /** The field that leaves the words which ended the turn in the answer; null where they are always cut off. */
  readonly keepStopField: string | null;
  /** Whether a message of the model's own may hold pictures. */
  readonly assistantImages: boolean;
}

interface Extra {
  readonly setting: Exclude<keyof Sampling, "temperature" | "topP" | "seed">;
  readonly field: string;
  /** The value that switches it off, where that is not the setting's own. */
  readonly off?: number;
}

const MIN_P: Extra = { setting: "minP", field: "min_p" };
const REPETITION: Extra = { setting: "repetitionPenalty", field: "repetition_penalty" };
const REPEAT: Extra = { setting: "repetitionPenalty", field: "repeat_penalty" };
const TOP_K: Extra = { setting: "topK", field: "top_k" };

const PLAIN = {
  continues: "asked",
  alternatives: 20,
  extras: [],
  limitField: "max_tokens",
  usage: "last",
  keepStopField: null,
  assistantImages: false,
} as const satisfies Partial<Flavour>;

/** One row for each server. What a server turns down all the same is left out after its first refusal. */
export const FLAVOURS: readonly Flavour[] = [
  {
    ...PLAIN,
    id: "vllm",
    name: "vLLM",
    baseUrl: "http://localhost:8000/v1",
    continues: "in-place",
    extras: [{ ...TOP_K, off: -1 }, MIN_P, REPETITION],
    usage: "each",
    keepStopField: "include_stop_str_in_output",
    assistantImages: true,
  },
  {
    ...PLAIN,
    id: "sglang",
    name: "SGLang",
    baseUrl: "http://localhost:30000/v1",
    continues: "in-place",
    extras: [{ ...TOP_K, off: -1 }, MIN_P, REPETITION],
    keepStopField: "no_stop_trim",
  },
  {
    ...PLAIN,
    id: "llama-cpp",
    name: "llama.cpp server",
    baseUrl: "http://localhost:8080/v1",
    continues: "prefill",
    extras: [TOP_K, MIN_P, REPEAT],
  },
  { ...PLAIN, id: "ollama", name: "Ollama", baseUrl: "http://localhost:11434/v1", continues: "prefill" },
  {
    ...PLAIN,
    id: "lm-studio",
    name: "LM Studio",
    baseUrl: "http://localhost:1234/v1",
    alternatives: null,
    extras: [TOP_K, REPEAT],
  },
  {
    ...PLAIN,
    id: "transformers",
    name: "transformers serve",
    baseUrl: "http://localhost:8000/v1",
    alternatives: null,
    usage: "unasked",
  },
  {
    ...PLAIN,
    id: "openai",
    name: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    limitField: "max_completion_tokens",
  },
  { ...PLAIN, id: "other", name: "", baseUrl: "" },
];

/** The flavour of that name; the plain protocol where the name is not known. */
export function flavourOf(id: string): Flavour {
  const found = FLAVOURS.find((flavour) => flavour.id === id) ?? FLAVOURS.at(-1);
  if (!found) throw new Error("The table of servers is empty");
  return found;
}
