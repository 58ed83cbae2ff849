import type { Grammar } from "./grammar/grammar";
import { sandbox, sourceOf } from "./grammar/sandbox";
import { describeSystem, keptAs } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { fieldOf, textOf } from "./literal/literal";
import { imagesOf, partsOfText } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, textField } from "./log/json";
import type { Message } from "./log/record";
import { pythonPieces } from "./programs/pieces";
import { answerBlock, thinkBlock } from "./reading/tags";
import { parseToolCall, printToolCall } from "./reading/toolCall";

const calls = toolGrammar({
  space: "pixel",
  tool: "image_zoom_in_tool",
  imageField: null,
  labelled: true,
  rotates: false,
  traits: sandbox.traits,
});

/**
 * Thoughts, calls and what came of them in one text. A call of `code` is a program; what its pictures are called and
 * which space other tools count in is told nowhere, so that pixels of the first picture are believed.
 */
const grammar: Grammar = {
  ...sandbox,
  traits: { ...sandbox.traits, observed: "same-turn", performs: "first", stop: [], turnLimit: null },
  blocks(shown) {
    const others = calls.blocks(shown).find(({ open }) => open === "<tool_call>");
    const call = {
      open: "<tool_call>",
      close: ["</tool_call>"],
      read(text: string, raw: string) {
        const parsed = parseToolCall(text);
        const isCode = parsed.ok && parsed.value.name === "code";
        const source = isCode ? textOf(fieldOf(parsed.value.input, "code", "source", "python")) : null;
        return source === null ? (others?.read(text, raw) ?? []) : pythonPieces(source, raw, shown);
      },
    };
    return [thinkBlock([call]), call, answerBlock()];
  },
  printAction: (action) => printToolCall("code", { code: sourceOf(action, "Image.open(image_path)", "") }),
};

const OBSERVED = /<observation>[\s\S]*?(?:<\/observation>|$)/g;

/** Lines of its batch scripts: the whole run under `response.full_response`. */
const results: ValueForm = {
  kind: "value",
  form: "skywork-r1v4",
  known: ["raw_response", "raw_events"],
  spoken: ["full_response"],
  priority: 65,
  read(value, place) {
    const text = textField(field(value, "response"), "full_response");
    if (text === null) return null;
    const images = imagesOf(value);
    const messages: Message[] = [asked(textField(value, "question") ?? "", images, "question")];
    let taken = 0;
    const speak = (to: number): void => {
      if (to > taken)
        messages.push(said("assistant", [{ kind: "text", text: text.slice(taken, to) }], `character ${taken}`));
    };
    for (const match of text.matchAll(OBSERVED)) {
      speak(match.index);
      messages.push(said("observation", partsOfText(match[0], []), `character ${match.index}`));
      taken = match.index + match[0].length;
    }
    speak(text.length);
    return [recordOf(value, messages, { place, form: "skywork-r1v4", images })];
  },
};

export const skyworkR1V4 = describeSystem({
  name: "skywork-r1v4",
  title: "Skywork-R1V4",
  source: { of: "SkyworkAI/Skywork-R1V, r1v4", at: "b806cef" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [results],
  signs: [keptAs("skywork-r1v4")],
});
