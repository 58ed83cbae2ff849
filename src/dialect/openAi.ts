import { kernelGrammar } from "./deepEyesV2";
import { framed, type Grammar } from "./grammar/grammar";
import { codeBlock, sandboxTraits, sourceOf } from "./grammar/sandbox";
import { callsTool, describeSystem } from "./grammar/system";
import { imageReference, partsOf } from "./log/content";
import { isConversation, messagesOf, recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, listField, textField } from "./log/json";
import type { Message, MessagePart } from "./log/record";

/**
 * Programs for a code interpreter, calls of functions, and plain words for an answer.
 * Which file a program opens is told nowhere; the first picture is meant.
 */
const grammar: Grammar = {
  ...kernelGrammar,
  traits: {
    ...sandboxTraits,
    acts: "first-image",
    imagines: true,
    observed: "user-turn",
    stop: [],
    turnLimit: null,
    answer: "",
  },
  printAction: (action) => codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
};

/** The items of OpenAI's Responses API. */
const responses: ValueForm = {
  kind: "value",
  form: "openai-responses",
  priority: 80,
  read(value, place) {
    const items = listField(value, "output") ?? (Array.isArray(value) ? value : null);
    if (!items?.some((item) => RESPONSE_TYPES.has(textField(item, "type") ?? ""))) return null;
    const input = field(value, "input");
    const before = isConversation(input)
      ? messagesOf(input, [])
      : typeof input === "string"
        ? [asked(input, [], "input")]
        : [];
    const messages = items.flatMap((item, i) => responseMessages(item, `output ${i + 1}`));
    return [recordOf(value, [...before, ...messages], { place, form: "openai-responses", images: [] })];
  },
};

const RESPONSE_TYPES = new Set([
  "reasoning",
  "code_interpreter_call",
  "image_generation_call",
  "function_call",
  "message",
]);

function responseMessages(item: unknown, place: string): readonly Message[] {
  const words = (text: string): MessagePart[] => [{ kind: "text", text }];
  switch (textField(item, "type")) {
    case "reasoning": {
      const parts = [...(listField(item, "summary") ?? []), ...(listField(item, "content") ?? [])];
      const text = parts.map((part) => textField(part, "text") ?? "").join("\n\n");
      return text === "" ? [] : [said("assistant", words(`<think>${text}</think>`), place)];
    }
    case "code_interpreter_call": {
      const outputs = (listField(item, "outputs") ?? []).flatMap((output): readonly MessagePart[] => {
        const url = textField(output, "url");
        return url === null ? words(textField(output, "logs") ?? "") : [{ kind: "image", image: imageReference(url) }];
      });
      const call = said("assistant", words(`<code>\n${textField(item, "code") ?? ""}\n</code>`), place);
      return outputs.length === 0 ? [call] : [call, said("observation", outputs, place)];
    }
    case "image_generation_call":
      // The model drew it: it stands in its own turn.
      return [said("assistant", [{ kind: "image", image: imageReference(textField(item, "result") ?? "") }], place)];
    case "function_call": {
      const input = textField(item, "arguments") ?? "{}";
      const name = JSON.stringify(textField(item, "name") ?? "");
      return [said("assistant", words(`<tool_call>\n{"name": ${name}, "arguments": ${input}}\n</tool_call>`), place)];
    }
    case "function_call_output":
      return [said("observation", partsOf(field(item, "output"), []), place)];
    case "message": {
      const assistant = textField(item, "role") !== "user";
      return [said(assistant ? "assistant" : "user", partsOf(field(item, "content"), []), place)];
    }
    default:
      return [said("observation", words(JSON.stringify(item)), place)];
  }
}

/** Logs of OpenAI's Responses API. */
export const openAi = describeSystem({
  name: "openai",
  title: "OpenAI",
  source: { of: "openai/openai-node", at: "7b7d6ca" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [responses],
  signs: [
    {
      // A code interpreter's programs look like those of others; the form knows better. Other systems are served
      // through the same API, and their tools tell them.
      certainty: 990,
      fits: ({ form, words }) => form === "openai-responses" && !callsTool(words, "image_zoom_in_tool"),
    },
  ],
});
