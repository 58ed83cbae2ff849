// Chats that people take out of the applications that they chatted in. The
// shapes are those of the sources that `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { createPictureNames } from "./pictureNames";
import { readLogValue } from "./readLog";
import { PNG_URL, toldLines } from "./testing";

const ASKED = "asked Where is it?";
const SEEN = ["thought Look left.", "answer There."];
const CALLED = ["unparsed unsupported-call", "saw cut"];
const UNPERFORMED = "unsupported-call crop";

describe("ChatGPT's export", () => {
  const text = (words: string) => ({ content_type: "text", parts: [words] });
  const says = (role: string, content: object, more: object = {}) => ({
    id: "m",
    author: { role, name: null, metadata: {} },
    content,
    status: "finished_successfully",
    recipient: "all",
    metadata: {},
    ...more,
  });
  const node = (parent: string | null, message: object | null) => ({ id: "n", parent, children: [], message });
  const pointer = (id: string) => ({ content_type: "image_asset_pointer", asset_pointer: id, width: 640, height: 480 });
  const code = {
    content_type: "code",
    language: "unknown",
    text: "from PIL import Image\nImage.open('/mnt/data/board.png').crop((100, 100, 300, 260))",
  };
  const chat = {
    title: "A sign",
    mapping: {
      root: node(null, null),
      hidden: node("root", says("system", text(""))),
      asks: node(
        "hidden",
        says(
          "user",
          { content_type: "multimodal_text", parts: [pointer("file-service://file-AbC123"), "Where is it?"] },
          { metadata: { attachments: [{ id: "file-AbC123", name: "board.png", mime_type: "image/png" }] } },
        ),
      ),
      first: node("asks", says("assistant", text("Nowhere."))),
      thinks: node(
        "asks",
        says("assistant", {
          content_type: "thoughts",
          thoughts: [{ summary: "Looking closely", content: "I look at the left half." }],
        }),
      ),
      cuts: node("thinks", says("assistant", code, { recipient: "python" })),
      cut: node("cuts", says("tool", { content_type: "execution_output", text: "cut" })),
      recap: node("cut", says("assistant", { content_type: "reasoning_recap", content: "Thought for 5 seconds" })),
      answers: node("recap", says("assistant", text("There."), { metadata: { model_slug: "o3" } })),
    },
    current_node: "answers",
    default_model_slug: "o3",
  };

  it("tells the chosen way through the tree first, and the others behind it", async () => {
    expect(await toldLines([chat], ["file-AbC123-board.png"])).toEqual([
      [
        ASKED,
        "thought Looking closely\nI look at the left half.",
        "program python",
        "zoom 100 100 200 160",
        "saw cut",
        "answer There.",
      ],
      [ASKED, "answer Nowhere."],
    ]);
  });

  it("shows what a browser showed", async () => {
    const screenshot = pointer("sediment://file_0000abcdef");
    const shown = { content_type: "computer_output", computer_id: "1", screenshot, state: { url: "about:blank" } };
    const mapping = {
      asks: node(null, says("user", text("Where is it?"))),
      shows: node("asks", says("tool", shown)),
      answers: node("shows", says("assistant", text("There."))),
    };
    const [line] = await toldLines([{ mapping, current_node: "answers" }], ["file_0000abcdef"]);
    expect(line?.slice(0, 3)).toEqual([ASKED, "saw a picture", "answer There."]);
  });

  it("keeps calls of other tools, instructions and pictures that were drawn", async () => {
    const drawn = {
      mapping: {
        told: node(
          null,
          says("user", {
            content_type: "user_editable_context",
            user_profile: "I sail on weekends.",
            user_instructions: "Answer in brief.",
          }),
        ),
        asks: node("told", says("user", text("Draw it."))),
        calls: node("asks", says("assistant", text('{"prompt": "a boat"}'), { recipient: "t2uay3k.sj1i4kz" })),
        shows: node(
          "calls",
          says("tool", { content_type: "multimodal_text", parts: [pointer("sediment://file_0000abcdef")] }),
        ),
        answers: node("shows", says("assistant", text("Here."))),
      },
      current_node: "answers",
    };
    const [line] = await toldLines([drawn], ["file_0000abcdef"]);
    expect(line).toEqual([
      "asked Draw it.",
      "unparsed unsupported-call",
      "saw a picture",
      "answer Here.",
      "unsupported-call t2uay3k.sj1i4kz",
    ]);
  });

  it("finds a picture by the id that its file is called by", () => {
    const names = createPictureNames([
      "x/file-AbC123-board.png",
      "x/file_0000abcdef-1.png",
      "x/file-AbC1234-other.png",
    ]);
    expect(names.match("file-AbC123")).toEqual({ kind: "found", path: "x/file-AbC123-board.png", by: "base-name" });
    expect(names.match("file_0000abcdef")).toMatchObject({ path: "x/file_0000abcdef-1.png" });
    expect(names.match("file-AbC12")).toEqual({ kind: "none" });
  });
});

