import { type DialectName, FOREIGN_NAMES, type ForeignName } from "../dialect";
import { type LogRecord, textOfParts } from "../dialect/log/record";

/** Every system whose logs are read. */
export const SYSTEMS: readonly ForeignName[] = FOREIGN_NAMES;

/** How far into a record's words is looked. */
const LOOKED_AT = 200_000;

// Forms that only one system keeps its runs in.
const OF_FORM: Readonly<Record<string, DialectName>> = {
  deepeyes: "deepeyes",
  "chain-of-focus": "chain-of-focus",
  "v-thinker": "v-thinker",
  thyme: "thyme",
  "generated-images": "generated-images",
  "visual-planning": "visual-planning",
  openthinkimg: "openthinkimg",
};

/** The dialect of a record: told by its form, else by its words, the rarer marks first. */
export function detectDialect(record: LogRecord): DialectName {
  const ofForm = Object.hasOwn(OF_FORM, record.form) ? OF_FORM[record.form] : undefined;
  if (ofForm) return ofForm;
  const words = record.messages
    .filter((message) => message.role === "assistant")
    .map((message) => textOfParts(message.parts))
    .join("\n")
    .slice(0, LOOKED_AT);
  const told = `${record.instructions}\n${record.question}`.slice(0, LOOKED_AT);
  // A code interpreter's programs look like those of others; the form knows better.
  if (record.form === "openai-responses" && !hasTool(words, "image_zoom_in_tool")) return "openai";
  return SIGNS.find(([, fits]) => fits(words, told))?.[0] ?? "talk";
}

const SIGNS: readonly (readonly [DialectName, (words: string, told: string) => boolean])[] = [
  ["mini-o3", (words) => words.includes("<grounding>")],
  ["chain-of-focus-tokens", (words) => words.includes("<|image_zoomin|>")],
  [
    "thyme",
    (words, told) =>
      words.includes("<sandbox_output>") || (words.includes("<code>") && told.includes("User Image Path")),
  ],
  ["qwen3.5", (words) => /<tool_call>\s*<function=/.test(words)],
  [
    "qwen3-vl",
    (words) => words.includes("[TOOL_CALL]") || (hasTool(words, "image_zoom_in_tool") && words.includes('"img_idx"')),
  ],
  ["deepeyes-v2", (words) => words.includes("<code>")],
  [
    "deepeyes",
    (words) => hasTool(words, "image_zoom_in_tool") || hasTool(words, "image_rotate_tool") || hasTool(words, "zoom_in"),
  ],
  ["pixel-reasoner", (words) => hasTool(words, "crop_image_normalized") || hasTool(words, "select_frames")],
  ["verl-pixel-reasoner", (words) => hasTool(words, "crop_image")],
  ["vilasr", (words) => /"?(?:bbox_2d|start_point_2d)['"]?\s*:/.test(words) && /['"]index['"]\s*:/.test(words)],
  ["openthinkimg", (words) => /["']actions(?:🚀)?["']\s{0,5}:\s{0,5}\[/u.test(words)],
  ["visual-reasoner", (words) => /['"]tool['"]\s{0,5}:\s{0,5}['"](?:grounding|answer|ocr|counting)['"]/.test(words)],
  [
    "vtool-r1",
    (words) => words.includes("focus_on_") || (words.includes("FINAL ANSWER:") && /ACTION \d+:/.test(words)),
  ],
  ["visual-sketchpad", (words) => /(?:THOUGHT|ACTION) \d+:/.test(words)],
  ["visprog", (words) => /^\s{0,20}[A-Z]+\d*=(?:LOC|VQA|CROP\w*|COUNT|EVAL|RESULT|SEG|SELECT|FACEDET)\(/m.test(words)],
  ["grit", (words) => words.includes("<rethink>")],
  ["llava-cot", (words) => words.includes("<SUMMARY>") || words.includes("<CONCLUSION>")],
  ["mulberry", (words) => /^\s*###/.test(words) && words.includes("The final answer is")],
  ["qwen3-vl", (words) => /\{\s*"(?:bbox_2d|point_2d)"/.test(words)],
  ["lfm2-vl", (words) => /"bbox"\s*:\s*\[\s*[01]?\.\d/.test(words)],
  ["deepeyes", (words) => words.includes("<tool_call>")],
  ["think-answer", (words) => /<answer>|<\/think>/.test(words)],
];

const hasTool = (words: string, tool: string): boolean => words.includes(`"${tool}"`) || words.includes(`'${tool}'`);
