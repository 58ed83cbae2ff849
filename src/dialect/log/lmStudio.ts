import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, resultBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";

/**
 * LM Studio's `….conversation.json`: versions of each message, the steps of an answer and the system prompt as
 * YorkieDev/lm-studio-conversation-converter 6023304 reads them (script.js); files, calls and the style of thoughts are from
 * knowledge, not from a file or code.
 */
function lmStudioChats(value: unknown): readonly ExportedChat[] | null {
  const list = listField(value, "messages");
  if (
    !list ||
    list.length === 0 ||
    !list.every((message) => isFields(message) && (listField(message, "versions")?.length ?? 0) > 0)
  )
    return null;
  const selected = list.map((message) => versionOf(message, Number(textField(message, "currentlySelected") ?? 0)));
  // Another version of an answer is another way on from what stood before it.
  const others = list.flatMap((message, i) =>
    (listField(message, "versions") ?? []).flatMap((version) =>
      version === selected[i] ? [] : [[...selected.slice(0, i), version]],
    ),
  );
  return [selected, ...others].slice(0, MOST_VERSIONS).map((line) => ({
    title: textField(value, "name") ?? "",
    model:
      line.flatMap(modelOfVersion).at(-1) ??
      textField(field(value, "lastUsedModel"), "identifier", "indexedModelIdentifier") ??
      "",
    system: textField(value, "systemPrompt") ?? lmStudioPrompt(value),
    messages: line.map((version) => ({
      role: textField(version, "role") ?? "user",
      content: blocksOfVersion(version),
    })),
  }));
}

const MOST_VERSIONS = 50;

/** Settings of a chat are a list of them by their keys. */
const lmStudioPrompt = (value: unknown): string =>
  (listField(field(value, "perChatPredictionConfig"), "fields") ?? [])
    .filter((setting) => textField(setting, "key") === "llm.prediction.systemPrompt")
    .flatMap((setting) => textField(setting, "value") ?? [])
    .join("\n");

const versionOf = (message: unknown, at: number): unknown => {
  const versions = listField(message, "versions") ?? [];
  return versions[at] ?? versions.at(-1);
};

const modelOfVersion = (version: unknown): readonly string[] =>
  (listField(version, "steps") ?? []).flatMap(
    (step) => textField(field(step, "genInfo"), "indexedModelIdentifier", "identifier") ?? [],
  );

/** A version is one content, or steps of them; a step in the style of thinking is a thought. */
function blocksOfVersion(version: unknown): readonly Fields[] {
  const steps = listField(version, "steps") ?? [version];
  return steps.flatMap((step) => {
    const isThought = textField(field(step, "style"), "type") === "thinking";
    return (listField(step, "content") ?? []).flatMap((part): readonly Fields[] => {
      const [type, text] = [textField(part, "type"), textField(part, "text")];
      if (type === "file")
        return /image/.test(textField(part, "fileType") ?? "")
          ? [pictureBlock(textField(part, "fileIdentifier") ?? "")]
          : [];
      if (text !== null) return isThought ? [thoughtBlock(text)] : saidTexts(text);
      if (type === "toolCallRequest")
        return [callBlock(textField(part, "name") ?? "", field(part, "parameters", "arguments"))];
      if (type === "toolCallResult") return [resultBlock(textField(part, "content") ?? "")];
      return isFields(part) ? [part] : [];
    });
  });
}

export const LM_STUDIO = chatExport({
  form: "lm-studio",
  priority: 134,
  read: lmStudioChats,
  known: [
    "preset",
    "fileIdentifier",
    "fileType",
    "stepIdentifier",
    "prefix",
    "suffix",
    "style",
    "genInfo",
    "senderInfo",
    "perChatPredictionConfig",
    "lastUsedModel",
    "clientInput",
    "plugins",
    "preprocessed",
    "pluginConfigs",
    "callId",
    "toolCallRequestId",
    "pluginIdentifier",
  ],
  spoken: ["systemPrompt"],
});
