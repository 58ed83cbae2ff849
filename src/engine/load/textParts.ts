import { jsonText } from "../../base";
import { refuseModel } from "../contract/refusals";
import type { Family } from "../family/family";
import type { ModelFiles } from "../files/modelFiles";
import { firstNumber, type ModelConfig, type Settings } from "../files/settings";
import { type ChatTemplate, createChatTemplate } from "../text/template";
import { createTextCodec, type TextCodec } from "../text/tokenizer";

/** All that turns messages into tokens, from a model's files. */
export interface TextParts {
  readonly codec: TextCodec;
  readonly template: ChatTemplate;
  readonly tokenizerConfig: Settings;
  /** Makes text that came from outside harmless: no control token may be written in it. */
  escapeControlTokens(text: string): string;
}

export async function readTextParts(files: ModelFiles, family: Family, signal: AbortSignal): Promise<TextParts> {
  const tokenizerConfig = await files.readJson("tokenizer_config.json", signal, true);
  const codec = createTextCodec(await files.readJson("tokenizer.json", signal, true), tokenizerConfig);
  const source =
    templateIn(tokenizerConfig) ??
    (await files.readText("chat_template.jinja", signal)) ??
    templateIn(await files.readJson("chat_template.json", signal, false)) ??
    (family.reading === undefined ? refuseModel("unsupported-model", "no-template", {}) : "");
  // A zero-width space inside keeps the text readable and is no longer the token.
  const escapeControlTokens = (text: string): string =>
    text
      .replace(family.reservedText, (token) => `${token[0]}\u200B${token.slice(1)}`)
      .replace(/[\uE000\uE001]/g, "\uFFFD");
  return {
    codec,
    template: createChatTemplate(source, constantsOf(tokenizerConfig), escapeControlTokens),
    tokenizerConfig,
    escapeControlTokens,
  };
}

const templateIn = (settings: Settings): string | undefined =>
  typeof settings.chat_template === "string" ? settings.chat_template : undefined;

/** Special tokens as template variables; older files write them as objects with their content. */
const constantsOf = (settings: Settings): Record<string, unknown> =>
  Object.fromEntries(
    ["bos_token", "eos_token", "unk_token", "pad_token"].map((name) => [name, tokenText(settings[name])]),
  );

const tokenText = (value: unknown): string =>
  typeof value === "string"
    ? value
    : typeof value === "object" && value !== null && "content" in value
      ? jsonText(value.content)
      : "";

/** From generation_config.json, config.json and the tokeniser, whichever say so. */
export function stopTokensOf(config: ModelConfig, { codec, tokenizerConfig }: TextParts): number[] {
  const ids = [config.generation.eos_token_id, config.config.eos_token_id, textEos(config.config)].flat();
  const named = [codec.idOf("<end_of_utterance>"), codec.idOf(tokenText(tokenizerConfig.eos_token))];
  return [...new Set([...ids, ...named].map((id) => firstNumber(id)).filter((id) => id !== undefined))];
}

function textEos(config: Settings): unknown {
  const text = config.text_config;
  return typeof text === "object" && text !== null && "eos_token_id" in text ? text.eos_token_id : undefined;
}
