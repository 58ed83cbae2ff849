import { kernelGrammar } from "./deepEyesV2";
import { framed, type Grammar } from "./grammar/grammar";
import { codeBlock, sandboxTraits, sourceOf } from "./grammar/sandbox";
import { printScreenCall, TYPE_STYLE, verbFor } from "./grammar/screenTools";
import { describeSystem, isServedThrough } from "./grammar/system";
import { shownOnceSpoken } from "./log/chatText";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, listField } from "./log/json";
import type { Message } from "./log/record";
import { isOnlyResponseItem, isResponseItem, messagesOfItem, silentItems } from "./log/responseItems";
import { codex } from "./log/sessionLines";

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
  expresses: (action) => kernelGrammar.expresses(action) || verbFor(TYPE_STYLE, action) !== null,
  printAction: (action, shown) =>
    action.kind === "operate"
      ? printScreenCall(TYPE_STYLE, action, shown, "pixel")
      : codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
};

/** The response within a record, wherever a log keeps it: by itself, beside its request, or as a batch has it. */
function itemsIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.some(isOnlyResponseItem) ? value : null;
  const response = field(value, "response");
  for (const holder of [value, response, field(response, "body"), field(value, "body"), field(value, "result")]) {
    const items = listField(holder, "output");
    if (items?.some(isResponseItem)) return items;
  }
  const generated = generatedIn(value);
  return generated?.some(isResponseItem) ? generated : null;
}

/**
 * What a run of OpenAI's Agents library made, in the state that it keeps (openai-agents 0.24.0, `RunState.to_json()`, run):
 * the API's items, each beside who made it. `session_items` and `model_responses` there say the same again.
 */
const generatedIn = (value: unknown): readonly unknown[] | null =>
  listField(value, "generated_items")?.map((item) => field(item, "raw_item")) ?? null;

/** What the request asked: words, or items, among them those of earlier responses. */
function inputIn(value: unknown): { readonly input: unknown; readonly instructions: unknown } {
  const request = field(value, "request");
  const holders = [value, request, field(request, "body"), field(value, "params"), field(value, "body")];
  const held = (key: string): unknown => holders.map((holder) => field(holder, key)).find((found) => found !== null);
  return {
    input: held("input") ?? field(value, "original_input"),
    instructions: held("instructions") ?? field(field(value, "response"), "instructions"),
  };
}

const messagesIn = (held: unknown, place: string): readonly Message[] =>
  Array.isArray(held) ? held.flatMap((item, i) => messagesOfItem(item, `${place} ${i + 1}`)) : [];

/** The items of OpenAI's Responses API. */
const responses: ValueForm = {
  kind: "value",
  form: "openai-responses",
  // The request's messages may stand beside it, which would be read as a conversation without an answer.
  priority: 105,
  known: [
    ...["encrypted_content", "tools", "reasoning", "verbosity", "effort", "parallel_tool_calls", "prompt_cache_key"],
    ...["prompt_cache_retention", "safety_identifier", "user", "billing", "payer", "file_id", "caller"],
    ...["caller_id", "fingerprint", "environment", "created_by", "execution", "server_label", "namespace", "phase"],
    ...["approval_request_id", "conversation", "display_width", "display_height"],
    // Of the state of a run: who acts, and how far it is.
    ...["$schemaVersion", "agent", "current_agent", "tool_use_tracker", "tool_origin", "context", "provider_data"],
    ...["description", "current_step", "generated_prompt_cache_key"],
  ],
  read(value, place) {
    const { input, instructions } = inputIn(value);
    const items = itemsIn(value) ?? (Array.isArray(input) && input.some(isOnlyResponseItem) ? [] : null);
    if (!items) return null;
    const before = typeof input === "string" ? [asked(input, [], "input")] : messagesIn(input, "input");
    const told: readonly Message[] =
      typeof instructions === "string"
        ? [said("system", [{ kind: "text", text: instructions }], "instructions")]
        : messagesIn(instructions, "instructions").map((message) => ({ ...message, role: "system" }));
    const all = shownOnceSpoken([...told, ...before, ...messagesIn(items, "output")]);
    const silent = [...silentItems(Array.isArray(input) ? input : [], "input"), ...silentItems(items, "output")];
    return [{ ...recordOf(value, all, { place, form: "openai-responses", images: [] }), unread: silent }];
  },
};

const OWN_MODEL = /gpt|^o\d|computer-use|codex|openai/i;

const OWN_FORMS = ["openai-responses", "codex-session", "chatgpt-export"];

const isOwnForm = (form: string): boolean => OWN_FORMS.includes(form);

/** Logs of OpenAI's Responses API. */
export const openAi = describeSystem({
  name: "openai",
  title: "OpenAI",
  source: { of: "openai/openai-node, src/resources/responses/responses.ts", at: "7b7d6ca" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [responses, codex],
  signs: [
    {
      // A code interpreter's programs look like those of others; the form knows better.
      certainty: 990,
      by: "form",
      fits: ({ form, model, words }) =>
        isOwnForm(form) &&
        !isServedThrough(words) &&
        (model === "" || OWN_MODEL.test(model) || words.includes("<code>")),
    },
    // Other models are served through the same API, and write as they do elsewhere.
    { certainty: 395, by: "form", fits: ({ form }) => isOwnForm(form) },
  ],
});
