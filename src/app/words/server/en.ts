import { count } from "../phrases";

/** What to change at a server that does not let this page in, by its flavour. */
const hints: Readonly<Record<string, (origin: string) => string>> = {
  vllm: (origin: string) =>
    `vLLM allows every page unless it was started with --allowed-origins; then name this one: --allowed-origins '["${origin}"]'. It also hides a wrong key from pages this way.`,
  sglang: () => "SGLang allows every page by itself. Look for a proxy between it and this page.",
  "llama-cpp": () => "llama.cpp’s server allows every page by itself. Look for a proxy between it and this page.",
  ollama: (origin: string) => `Start Ollama with OLLAMA_ORIGINS=${origin}`,
  "lm-studio": () => "Switch on “Enable CORS” in LM Studio’s server settings, or use: lms server start --cors",
  transformers: () => "Start it with --enable-cors: transformers serve MODEL --enable-cors",
  openai: () => "OpenAI allows pages. A company’s network or an extension may not.",
  other: (origin: string) =>
    `The server has to allow the origin ${origin} and the headers authorization and content-type.`,
};

/** What the form for a server says. Loaded with the form: most people never open it. */
export const server = {
  about: "Pictures and words of a run are sent to it. Use a server that you trust with them.",
  kind: "Kind of server",
  other: "Another, OpenAI-compatible",
  address: "Base URL",
  key: "Key",
  keyHelp: "Kept in memory until the page goes.",
  keyKept: {
    none: "",
    "for-now": "A key is known for this address.",
    "on-this-machine": "A key is kept on this machine.",
  },
  remember: "Remember on this machine",
  rememberHelp: "The key is written to this browser’s storage, unencrypted. Tick it only on a machine of your own.",
  forget: "Forget the key",
  model: "Model",
  modelPlaceholder: "Type a name, or list them",
  list: "List models",
  test: "Test",
  use: "Use this model",
  working: "Asking the server…",
  listed: (n: number) =>
    n === 0 ? "The server offers no model." : `The server offers ${count(n, "model", "models")}.`,
  answered: (time: string) => `It answers; the first word came after ${time}.`,
  sees: "It takes pictures.",
  blind: "It takes no pictures.",
  probabilities: "It tells how likely its words are.",
  noProbabilities: "It does not tell how likely its words are.",
  refused: (fields: string) => `It does without: ${fields}.`,
  details: "What the server said",
  continues: {
    "in-place": "Goes on in the middle of a turn, exactly where you put words in.",
    prefill: "Goes on from the words of its last message, if its chat template allows that.",
    asked:
      "Cannot go on in the middle of a turn. The words so far are sent as a finished message, and it is asked to go on; that is not quite the same.",
  },
  hints,
  localHint: "A browser may ask whether this page may reach devices on your network: allow it.",
};
