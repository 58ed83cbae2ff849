// The built-in model's tokenizer. Its words are laid down by rule, not trained, so that every word of the gym, and
// every number after a space, is one token; any other text still comes out, byte by byte.
import {
  CHART_WORDINGS,
  COLOURS,
  COUNT_WORDINGS,
  FIND_WORDINGS,
  GEOMETRY_WORDINGS,
  LETTERS,
  MAZE_WORDINGS,
  MEASURE_WORDINGS,
  plural,
  SHAPE_KINDS,
  SHAPES,
  THING_KINDS,
  THINGS,
  TRACK_WORDINGS,
} from "../src/gym";
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

/** Words of the gym's thoughts and actions, after a space. */
const OTHER_WORDS =
  "find box each frame zoom line thing things not that the a an here guess refused everything follow path from dot to axis bar and stick times end its then says down left right up in bar dot extension parallel perpendicular arrow minute or";
/** What stands right after a tag, a quote or the start of a turn, and so has no space before it. */
const LEADING_WORDS =
  "zoom box line point rotate find a an nothing there refused follow from the it not up down left right Where List";

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
  const words = [...spacedWords().map((word) => SPACE + word), ...leadingWords()].filter((word) => word.length > 1);
  const vocabulary = [...byteAlphabet(), ...words];
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
      // A word of the vocabulary is taken whole, without merges that lead to it; all else stays bytes.
      ignore_merges: true,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      merges: [],
    },
  };
}

/** Every wording with nothing in its gap. */
const questions = (): string[] => [
  ...[...FIND_WORDINGS, ...COUNT_WORDINGS, ...MAZE_WORDINGS, ...MEASURE_WORDINGS, ...CHART_WORDINGS].map((ask) =>
    ask(""),
  ),
  ...TRACK_WORDINGS.map((ask) => ask("")),
  ...Object.values(GEOMETRY_WORDINGS).flat(),
];

/** Words that follow a space: all that the gym says, the numbers, and a quote that opens a label. */
function spacedWords(): string[] {
  const names = [...SHAPE_KINDS, ...THING_KINDS].map(plural);
  const said = [...questions(), ...names, OTHER_WORDS].flatMap((text) => text.match(/[a-zA-Z]+/g) ?? []);
  const numbers = Array.from({ length: 101 }, (_, number) => String(number));
  return [...new Set([...numbers, ...said, ...SHAPES, ...COLOURS, ...THINGS, ...LETTERS, '"'])];
}

function leadingWords(): string[] {
  const first = questions().map((question) => question.match(/^[A-Za-z]+/)![0]);
  return [...new Set([...first, ...LEADING_WORDS.split(" "), ...COLOURS, ...THINGS])];
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
