import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, programBlock, resultBlock, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { linesOfTree, type TreeMessage } from "./messageTree";

// Chats as applications keep or export them that talk to models of anybody's.

/**
 * LibreChat (danny-avila/LibreChat, useExportConversation.ts at ffec453 and the types of content at 0015b5a): a list or a
 * tree of messages.
 */
function libreChats(value: unknown): readonly ExportedChat[] | null {
  const list = listField(value, "messages", "messagesTree");
  if (!list || list.length === 0 || !list.every(isLibreMessage)) return null;
  const tree = new Map<string, TreeMessage>();
  // A list that was exported without branches names parents that it may not hold.
  // Without recursion: a talk may be longer than calls go deep.
  const open: { readonly message: unknown; readonly parent: string | null }[] = list
    .map((message) => ({ message, parent: null }))
    .reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { message, parent } = next;
    const id = textField(message, "messageId") ?? "";
    if (tree.has(id)) continue;
    tree.set(id, { parent: parent ?? textField(message, "parentMessageId"), message });
    for (const child of (listField(message, "children") ?? []).toReversed()) open.push({ message: child, parent: id });
  }
  const options = field(value, "options");
  return linesOfTree(tree, null).map((line) => ({
    title: textField(value, "title") ?? "",
    model:
      line.map((message) => textField(message, "model")).findLast((name) => name !== null) ??
      textField(options, "model") ??
      "",
    system: textField(options, "promptPrefix", "system") ?? "",
    messages: line.flatMap((message) => (isFields(message) ? [libreMessage(message)] : [])),
  }));
}

const isLibreMessage = (message: unknown): boolean =>
  textField(message, "messageId") !== null && typeof field(message, "isCreatedByUser") === "boolean";

function libreMessage(message: Fields): Fields {
  const parts = listField(message, "content") ?? [];
  const words = parts.length > 0 ? parts.flatMap(librePart) : saidTexts(textField(message, "text"));
  const files = [...(listField(message, "files") ?? []), ...(listField(message, "attachments") ?? [])];
  const pictures = files.flatMap((file) => {
    const address = textField(file, "filepath", "preview", "filename");
    const isPicture = /^image\//.test(textField(file, "type") ?? "") || field(file, "width") !== null;
    return isPicture && address !== null ? [pictureBlock(address)] : [];
  });
  return message.isCreatedByUser === true
    ? { role: "user", content: [...pictures, ...words] }
    : { role: "assistant", content: [...words, ...pictures] };
}

function librePart(part: unknown): readonly Fields[] {
  switch (textField(part, "type")) {
    case "think":
      return [thoughtBlock(textField(part, "think") ?? textField(field(part, "think"), "value") ?? "")];
    case "tool_call": {
      const call = field(part, "tool_call");
      const held = isFields(field(call, "function")) ? field(call, "function") : call;
      const output = textField(held, "output") ?? textField(call, "output");
      const program = field(call, "code_interpreter");
      if (isFields(program)) return libreProgram(program);
      return [
        callBlock(textField(held, "name") ?? textField(call, "type") ?? "", field(held, "args", "arguments")),
        ...(output === null ? [] : [resultBlock(output)]),
      ];
    }
    case "image_file":
      return [pictureBlock(textField(field(part, "image_file"), "filepath", "filename", "file_id") ?? "")];
    case "text":
    case "error":
      return saidTexts(textField(part, "text") ?? textField(field(part, "text"), "value"));
    default:
      return isFields(part) ? [part] : [];
  }
}

/** A program that was run, with what it printed and drew. */
function libreProgram(program: Fields): readonly Fields[] {
  const shown = (listField(program, "outputs") ?? []).flatMap((output) => {
    const drawn = textField(field(output, "image"), "filepath", "filename", "file_id");
    return drawn === null ? saidTexts(textField(output, "logs")) : [pictureBlock(drawn)];
  });
  return [programBlock(textField(program, "input") ?? ""), ...(shown.length > 0 ? [resultBlock(shown)] : [])];
}

/** The server of llama.cpp has a page of its own (ggml-org/llama.cpp, database.d.ts of tools/server/webui at cfe4ba8, of tools/ui at 078c2e0). */
function llamaCppChats(value: unknown): readonly ExportedChat[] | null {
  const chat = field(value, "conv");
  const list = listField(value, "messages");
  if (!isFields(chat) || !list?.every((message) => textField(message, "convId") !== null)) return null;
  const tree = new Map(
    list.map((message): [string, TreeMessage] => [
      textField(message, "id") ?? "",
      { parent: textField(message, "parent"), message },
    ]),
  );
  return linesOfTree(tree, textField(chat, "currNode")).map((line) => ({
    title: textField(chat, "name") ?? "",
    model: line.map((message) => textField(message, "model")).findLast((name) => name !== null) ?? "",
    messages: line.flatMap((message) => (isFields(message) && message.type !== "root" ? [llamaMessage(message)] : [])),
  }));
}

