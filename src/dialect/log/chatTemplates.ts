// How the chat templates of model families mark who speaks, where a log keeps a chat as one text. Each is taken from the
// family's template or tokenizer, as transformers 5.24.0 and the families' own repositories have it.

/** The marks of one family. */
export interface ChatMarks {
  /** Marks that begin a turn, with its role as the first group, and those that end one. */
  readonly turn: RegExp;
  /** Only the names of roles are left: special tokens were skipped when the text was made of tokens. */
  readonly isBare?: true;
  /** What stands before the first mark are instructions. */
  readonly leadsWithSystem?: true;
  /** Whether a text is a chat of this family. */
  isIn(text: string): boolean;
}

/** ChatML: Qwen, InternVL, MiniCPM, and many more. */
export const CHAT_ML: ChatMarks = {
  turn: /<\|im_start\|>(system|user|assistant|tool)\n?|<\|im_end\|>\n?/g,
  isIn: (text) => text.includes("<|im_start|>"),
};

const LLAMA: ChatMarks = {
  turn: /<\|(?:start_header_id|header_start)\|>(system|user|assistant|tool|ipython)<\|(?:end_header_id|header_end)\|>\n{0,2}|<\|(?:begin_of_text|eot_id|eom_id|eot|eom|end_of_text)\|>/g,
  isIn: (text) => text.includes("<|start_header_id|>") || text.includes("<|header_start|>"),
};

const GEMMA: ChatMarks = {
  turn: /<start_of_turn>(system|user|model)\n?|<end_of_turn>\n?|<bos>|<eos>/g,
  isIn: (text) => text.includes("<start_of_turn>"),
};

/** Phi-3.5-vision and Phi-4-multimodal, GLM-4.1V and its kin. */
const NAMED_TOKENS: ChatMarks = {
  turn: /<\|(system|user|assistant|observation)\|>\n?|<\|end\|>\n?|<\|endoftext\|>|\[gMASK\]|<sop>/g,
  isIn: (text) => text.includes("<|user|>") && text.includes("<|assistant|>"),
};

/** DeepSeek-VL2, and the later models whose tokens have other bars. */
const DEEPSEEK: ChatMarks = {
  turn: /<[|｜](User|Assistant)[|｜]>(?:: ?)?|<[|｜](?:begin|end)[_▁]of[_▁]sentence[|｜]>/g,
  leadsWithSystem: true,
  isIn: (text) => /<[|｜]User[|｜]>/.test(text),
};

/** Kimi-VL. */
const KIMI: ChatMarks = {
  turn: /<\|im_(system|user|assistant)\|>[\w .-]{0,60}<\|im_middle\|>|<\|im_end\|>/g,
  isIn: (text) => text.includes("<|im_user|>"),
};

/** Pixtral and Mistral Small: the end of what a person says is where the model begins. */
const MISTRAL: ChatMarks = {
  turn: /\[(SYSTEM_PROMPT|INST|\/INST)\] ?|\[\/SYSTEM_PROMPT\]|<\/?s>/g,
  isIn: (text) => text.includes("[INST]") && text.includes("[/INST]"),
};

/** Vicuna's, as LLaVA 1.5 has it. These marks are words: they count only where a text begins as the template does. */
const VICUNA: ChatMarks = {
  turn: /(?:^|\s|(?<=<\/s>))(USER|ASSISTANT):(?: |$|(?=\n))|<\/?s>/g,
  leadsWithSystem: true,
  isIn: (text) => /^\s*(?:<s>)?\s*(?:A chat between a curious [^\n]{0,300}?)?\s*USER:[\s\S]*\sASSISTANT:/.test(text),
};

/** Special tokens skipped: the name of a role on a line of its own. */
export const BARE: ChatMarks = {
  turn: /(?:\n|^)(system|user|assistant|model|tool)(?:\n{1,2}|$(?!\n))/gm,
  isBare: true,
  isIn: (text) => /^\s*(?:system|user)\n/.test(text) && /\n(?:assistant|model)(?:\n|$)/.test(text),
};

/** The same of Llama's template, which has no line break before a role, and two behind it. */
const BARE_LLAMA: ChatMarks = {
  turn: /(?<!\s)(system|user|assistant|ipython)\n\n/g,
  isBare: true,
  isIn: (text) => /^(?:system|user)\n\n/.test(text) && /\Sassistant\n\n/.test(text),
};

/** What stands for a picture in the same templates, each time it is shown: Gemma, GLM, Phi and Llama, Kimi, InternVL, Pixtral. */
export const IMAGE_TOKENS = [
  /<start_of_image>(?:(?:<image_soft_token>)+<end_of_image>)?/,
  /<\|begin_of_image\|>(?:<\|image\|>)*<\|end_of_image\|>|<\|image(?:_\d{1,3})?\|>/,
  /<\|media_start\|>image<\|media_content\|>(?:<\|media_pad\|>)*<\|media_end\|>/,
  /<img>(?:<IMG_CONTEXT>)+<\/img>/,
  /\[IMG\](?:\[IMG(?:_BREAK)?\])*(?:\[IMG_END\])?/,
]
  .map(({ source }) => source)
  .join("|");

/** The families in the order in which they are looked for, but for the one that has readers of its own: see `harmony.ts`. */
export const FAMILIES: readonly ChatMarks[] = [
  CHAT_ML,
  LLAMA,
  GEMMA,
  KIMI,
  DEEPSEEK,
  NAMED_TOKENS,
  MISTRAL,
  BARE,
  BARE_LLAMA,
  VICUNA,
];