describe("exports that grew from these", () => {
  it("DeepSeek's: the tree of ChatGPT's, of fragments", async () => {
    const node = (parent: string | null, message: object | null) => ({ parent, children: [], message });
    const chat = {
      title: "A sign",
      mapping: {
        root: node(null, null),
        "1": node("root", {
          files: [{ file_name: "board.png" }],
          model: "deepseek-chat",
          fragments: [{ type: "REQUEST", content: "Where is it?" }],
        }),
        "2": node("1", {
          files: [],
          fragments: [
            { type: "THINK", content: "Look left." },
            { type: "RESPONSE", content: "There." },
          ],
        }),
      },
    };
    expect(await toldLines([chat], ["board.png"])).toEqual([[ASKED, ...SEEN]]);
  });

  it("Grok's: the responses of whoever speaks", async () => {
    const says = (sender: string, message: string, more: object = {}) => ({
      response: { _id: "r", sender, message, ...more },
    });
    const chat = {
      conversation: { id: "1", title: "A sign" },
      responses: [
        says("human", "Where is it?", { file_attachments: ["f"] }),
        says("ASSISTANT", "There.", { model: "grok-4", agent_thinking_traces: [{ thinking_trace: "Look left." }] }),
      ],
    };
    expect(await toldLines({ conversations: [chat], projects: [], tasks: [] })).toEqual([[ASKED, ...SEEN]]);
    const alone = says("assistant", "There.", { thinking_trace: "Look left.", agent_thinking_traces: [] });
    expect(await toldLines({ ...chat, responses: [...chat.responses.slice(0, 1), alone] })).toEqual([[ASKED, ...SEEN]]);
  });

  it("Qwen Chat's: that of Open WebUI, in phases", async () => {
    const messages = {
      a: { id: "a", parentId: null, role: "user", content: "Where is it?" },
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
    };
    expect(await toldLines([{ title: "A sign", chat: { history: { messages, currentId: "b" } } }])).toEqual([
      [ASKED, ...SEEN],
    ]);
  });
});

