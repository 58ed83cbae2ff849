// Chats as applications export them, each with every kind of part that it has.
const PICTURE = "data:image/jpeg;base64,";
const ASKED = "Where is it?";
const CUT = '{"at": "left"}';

const node = (parent: string | null, message: object | null) => ({ id: "n", parent, children: [], message });
const says = (role: string, content: object, more: object = {}) => ({
  id: "m",
  author: { role, name: null, metadata: {} },
  content,
  recipient: "all",
  metadata: {},
  ...more,
});
const words = (text: string) => ({ content_type: "text", parts: [text] });

const CHAT_GPT = {
  title: "A sign",
  mapping: {
    root: node(null, null),
    told: node(
      "root",
      says("user", {
        content_type: "user_editable_context",
        user_profile: "I sail.",
        user_instructions: "Be brief.",
      }),
    ),
    asks: node(
      "told",
      says(
        "user",
        {
          content_type: "multimodal_text",
          parts: [{ content_type: "image_asset_pointer", asset_pointer: "file-service://file-AbC" }, ASKED],
        },
        { metadata: { attachments: [{ id: "file-AbC", name: "cat.jpg", mime_type: "image/jpeg" }] } },
      ),
    ),
    first: node("asks", says("assistant", words("Nowhere."))),
    thinks: node(
      "asks",
      says("assistant", { content_type: "thoughts", thoughts: [{ summary: "Looking", content: "I look left." }] }),
    ),
    cuts: node(
      "thinks",
      says("assistant", { content_type: "code", language: "unknown", text: "print(1)" }, { recipient: "python" }),
    ),
    cut: node("cuts", says("tool", { content_type: "execution_output", text: "1" })),
    recap: node("cut", says("assistant", { content_type: "reasoning_recap", content: "Thought for 5 seconds" })),
    answers: node("recap", says("assistant", words("There."), { metadata: { model_slug: "o3" } })),
  },
  current_node: "answers",
  default_model_slug: "o3",
};

const DEEP_SEEK = {
  title: "A sign",
  mapping: {
    root: node(null, null),
    "1": node("root", { files: [{ file_name: "cat.jpg" }], fragments: [{ type: "REQUEST", content: ASKED }] }),
    "2": node("1", {
      files: [],
      fragments: [
        { type: "THINK", content: "Look left." },
        { type: "SEARCH", content: "a search" },
        { type: "RESPONSE", content: "There." },
      ],
    }),
  },
};

const QWEN_CHAT = {
  title: "A sign",
  chat: {
    history: {
      messages: {
        a: { id: "a", parentId: null, role: "user", content: ASKED },
        b: {
          id: "b",
          parentId: "a",
          role: "assistant",
          content: "",
          content_list: [
            { phase: "think", content: "Look left." },
            { phase: "answer", content: "There." },
          ],
        },
      },
      currentId: "b",
    },
  },
};

const claudeMessage = (sender: string, text: string, content: readonly object[], more: object = {}) => ({
  uuid: "m",
  sender,
  text,
  content,
  attachments: [],
  files: [],
  ...more,
});

const CLAUDE = {
  uuid: "1",
  name: "A sign",
  account: { uuid: "a" },
  chat_messages: [
    claudeMessage("human", ASKED, [{ type: "text", text: ASKED, citations: [] }], {
      attachments: [{ file_name: "note.txt", file_type: "txt", extracted_content: "It was put up in May." }],
      files: [{ file_name: "cat.jpg" }],
    }),
    claudeMessage("assistant", "", [
      { type: "thinking", thinking: "Look left.", summaries: [{ summary: "Looked to the left." }] },
      { type: "tool_use", name: "crop", input: { at: "left" }, message: "crop" },
      { type: "tool_result", name: "crop", content: [{ type: "text", text: "cut" }], is_error: false },
      { type: "text", text: "There." },
    ]),
  ],
};

const DETAILS = [
  '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n&gt; Look left.\n</details>',
  '<details type="tool_calls" done="true" id="c" name="crop" arguments="&quot;{}&quot;" result="&quot;cut&quot;">\n<summary>Tool Executed</summary>\n</details>',
  "There.",
].join("\n");

const OPEN_WEB_UI = {
  id: "1",
  user_id: "u",
  title: "A sign",
  chat: {
    models: ["m"],
    history: {
      messages: {
        a: { id: "a", parentId: null, role: "user", content: ASKED, files: [{ type: "image", url: PICTURE }] },
        b: { id: "b", parentId: "a", role: "assistant", content: DETAILS, model: "m" },
        c: { id: "c", parentId: "a", role: "assistant", content: "Nowhere.", model: "n" },
      },
      currentId: "b",
    },
  },
};

