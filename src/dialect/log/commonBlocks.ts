import type { Fields } from "./json";

// Parts of messages under the names that `content` reads, for forms that have names of their own.

export const textBlock = (text: string): Fields => ({ type: "text", text });
export const thoughtBlock = (thinking: string): Fields => ({ type: "thinking", thinking });
/** A picture by its name, its address, or its bytes as an address. */
export const pictureBlock = (image: string): Fields => ({ type: "image", image });
/** Pictures of a list; what else stands there is none. */
export const picturesOf = (held: unknown): readonly Fields[] =>
  (Array.isArray(held) ? held : []).flatMap((image) => (typeof image === "string" ? [pictureBlock(image)] : []));
export const callBlock = (name: string, input: unknown): Fields => ({ type: "tool_use", name, input: input ?? {} });
export const resultBlock = (content: unknown): Fields => ({ type: "tool_result", content });
/** A program in Python that was run where the model's words were made. */
export const programBlock = (code: string): Fields => ({
  type: "server_tool_use",
  name: "code_execution",
  input: { code },
});

export const dataUrl = (mime: string, base64: string): string => `data:${mime};base64,${base64}`;

/** Texts that are there and say something. */
export const saidTexts = (...texts: readonly (string | null)[]): readonly Fields[] =>
  texts.flatMap((text) => (text === null || text === "" ? [] : [textBlock(text)]));

/** Whether a file is called as pictures are. */
export const isPictureFile = (name: string): boolean => /\.(?:png|jpe?g|webp|gif|bmp|avif)$/i.test(name);
