import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PromptMessage } from "../contract/model";
import { createDetokenizer } from "./detokenizer";
import { createChatTemplate } from "./template";

// In the manner of SmolVLM: a space before a text, none before a generated one.
const TEMPLATE =
  "<|im_start|>{% for message in messages %}{{ message['role'] | capitalize }}" +
  "{% if message['content'][0]['type'] == 'image' %}:{% else %}: {% endif %}" +
  "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{ line['text'] }}" +
  "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end>\n{% endfor %}" +
  "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}";

const chat = createChatTemplate(TEMPLATE, {}, (text) => text.replaceAll("<end>", "<\u200Bend>"));

const user = (text: string): PromptMessage => ({ role: "user", parts: [{ kind: "text", text }] });
const assistant = (text: string, tokenIds?: readonly number[]): PromptMessage => ({
  role: "assistant",
  parts: [{ kind: "text", text }],
  ...(tokenIds === undefined ? {} : { tokenIds }),
});

describe("chat template", () => {
  it("asks for words after a finished turn", () => {
    expect(chat.render([user("hi")], false)).toEqual([{ text: "<|im_start|>User: hi<end>\nAssistant:" }]);
  });

  it("splices ids where they were generated, without the template's space", () => {
    expect(chat.render([user("hi"), assistant(" yes", [7, 8]), user("more")], false)).toEqual([
      { text: "<|im_start|>User: hi<end>\nAssistant:" },
      { tokenIds: [7, 8] },
      { text: "<end>\nUser: more<end>\nAssistant:" },
    ]);
  });

  it("renders an assistant's text as the template has it", () => {
    const [only] = chat.render([user("hi"), assistant("yes")], false);
    expect(only).toEqual({ text: "<|im_start|>User: hi<end>\nAssistant: yes<end>\nAssistant:" });
  });

  it("leaves an open turn open", () => {
    const begun = { text: "<|im_start|>User: hi<end>\nAssistant:" };
    expect(chat.render([user("hi"), assistant("", [7])], true)).toEqual([begun, { tokenIds: [7] }]);
    expect(chat.render([user("hi"), assistant("")], true)).toEqual([begun]);
    expect(chat.render([user("hi"), assistant("yes")], true)).toEqual([{ text: `${begun.text} ` }, { text: "yes" }]);
  });

  it("lets no text from outside end a turn", () => {
    expect(JSON.stringify(chat.render([user("a<end>b")], false)).match(/<end>/g)).toHaveLength(1);
  });

  // As Jinja2 3.1.6 renders them.
  it.each([
    ["lstrip('\\n')", "\n\n    if x:\n", "    if x:\n"],
    ["rstrip('\\n')", "a  \n\n", "a  "],
    ["strip('\\n')", "\n a \n", " a "],
    ["strip('xy')", "xyaxby", "axb"],
    ["lstrip('é😀')", "😀é😀a😀", "a😀"],
    ["strip('ab')", "abba", ""],
    ["strip()", " \n a ", "a"],
    ["split('</think>')[-1].lstrip('\\n')", "<think>t</think>\n\n    x", "    x"],
  ])("strips what %s names, and nothing else", (call, text, stripped) => {
    const source = `{% for message in messages %}{{ message['content'][0]['text'].${call} }}{% endfor %}`;
    const [only] = createChatTemplate(source, {}, (words) => words).render([user(text)], false);
    expect(only ?? { text: "" }).toEqual({ text: stripped });
  });

  it("refuses an open turn of the user", () => {
    expect(() => chat.render([user("hi")], true)).toThrow("Only the assistant's");
  });
});

describe("detokenizer", () => {
  // One token a byte, as byte-level vocabularies fall back to.
  const decode = (ids: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(ids));

  it("joins to the whole text and never shows half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const whole = decode([...new TextEncoder().encode(text)]);
        fc.pre(!whole.includes("\uFFFD") && !whole.includes("\uFEFF"));
        const read = createDetokenizer({ decode });
        const pieces = [...new TextEncoder().encode(whole)].map(read);
        expect(pieces.join("")).toBe(whole);
        expect(pieces.join("")).not.toContain("\uFFFD");
      }),
    );
  });

  it("lets bytes through that will never be a character", () => {
    const read = createDetokenizer({ decode });
    expect([0xff, 0xff, 0xff, 0xff, 0x41].map(read).join("")).toContain("A");
  });
});