const LIBRE_CHAT = {
  title: "A sign",
  options: { promptPrefix: "Be brief.", model: "m" },
  messages: [
    {
      messageId: "1",
      parentMessageId: "0",
      sender: "User",
      text: ASKED,
      isCreatedByUser: true,
      files: [{ filepath: "cat.jpg", type: "image/jpeg", width: 500, height: 250 }],
    },
    {
      messageId: "2",
      parentMessageId: "1",
      sender: "M",
      text: "",
      isCreatedByUser: false,
      content: [
        { type: "think", think: "Look left." },
        { type: "tool_call", tool_call: { id: "x", name: "crop", args: CUT, output: "cut", type: "tool_call" } },
        { type: "text", text: { value: "There." } },
      ],
    },
  ],
};

const llama = (id: string, role: string, content: string, parent: string, more: object = {}) => ({
  id,
  convId: "c",
  type: "text",
  role,
  content,
  parent,
  children: [],
  ...more,
});

const LLAMA_CPP = {
  conv: { id: "c", name: "A sign", currNode: "b" },
  messages: [
    llama("r", "system", "Be brief.", "-1"),
    llama("a", "user", ASKED, "r", { extra: [{ type: "imageFile", name: "cat.jpg", base64Url: PICTURE }] }),
    llama("c", "assistant", "Nowhere.", "a"),
    llama("b", "assistant", "There.", "a", { thinking: "Look left." }),
  ],
};

const block = (text: string, more: object = {}) => ({
  type: "contentBlock",
  content: [{ type: "text", text }],
  ...more,
});

const LM_STUDIO = {
  name: "A sign",
  systemPrompt: "Be brief.",
  messages: [
    {
      versions: [
        {
          type: "singleStep",
          role: "user",
          content: [
            { type: "text", text: ASKED },
            { type: "file", fileIdentifier: "cat.jpg", fileType: "image" },
          ],
        },
      ],
      currentlySelected: 0,
    },
    {
      versions: [
        { type: "multiStep", role: "assistant", steps: [block("Nowhere.")] },
        {
          type: "multiStep",
          role: "assistant",
          steps: [block("Look left.", { style: { type: "thinking" } }), block("There.")],
        },
      ],
      currentlySelected: 1,
    },
  ],
};

const CHERRY_STUDIO = {
  version: 5,
  localStorage: { "persist:cherry-studio": "{}" },
  indexedDB: {
    topics: [
      {
        id: "t",
        messages: [
          { id: "1", role: "user", topicId: "t", blocks: ["b1", "b2"] },
          { id: "2", role: "assistant", topicId: "t", blocks: ["b3", "b4"], model: { id: "m", name: "m" } },
        ],
      },
    ],
    message_blocks: [
      { id: "b1", type: "main_text", content: ASKED },
      { id: "b2", type: "image", url: PICTURE },
      { id: "b3", type: "thinking", content: "Look left." },
      { id: "b4", type: "main_text", content: "There." },
    ],
  },
};

const AI_STUDIO = {
  runSettings: { model: "models/gemini-2.5-pro", temperature: 1 },
  systemInstruction: { text: "Answer with boxes." },
  chunkedPrompt: {
    chunks: [
      { role: "user", inlineImage: { mimeType: "image/jpeg", data: "" } },
      { role: "user", text: ASKED },
      { role: "model", text: "Look left.", isThought: true },
      { role: "model", text: '[{"box_2d": [250, 250, 500, 500], "label": "sign"}]', finishReason: "STOP" },
    ],
    pendingInputs: [{ text: "", role: "user" }],
  },
};

const GROK = {
  conversation: { id: "1", title: "A sign" },
  responses: [
    { response: { _id: "a", sender: "human", message: ASKED, file_attachments: ["f"] } },
    {
      response: {
        _id: "b",
        parent_response_id: "a",
        sender: "ASSISTANT",
        message: "It is on the left.",
        agent_thinking_traces: [{ thinking_trace: "Look left." }],
      },
    },
  ],
};

export const EXPORTED: readonly unknown[] = [
  [CHAT_GPT],
  [DEEP_SEEK],
  { conversations: [GROK] },
  [QWEN_CHAT],
  [CLAUDE],
  [OPEN_WEB_UI],
  LIBRE_CHAT,
  LLAMA_CPP,
  LM_STUDIO,
  CHERRY_STUDIO,
  AI_STUDIO,
];