describe("Claude's export", () => {
  const message = (sender: string, content: readonly object[], more: object = {}) => ({
    uuid: "m",
    sender,
    text: "",
    content,
    attachments: [],
    files: [],
    ...more,
  });

  it("reads blocks, attached texts and pictures by their names", async () => {
    const chat = {
      uuid: "1",
      name: "A sign",
      account: { uuid: "a" },
      chat_messages: [
        message("human", [{ type: "text", text: "Where is it?", citations: [] }], {
          text: "Where is it?",
          attachments: [{ file_name: "note.txt", file_type: "txt", extracted_content: "It was put up in May." }],
          files: [{ file_name: "board.png" }],
        }),
        message("assistant", [
          { type: "thinking", thinking: "Look left.", summaries: [{ summary: "Looked to the left." }] },
          { type: "tool_use", name: "crop", input: { at: "left" }, message: "crop" },
          { type: "tool_result", name: "crop", content: [{ type: "text", text: "cut" }], is_error: false },
          { type: "text", text: "There." },
        ]),
      ],
    };
    expect(await toldLines([chat], ["board.png"])).toEqual([
      [
        "asked note.txt\nIt was put up in May.\nWhere is it?",
        "thought Look left.",
        ...CALLED,
        "answer There.",
        UNPERFORMED,
      ],
    ]);
  });

  it("tells each way on where messages name the one before, of which a first has none", async () => {
    const says = (uuid: string, parent_message_uuid: string | null, sender: string, text: string) =>
      message(sender, [{ type: "text", text }], { uuid, parent_message_uuid });
    const chat_messages = [
      says("1", null, "human", "Where is it?"),
      says("2", "1", "assistant", "Nowhere."),
      says("3", "1", "assistant", "There."),
    ];
    expect(await toldLines({ uuid: "1", name: "", current_leaf_message_uuid: "3", chat_messages })).toEqual([
      [ASKED, "answer There."],
      [ASKED, "answer Nowhere."],
    ]);
  });

  it("reads older messages, which are a text alone", async () => {
    const chat = {
      uuid: "1",
      name: "",
      chat_messages: [message("human", [], { text: "Where is it?" }), message("assistant", [], { text: "There." })],
    };
    expect(await toldLines([chat])).toEqual([[ASKED, "answer There."]]);
  });
});

describe("Open WebUI", () => {
  const DETAILS =
    '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n&gt; Look left.\n</details>\n' +
    '<details type="tool_calls" done="true" id="c" name="crop" arguments="&quot;{\\&quot;at\\&quot;: \\&quot;left\\&quot;}&quot;" result="&quot;cut&quot;">\n<summary>Tool Executed</summary>\n</details>\n' +
    "There.";
  const asks = {
    id: "a",
    parentId: null,
    role: "user",
    content: "Where is it?",
    files: [{ type: "image", url: PNG_URL }],
  };

  it("takes thoughts, calls and results out of details, and tells every answer", async () => {
    const chat = {
      id: "1",
      user_id: "u",
      title: "A sign",
      chat: {
        models: ["m"],
        history: {
          messages: {
            a: { ...asks, childrenIds: ["b", "c"] },
            b: { id: "b", parentId: "a", role: "assistant", content: DETAILS, model: "m" },
            c: { id: "c", parentId: "a", role: "assistant", content: "Nowhere.", model: "n" },
          },
          currentId: "b",
        },
        messages: [asks, { id: "b", parentId: "a", role: "assistant", content: DETAILS, model: "m" }],
      },
    };
    expect(await toldLines([chat])).toEqual([
      [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED],
      [ASKED, "answer Nowhere."],
    ]);
  });

  it("takes results between the marks, and pictures that a tool gave", async () => {
    const content =
      '<details type="tool_calls" done="true" id="c" name="crop" arguments="&quot;{\\&quot;at\\&quot;: \\&quot;left\\&quot;}&quot;" files="[{&quot;type&quot;: &quot;image&quot;, &quot;url&quot;: &quot;cut.png&quot;}]" embeds="&quot;&quot;">\n<summary>Tool Executed</summary>\n&quot;cut&quot;\n</details>\nThere.';
    const messages = { a: asks, b: { id: "b", parentId: "a", role: "assistant", content, model: "m" } };
    expect(await toldLines({ chat: { history: { messages, currentId: "b" } } }, ["cut.png"])).toEqual([
      [ASKED, "unparsed unsupported-call", "saw a picture cut", "answer There.", UNPERFORMED],
    ]);
  });

  it("does not take long over details that are never closed", () => {
    const words = '<details type="reasoning">'.repeat(40_000);
    const message = { id: "b", parentId: null, role: "assistant", content: words };
    const started = performance.now();
    const { records } = readLogValue({ chat: { history: { messages: { b: message }, currentId: "b" } } }, "file");
    expect(records).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