function llamaMessage(message: Fields): Fields {
  const extra = (listField(message, "extra") ?? []).flatMap((file) => {
    const images = [textField(file, "base64Url"), ...(listField(file, "images") ?? [])];
    const pictures = images.flatMap((image) =>
      typeof image === "string" && image !== "" ? [pictureBlock(image)] : [],
    );
    return [...pictures, ...saidTexts(textField(file, "content"))];
  });
  const thought = textField(message, "reasoningContent", "thinking") ?? "";
  return {
    role: message.role,
    content: [
      ...(thought === "" ? [] : [thoughtBlock(thought)]),
      ...extra,
      ...saidTexts(textField(message, "content")),
    ],
    // A list as words of JSON.
    tool_calls: literalIn(message.toolCalls ?? message.tool_calls ?? null),
  };
}

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

/**
 * Cherry Studio's copy of all chats, as it was JSON up to version 5 of copies (CherryHQ/cherry-studio, newMessage.ts at
 * 034343e, filters.ts at 0fb3d09, BackupService.ts at 00111ad): topics, and the blocks of their messages.
 */
function cherryChats(value: unknown): readonly ExportedChat[] | null {
  const held = isFields(field(value, "indexedDB")) ? field(value, "indexedDB") : value;
  const [topics, list] = [listField(held, "topics"), listField(held, "message_blocks")];
  if (!topics || !list) return null;
  const blocks = new Map(list.map((block) => [textField(block, "id") ?? "", block]));
  return topics.flatMap((topic) =>
    cherryLines((listField(topic, "messages") ?? []).filter(isFields)).map((line) => ({
      title: textField(topic, "name") ?? "",
      model: line.map((message) => textField(field(message, "model"), "id")).findLast((name) => name !== null) ?? "",
      messages: line.filter(isFields).map((message) => ({
        role: message.role,
        content: (listField(message, "blocks") ?? []).flatMap((id) =>
          cherryBlock(typeof id === "string" ? blocks.get(id) : null),
        ),
      })),
    })),
  );
}

/**
 * The answers of several models to one question stand in a row, and the talk goes on from the useful one, or else the first.
 * Where the context was cleared, another talk begins.
 */
function cherryLines(messages: readonly Fields[]): readonly (readonly unknown[])[] {
  const questionOf = (message: Fields): string | null =>
    message.role === "assistant" ? textField(message, "askId") : null;
  const chosen = new Map<string | null, Fields>();
  for (const message of messages) {
    const before = chosen.get(questionOf(message));
    if (!before || (message.useful === true && before.useful !== true)) chosen.set(questionOf(message), message);
  }
  const tree = new Map<string, TreeMessage>();
  const asked = new Map<string, string | null>();
  let last: string | null = null;
  for (const message of messages) {
    const id = textField(message, "id") ?? "";
    const question = questionOf(message);
    if (message.type === "clear") last = null;
    else if (question === null) {
      tree.set(id, { parent: last, message });
      last = id;
    } else {
      const parent: string | null = asked.has(question) ? (asked.get(question) ?? null) : last;
      asked.set(question, parent);
      tree.set(id, { parent, message });
      last = textField(chosen.get(question), "id");
    }
  }
  return linesOfTree(tree, last);
}

function cherryBlock(block: unknown): readonly Fields[] {
  const words = textField(block, "content") ?? "";
  switch (textField(block, "type")) {
    case "thinking":
      return [thoughtBlock(words)];
    case "image": {
      const file = field(block, "file");
      const address = textField(block, "url") ?? textField(file, "path", "name", "origin_name");
      return address === null ? [] : [pictureBlock(address)];
    }
    case "tool":
      return [
        callBlock(textField(block, "toolName", "toolId") ?? "", field(block, "arguments")),
        resultBlock(listField(field(block, "content"), "content") ?? field(block, "content")),
      ];
    // What the page translated for a reader is nobody's turn.
    case "translation":
      return [];
    default:
      return saidTexts(words);
  }
}

/** A chat of any of these. */
export const LOCAL_APPS = [
  chatExport({
    form: "librechat",
    priority: 136,
    read: libreChats,
    known: [
      ...[
        "conversationId",
        "messageId",
        "parentMessageId",
        "endpoint",
        "exportAt",
        "file_id",
        "temp_file_id",
        "sender",
      ],
      ...["createdAt", "updatedAt", "iconURL", "user", "source", "context", "options", "filepath", "progress"],
    ],
    spoken: ["think", "output", "args", "promptPrefix"],
  }),
  chatExport({
    form: "llama-cpp-page",
    priority: 135,
    read: llamaCppChats,
    known: ["convId", "currNode", "timings", "lastModified", "parent", "children", "name"],
  }),
  chatExport({
    form: "lm-studio",
    priority: 134,
    read: lmStudioChats,
    known: [
      ...[
        "preset",
        "fileIdentifier",
        "fileType",
        "stepIdentifier",
        "prefix",
        "suffix",
        "style",
        "genInfo",
        "senderInfo",
      ],
      ...["perChatPredictionConfig", "lastUsedModel", "clientInput", "plugins", "preprocessed", "pluginConfigs"],
      ...["callId", "toolCallRequestId", "pluginIdentifier"],
    ],
    spoken: ["systemPrompt"],
  }),
  chatExport({
    form: "cherry-studio",
    priority: 133,
    read: cherryChats,
    known: [
      ...[
        "persist:cherry-studio",
        "blocks",
        "assistantId",
        "topicId",
        "askId",
        "file",
        "modelId",
        "settings",
        "files",
        "createdAt",
      ],
      ...["updatedAt", "messageId", "quick_phrases", "knowledge_notes", "translate_history", "toolId", "mentions"],
    ],
  }),
];
