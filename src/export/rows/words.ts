// What words of a line must not hold, since the consumer would read it as something of its own.

/** Tokens of chat templates and of pictures. A tokenizer reads them in words as well; those of boxes are words. */
const SPECIAL_TOKENS = [
  "<|im_start|>",
  "<|im_end|>",
  "<|endoftext|>",
  "<|vision_start|>",
  "<|vision_end|>",
  "<|vision_pad|>",
  "<|image_pad|>",
  "<|video_pad|>",
] as const;

/** What stands for pictures, films, sounds and places in the rows of string templates; none of them can be escaped. */
export const PLACEHOLDERS = {
  /** The literal `<image>` is a token of SmolVLM and Idefics3; typed parts keep it as words for other families. */
  trl: ["<image>"],
  "llama-factory": ["<image>", "<video>", "<audio>"],
  "ms-swift": ["<image>", "<video>", "<audio>", "<bbox>", "<ref-object>", "<cot-process>", "<start-image>"],
  verl: ["<image>", "<video>", "<audio>"],
  /** Rows of words and picture files, whose readers put `<image>` in themselves. */
  internvl: ["<image>", "<video>", "<IMG_CONTEXT>", "<img>", "</img>"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Reader = keyof typeof PLACEHOLDERS;

/** Ends of turns that a template writes itself. */
const END_TOKEN = /(?:\s*(?:<\|im_end\|>|<\|endoftext\|>|<\|eot_id\|>|<end_of_utterance>))+\s*$/;

export interface SafeWords {
  readonly text: string;
  readonly broken: boolean;
}

/** The words with a blank behind the first sign of whatever the reader would take for a token: `< image>`. */
export function safeWords(text: string, reader: Reader): SafeWords {
  let safe = text;
  for (const token of [...SPECIAL_TOKENS, ...PLACEHOLDERS[reader]])
    safe = safe.replaceAll(token, `< ${token.slice(1)}`);
  return { text: safe, broken: safe !== text };
}

/** The words of a turn without a token at their end that the template writes again. */
export const withoutEndToken = (text: string): string => text.replace(END_TOKEN, "");
