// Chats as applications keep or export them that talk to models of anybody's. The shapes are those of the sources that
// `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { readLogValue } from "./readLog";
import { opened, PNG, PNG_URL, toldLines } from "./testing";

const ASKED = "asked Where is it?";
const SEEN = ["thought Look left.", "answer There."];
const CALLED = ["unparsed unsupported-call", "saw cut"];
const UNPERFORMED = "unsupported-call crop";

describe("applications that talk to any model", () => {
  it("LibreChat, as a list and as a tree", async () => {
    const asks = {
      messageId: "1",
      parentMessageId: "0",
      sender: "User",
      text: "Where is it?",
      isCreatedByUser: true,
      files: [{ filepath: "board.png", type: "image/png", width: 640, height: 480 }],
    };
    const answers = {
      messageId: "2",
      parentMessageId: "1",
      sender: "M",
      text: "",
      isCreatedByUser: false,
      content: [
        { type: "think", think: "Look left." },
        {
          type: "tool_call",
          tool_call: { id: "x", name: "crop", args: '{"at": "left"}', output: "cut", type: "tool_call" },
        },
        { type: "text", text: { value: "There." } },
      ],
    };
    const line = [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED];
    expect(await toldLines({ title: "A sign", messages: [asks, answers] }, ["board.png"])).toEqual([line]);
    expect(
      await toldLines({ title: "A sign", messagesTree: [{ ...asks, children: [{ ...answers, children: [] }] }] }, [
        "board.png",
      ]),
    ).toEqual([line]);
  });

  it("LibreChat's programs, with what they printed and drew", async () => {
    const program = {
      input: "print(1)",
      outputs: [
        { type: "logs", logs: "1" },
        { type: "image", image: { file_id: "drawn.png" } },
      ],
    };
    const content = [
      { type: "tool_call", tool_call: { id: "x", type: "code_interpreter", code_interpreter: program } },
      { type: "text", text: "There." },
    ];
    const messages = [
      { messageId: "1", parentMessageId: "0", text: "Where is it?", isCreatedByUser: true },
      { messageId: "2", parentMessageId: "1", text: "", isCreatedByUser: false, content },
    ];
    expect(await toldLines({ title: "A sign", messages }, ["drawn.png"])).toEqual([
      [ASKED, "thought print(1)", "saw a picture 1", "answer There."],
    ]);
  });

  it("LibreChat's tree, however deep it is", () => {
    const deep = 20_000;
    let message: object = { messageId: String(deep), isCreatedByUser: false, text: "There.", children: [] };
    for (let id = deep - 1; id > 0; id--)
      message = { messageId: String(id), isCreatedByUser: id % 2 === 1, text: "Where is it?", children: [message] };
    const [record] = readLogValue({ title: "A sign", messagesTree: [message] }, "file").records;
    expect(record?.messages.length).toBeGreaterThan(1000);
  });

  it("the page of llama.cpp", async () => {
    const message = (id: string, role: string, content: string, parent: string, more: object = {}) => ({
      id,
      convId: "c",
      type: "text",
      role,
      content,
      parent,
      children: [],
      ...more,
    });
    const chat = {
      conv: { id: "c", name: "A sign", currNode: "b" },
      messages: [
        { ...message("r", "system", "", "-1"), type: "root" },
        message("a", "user", "Where is it?", "r", {
          extra: [{ type: "imageFile", name: "board.png", base64Url: PNG_URL }],
        }),
        message("c", "assistant", "Nowhere.", "a"),
        message("b", "assistant", "There.", "a", { thinking: "Look left." }),
      ],
    };
    expect(await toldLines(chat)).toEqual([
      [ASKED, ...SEEN],
      [ASKED, "answer Nowhere."],
    ]);
  });

  it("the page of llama.cpp keeps calls as words of JSON", async () => {
    const message = (id: string, parent: string | null, role: string, more: object) => ({
      id,
      convId: "c",
      type: "text",
      role,
      content: "",
      parent,
      children: [],
      ...more,
    });
    const calls = [{ id: "x", type: "function", function: { name: "crop", arguments: '{"at": "left"}' } }];
    const messages = [
      message("a", null, "user", { content: "Where is it?" }),
      message("b", "a", "assistant", { reasoningContent: "Look left.", toolCalls: JSON.stringify(calls) }),
      message("d", "b", "tool", { content: "cut", toolCallId: "x" }),
      message("e", "d", "assistant", { content: "There.", toolCalls: "" }),
    ];
    expect(await toldLines([{ conv: { id: "c", name: "A sign", currNode: "e" }, messages }])).toEqual([
      [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED],
    ]);
  });

  it("LM Studio tells the instructions among its settings", async () => {
    const version = (role: string, text: string) => ({
      versions: [{ type: "singleStep", role, content: [{ type: "text", text }] }],
      currentlySelected: 0,
    });
    const fields = [
      { key: "llm.prediction.temperature", value: 1 },
      { key: "llm.prediction.systemPrompt", value: "Be brief." },
    ];
    const chat = { name: "A sign", perChatPredictionConfig: { fields } };
    const [record] = await opened({
      ...chat,
      messages: [version("user", "Where is it?"), version("assistant", "There.")],
    });
    const problem = record && [...record.trace.steps.values()][0]?.body;
    expect(problem?.kind === "problem" && problem.instructions).toBe("Be brief.");
  });

  it("LM Studio", async () => {
    const steps = (...contents: readonly (readonly [string, object])[]) => ({
      type: "multiStep",
      role: "assistant",
      steps: contents.map(([text, more]) => ({ type: "contentBlock", content: [{ type: "text", text }], ...more })),
    });
    const chat = {
      name: "A sign",
      systemPrompt: "Be brief.",
      messages: [
        {
          versions: [
            {
              type: "singleStep",
              role: "user",
              content: [
                { type: "text", text: "Where is it?" },
                { type: "file", fileIdentifier: "board.png", fileType: "image" },
              ],
            },
          ],
          currentlySelected: 0,
        },
        {
          versions: [
            steps(["Nowhere.", {}]),
            steps(["Look left.", { style: { type: "thinking" }, prefix: "<think>" }], ["There.", {}]),
          ],
          currentlySelected: 1,
        },
      ],
    };
    expect(await toldLines(chat, ["board.png"])).toEqual([
      [ASKED, ...SEEN],
      [ASKED, "answer Nowhere."],
    ]);
  });

  it("Cherry Studio, each topic by itself", async () => {
    const block = (id: string, type: string, more: object) => ({
      id,
      messageId: "m",
      type,
      status: "success",
      ...more,
    });
    const copy = {
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
          { id: "empty", messages: [] },
        ],
        message_blocks: [
          block("b1", "main_text", { content: "Where is it?" }),
          block("b2", "image", { url: PNG_URL }),
          block("b3", "thinking", { content: "Look left." }),
          block("b4", "main_text", { content: "There." }),
        ],
      },
    };
    expect(await toldLines(copy)).toEqual([[ASKED, ...SEEN]]);
  });

  it("Cherry Studio: answers of several models, a context that was cleared, tools and translations", async () => {
    const message = (id: string, role: string, blocks: readonly string[], more: object = {}) => ({
      id,
      role,
      topicId: "t",
      blocks,
      ...more,
    });
    const block = (id: string, type: string, more: object) => ({ id, messageId: "m", type, ...more });
    const result = {
      isError: false,
      content: [
        { type: "text", text: "cut" },
        { type: "image", data: PNG, mimeType: "image/png" },
      ],
    };
    const copy = {
      version: 5,
      topics: [
        {
          id: "t",
          messages: [
            message("1", "user", ["b1"]),
            message("2", "assistant", ["b2"], { askId: "1" }),
            message("3", "assistant", ["b3", "b4"], { askId: "1", useful: true }),
            message("4", "user", ["b5"]),
            message("5", "assistant", ["b6", "b7"], { askId: "4" }),
            message("6", "user", [], { type: "clear" }),
            message("7", "user", ["b1"]),
            message("8", "assistant", ["b2"], { askId: "7" }),
          ],
        },
      ],
      message_blocks: [
        block("b1", "main_text", { content: "Where is it?" }),
        block("b2", "main_text", { content: "Nowhere." }),
        block("b3", "main_text", { content: "There." }),
        block("b4", "translation", { content: "Dort.", targetLanguage: "de" }),
        block("b5", "main_text", { content: "Cut it." }),
        block("b6", "tool", { toolName: "crop", toolId: "crop", arguments: { at: "left" }, content: result }),
        block("b7", "main_text", { content: "Done." }),
      ],
    };
    // What another machine made of an answer is reported with the first of them.
    expect(await toldLines(copy)).toEqual([
      [ASKED, "answer Nowhere.", "unknown-part translation"],
      [ASKED, "answer Nowhere."],
      [ASKED, "thought There.", "saw Cut it.", CALLED[0], "saw a picture cut", "answer Done.", UNPERFORMED],
    ]);
  });
});
