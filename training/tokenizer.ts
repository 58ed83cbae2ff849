// The built-in model's tokenizer. Merges are laid down by rule, not trained, so that every word and number of the
// gym is one token and any other text still comes out, byte by byte.
import { COLOURS, COUNT_WORDINGS, FIND_WORDINGS, KINDS, LETTERS, plural, SHAPES } from "../src/gym";
import { CHAT_TEMPLATE, IMAGE_TOKEN_COUNT } from "./template";

const SPECIAL_TOKENS = [
  "<|im_start|>",
  "<end_of_utterance>",
  "<pad>",
  "<image>",
  "<fake_token_around_image>",
  "<global-img>",
];
const TAG_TOKENS = ["<think>", "</think>", "<act>", "</act>", "<answer>", "</answer>", "User:", "Assistant:"];

/** Words of the gym's texts that no wording below already brings. */
const OTHER_WORDS = "find box each zoom line thing things not the a an here guess red star refused everything";
/** What stands right after a tag, a quote or the start of a turn, and so has no space before it. */
const LEADING_WORDS = "zoom box line point rotate find a an nothing there refused 10";

const FIRST_PRINTABLE = [
  [33, 126],
  [161, 172],
  [174, 255],
] as const;

/** The printable stand-in of each byte, as GPT-2 has it: itself where it is printable, else one past 255. */
export function byteAlphabet(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = FIRST_PRINTABLE.some(([low, high]) => byte >= low && byte <= high);
    return String.fromCharCode(isPrintable ? byte : next++);
  });
}

const SPACE = "Ġ";

export function buildTokenizer() {
  const merges = mergesOf([...spacedWords().map((word) => SPACE + word), ...inSafeOrder(leadingWords())]);
  const alphabet = byteAlphabet();
  const vocabulary = [...alphabet, ...merges.map((merge) => merge.join(""))];
  const added = [...SPECIAL_TOKENS, ...TAG_TOKENS].map((content, i) => ({
    id: vocabulary.length + i,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: i < SPECIAL_TOKENS.length,
  }));
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      merges,
    },
  };
}

/** Words that follow a space: all that the gym says, the numbers, and a quote that opens a label. */
function spacedWords(): string[] {
  const names = KINDS.flatMap((kind) => [plural(kind), ...SHAPES, ...COLOURS]);
  const questions = [...FIND_WORDINGS, ...COUNT_WORDINGS].map((wording) => wording(""));
  const words = [...questions, ...names, OTHER_WORDS].join(" ").match(/(?<= )[a-zA-Z]+/g) ?? [];
  const numbers = Array.from({ length: 101 }, (_, number) => String(number));
  return [...new Set([...numbers, ...words, ...SHAPES, ...COLOURS, ...LETTERS, '"'])];
}

function leadingWords(): string[] {
  const questions = [...FIND_WORDINGS, ...COUNT_WORDINGS].map((wording) => wording(""));
  const first = [...questions, "Where", "List"].map((question) => question.match(/^[A-Za-z]+/)![0]);
  return [...new Set([...first, ...LEADING_WORDS.split(" "), ...COLOURS])].filter((word) => word.length > 1);
}

/**
 * A word's chain of merges must come before that of any word whose first two letters stand inside it, or the inner
 * pair would be joined first and the chain never get to it.
 */
function inSafeOrder(words: readonly string[]): string[] {
  const left = [...words].sort();
  const ordered: string[] = [];
  while (left.length > 0) {
    const at = left.findIndex((word) => left.every((other) => other.indexOf(word.slice(0, 2), 1) < 1));
    if (at < 0) throw new Error(`No safe order for ${left.join(", ")}`);
    ordered.push(...left.splice(at, 1));
  }
  return ordered;
}

/** Each word grown letter by letter: r+e, re+d. */
function mergesOf(words: readonly string[]): [string, string][] {
  const merges = new Map<string, [string, string]>();
  for (const word of words) {
    for (let end = 1; end < word.length; end++) {
      merges.set(word.slice(0, end + 1), [word.slice(0, end), word.charAt(end)]);
    }
  }
  return [...merges.values()];
}

/** The files of a model's folder that say how text and images become numbers. */
export function tokenizerFiles(): Record<string, unknown> {
  return {
    "tokenizer.json": buildTokenizer(),
    "tokenizer_config.json": {
      tokenizer_class: "PreTrainedTokenizerFast",
      processor_class: "SmolVLMProcessor",
      bos_token: "<|im_start|>",
      eos_token: "<end_of_utterance>",
      pad_token: "<pad>",
      additional_special_tokens: SPECIAL_TOKENS,
      clean_up_tokenization_spaces: false,
      model_max_length: 512,
      chat_template: CHAT_TEMPLATE,
    },
    "preprocessor_config.json": {
      image_processor_type: "Idefics3ImageProcessor",
      processor_class: "SmolVLMProcessor",
      do_convert_rgb: true,
      do_image_splitting: false,
      do_normalize: true,
      do_pad: true,
      do_rescale: true,
      do_resize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      max_image_size: { longest_edge: 96 },
      resample: 1,
      rescale_factor: 1 / 255,
      size: { longest_edge: 96 },
    },
    "processor_config.json": { processor_class: "SmolVLMProcessor", image_seq_len: IMAGE_TOKEN_COUNT },
  };
}
