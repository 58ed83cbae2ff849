import { describe, expect, it } from "vitest";
import { marksOfChat, splitChat } from "./chatText";
import { textOfParts } from "./record";

const [SYSTEM, ASKED, SAID] = ["Answer shortly.", "What hangs there?", "<think>I look.</think> A lamp."];

/** Who says what; pictures as a sign. */
function turnsOf(text: string): readonly string[] | null {
  const marks = marksOfChat(text);
  return (
    marks &&
    splitChat(text, marks, "user", []).map(({ role, parts }) => {
      const pictures = parts.filter(({ kind }) => kind === "image").map(() => "#");
      return `${role}: ${pictures.join("")}${textOfParts(parts).trim()}`;
    })
  );
}

const WHOLE = [`system: ${SYSTEM}`, `user: #${ASKED}`, `assistant: ${SAID}`];

describe("a chat as one text", () => {
  it.each([
    [
      "ChatML",
      `<|im_start|>system\n${SYSTEM}<|im_end|>\n<|im_start|>user\n<|vision_start|><|image_pad|><|vision_end|>${ASKED}<|im_end|>\n<|im_start|>assistant\n${SAID}<|im_end|>\n`,
    ],
    [
      "InternVL",
      `<|im_start|>system\n${SYSTEM}<|im_end|>\n<|im_start|>user\n<img><IMG_CONTEXT><IMG_CONTEXT></img>\n${ASKED}<|im_end|>\n<|im_start|>assistant\n${SAID}<|im_end|>`,
    ],
    [
      "Llama 3",
      `<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n${SYSTEM}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n<|image|>${ASKED}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n${SAID}<|eot_id|>`,
    ],
    [
      "Llama 4",
      `<|begin_of_text|><|header_start|>system<|header_end|>\n\n${SYSTEM}<|eot|><|header_start|>user<|header_end|>\n\n<|image|>${ASKED}<|eot|><|header_start|>assistant<|header_end|>\n\n${SAID}<|eot|>`,
    ],
    [
      "GLM-4.1V",
      `[gMASK]<sop><|system|>\n${SYSTEM}<|user|>\n<|begin_of_image|><|image|><|image|><|end_of_image|>${ASKED}<|assistant|>\n${SAID}<|user|>`,
    ],
    [
      "Phi-3.5-vision",
      `<|system|>\n${SYSTEM}<|end|>\n<|user|>\n<|image_1|>\n${ASKED}<|end|>\n<|assistant|>\n${SAID}<|end|>`,
    ],
    [
      "DeepSeek-VL2",
      `<|begin_of_sentence|>${SYSTEM}\n\n<|User|>: <image>\n${ASKED}\n\n<|Assistant|>: ${SAID}<|end_of_sentence|>`,
    ],
    [
      "Kimi-VL",
      `<|im_system|>system<|im_middle|>${SYSTEM}<|im_end|><|im_user|>user<|im_middle|><|media_start|>image<|media_content|><|media_pad|><|media_end|>${ASKED}<|im_end|><|im_assistant|>assistant<|im_middle|>${SAID}<|im_end|>`,
    ],
    [
      "Pixtral",
      `<s>[SYSTEM_PROMPT]${SYSTEM}[/SYSTEM_PROMPT][INST][IMG][IMG_BREAK][IMG][IMG_END]${ASKED}[/INST]${SAID}</s>`,
    ],
    ["no special tokens", `system\n${SYSTEM}\nuser\n<image>${ASKED}\nassistant\n${SAID}`],
    ["no special tokens of Llama", `system\n\n${SYSTEM}user\n\n<image>${ASKED}assistant\n\n${SAID}`],
  ])("is cut at the marks of %s", (_, text) => {
    expect(turnsOf(text)).toEqual(WHOLE);
  });

  it("is cut at those of Gemma, which has no role for instructions, and of LLaVA, which has its own", () => {
    const gemma = `<bos><start_of_turn>user\n<start_of_image>${ASKED}<end_of_turn>\n<start_of_turn>model\n${SAID}<end_of_turn>\n`;
    expect(turnsOf(gemma)).toEqual(WHOLE.slice(1));
    const leading = "A chat between a curious user and an assistant.";
    const llava = `${leading} USER: <image>\n${ASKED} ASSISTANT: ${SAID}</s>USER: Sure? ASSISTANT:`;
    expect(turnsOf(llava)).toEqual([`system: ${leading}`, ...WHOLE.slice(1), "user: Sure?"]);
  });

  it("is none where marks are words", () => {
    for (const text of ["They say USER: and ASSISTANT: there", "Write [INST] here", "Ask the user\n\nassistant", ASKED])
      expect(turnsOf(text)).toBeNull();
  });
});
