import { Template } from "@huggingface/jinja";
import { refuse } from "../contract/failure";
import type { PromptMessage } from "../contract/model";
import { refuseModel } from "../contract/refusals";
import { callPythonStrips, PYTHON_STRIPS } from "./pythonStrips";
import { remembering } from "./remembering";

/** A segment of the prompt: text still to be tokenised, or ids to be spliced in as they are. */
export type PromptSegment = { readonly text: string } | { readonly tokenIds: readonly number[] };

export interface ChatTemplate {
  /**
   * The prompt in segments. An assistant's ids stand right where generation would have begun, not where the template
   * would put a text: SmolVLM's writes "Assistant: " before a text but asks for one with "Assistant:".
   */
  render(messages: readonly PromptMessage[], open: boolean): PromptSegment[];
}

// Private-use characters around a message's number mark where its words stand in the rendered text.
const MARK = /\uE000(\d+)\uE001/;
const markOf = (index: number): string => `\uE000${index}\uE001`;

/**
 * @param source Jinja, as in tokenizer_config.json
 * @param constants bos_token and the like
 * @param escapeControlTokens makes text that came from outside harmless: no control token may be written in it
 */
export function createChatTemplate(
  source: string,
  constants: Readonly<Record<string, unknown>>,
  escapeControlTokens: (text: string) => string,
): ChatTemplate {
  const template = parseTemplate(source);
  const render = (messages: readonly object[], generate: boolean): string => {
    try {
      return template.render({ ...constants, ...PYTHON_STRIPS, messages, add_generation_prompt: generate });
    } catch (thrown) {
      return refuse("bad-request", "The model's chat template does not accept these messages.", thrown);
    }
  };
  // A line that grows, and a branch of it, begin as before, and the header after each of its messages is asked for anew.
  const headerAfter = remembering(HEADERS, (shown: readonly object[]) => render(shown, true).split(MARK).at(-1)!);
  return {
    render(messages, open) {
      if (open && messages.at(-1)?.role !== "assistant")
        refuse("bad-request", "Only the assistant's words can be open.");
      const isMarked = (index: number): boolean =>
        messages[index]?.tokenIds !== undefined || (open && index === messages.length - 1);
      const shown = messages.map((message, index) =>
        contentOf(message, isMarked(index) ? index : null, escapeControlTokens),
      );
      const [head = "", ...rest] = render(shown, !open).split(MARK);
      const segments: PromptSegment[] = [];
      let text = head;
      for (let at = 0; at + 1 < rest.length; at += 2) {
        const index = Number(rest[at]);
        const words = wordsOf(messages[index]!, escapeControlTokens);
        const asked = headerAfter(shown.slice(0, index));
        const begun = "text" in words && words.text !== "" ? text : replaceTail(text, asked);
        segments.push({ text: begun }, words);
        text = open && index === messages.length - 1 ? "" : rest[at + 1]!;
      }
      return [...segments, { text }].filter((segment) => !("text" in segment) || segment.text !== "");
    },
  };
}

/** As many as there are messages in a long line. */
const HEADERS = 64;

function parseTemplate(source: string): Template {
  try {
    const template = new Template(source);
    callPythonStrips(template);
    return template;
  } catch (thrown) {
    return refuseModel("unsupported-model", "template-unreadable", {}, thrown);
  }
}

type Part = { readonly type: "text"; readonly text: string } | { readonly type: "image" };

function contentOf(message: PromptMessage, mark: number | null, escapeControlTokens: (text: string) => string): object {
  const parts = message.parts.map(
    (part): Part =>
      part.kind === "image" ? { type: "image" } : { type: "text", text: escapeControlTokens(part.text) },
  );
  return { role: message.role, content: mark === null ? parts : [{ type: "text", text: markOf(mark) }] };
}

function wordsOf(message: PromptMessage, escapeControlTokens: (text: string) => string): PromptSegment {
  if (message.tokenIds !== undefined) return { tokenIds: message.tokenIds };
  return { text: message.parts.map((part) => (part.kind === "text" ? escapeControlTokens(part.text) : "")).join("") };
}

/** `text` with its end made as in `asked`, where both begin alike: the template's own header for generated words. */
function replaceTail(text: string, asked: string): string {
  return text.startsWith(asked) || asked.startsWith(text) ? asked : text;
}
