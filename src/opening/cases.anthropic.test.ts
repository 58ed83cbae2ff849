// Logs of Anthropic's Messages, block by block, each with the right values.
import { describe, expect, it } from "vitest";
import { findingsIn, lineIn, only, PNG } from "./testing";

describe("Anthropic's Messages", () => {
  const asked = {
    role: "user",
    content: [
      { type: "text", text: "Q" },
      { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
    ],
  };
  const sized = { data: { width: 400, height: 300 } };
  const response = {
    id: "m",
    type: "message",
    role: "assistant",
    model: "claude",
    stop_reason: "end_turn",
    content: [
      { type: "thinking", thinking: "So.", signature: "x" },
      { type: "text", text: "Red.", citations: null },
    ],
  };

  it.each<[string, unknown]>([
    ["beside its request", { request: { system: [{ type: "text", text: "Be brief." }], messages: [asked] }, response }],
    [
      "in a line of a batch",
      {
        custom_id: "1",
        params: { system: "Be brief.", messages: [asked] },
        result: { type: "succeeded", message: response },
      },
    ],
    [
      "added to the messages",
      { system: "Be brief.", messages: [asked, { role: "assistant", content: response.content }], response },
    ],
  ])("are read with a response %s", async (_, value) => {
    const record = await only(value, sized);
    expect(record.report.system).toBe("claude");
    expect(lineIn(record)).toEqual(["asked Q", "thought So.", "answer Red."]);
    const [problem] = record.trace.steps.values();
    expect(problem?.body.kind === "problem" && problem.body.instructions).toBe("Be brief.");
  });

  it("are read where only the response was kept", async () => {
    expect(lineIn(await only(response)).slice(1)).toEqual(["thought So.", "answer Red."]);
  });

  const of = async (...content: readonly object[]) => {
    const record = await only(
      { messages: [asked, { role: "assistant", content: [...content, { type: "text", text: "End." }] }] },
      sized,
    );
    return [...lineIn(record).slice(1, -1), ...findingsIn(record)];
  };
  const use = (name: string, input: object) => ({ type: "server_tool_use", id: "s", name, input });

  it.each<[string, readonly object[], readonly string[]]>([
    [
      "a program and what it printed",
      [
        use("code_execution", { code: "im = Image.open('a.png')\nim.crop((10, 20, 60, 80)).save('b.png')" }),
        {
          type: "code_execution_tool_result",
          tool_use_id: "s",
          content: {
            type: "code_execution_result",
            stdout: "saved it",
            stderr: "a warning",
            return_code: 0,
            content: [],
          },
        },
      ],
      ["program python", "zoom 10 20 50 60", "saw saved it\na warning"],
    ],
    [
      "a shell",
      [
        use("bash_code_execution", { command: "ls" }),
        {
          type: "bash_code_execution_tool_result",
          tool_use_id: "s",
          content: { type: "bash_code_execution_result", stdout: "a.png", stderr: "", return_code: 0, content: [] },
        },
      ],
      ["unparsed unsupported-call", "saw a.png", "unsupported-call bash_code_execution"],
    ],
    [
      "a failed search",
      [
        use("web_search", { query: "cats" }),
        {
          type: "web_search_tool_result",
          tool_use_id: "s",
          content: { type: "web_search_tool_result_error", error_code: "max_uses_exceeded" },
        },
      ],
      ["unparsed unsupported-call", "saw max_uses_exceeded", "unsupported-call web_search"],
    ],
    [
      "what a search found",
      [
        {
          type: "web_search_tool_result",
          tool_use_id: "s",
          content: [{ type: "web_search_result", title: "Cats", url: "https://c.at", encrypted_content: "E" }],
        },
      ],
      ["saw Cats\nhttps://c.at"],
    ],
    [
      "a page that was fetched",
      [
        {
          type: "web_fetch_tool_result",
          tool_use_id: "s",
          content: {
            type: "web_fetch_result",
            url: "https://c.at",
            content: {
              type: "document",
              title: "Cats",
              source: { type: "text", media_type: "text/plain", data: "Cats are cats." },
            },
          },
        },
      ],
      ["saw https://c.at\nCats\nCats are cats."],
    ],
    [
      "a view of a file",
      [
        {
          type: "text_editor_code_execution_tool_result",
          tool_use_id: "s",
          content: { type: "text_editor_code_execution_view_result", file_type: "text", content: "a = 1" },
        },
      ],
      ["saw a = 1"],
    ],
    [
      "a server's tool",
      [
        { type: "mcp_tool_use", id: "s", name: "look", server_name: "m", input: { at: 1 } },
        { type: "mcp_tool_result", tool_use_id: "s", is_error: false, content: [{ type: "text", text: "a cat" }] },
      ],
      ["unparsed unsupported-call", "saw a cat", "unsupported-call look"],
    ],
    [
      "thinking that is encrypted, by its type",
      [{ type: "redacted_thinking", data: "EmwKAhgB" }],
      ["unknown-part redacted_thinking"],
    ],
    [
      "what went before, in short",
      [{ type: "compaction", content: "We looked at cats." }],
      ["thought We looked at cats."],
    ],
    [
      "an uploaded file, by its type",
      [{ type: "container_upload", file_id: "file_1" }],
      ["unknown-part container_upload"],
    ],
    [
      "the zoom of its cookbook",
      [{ type: "tool_use", id: "t", name: "zoom", input: { x1: 10, y1: 20, x2: 110, y2: 220 } }],
      ["zoom 10 20 100 200"],
    ],
  ])("keep %s", async (_, content, expected) => {
    expect(await of(...content)).toEqual(expected);
  });

  it("keep documents and search results of a question", async () => {
    const record = await only({
      messages: [
        {
          role: "user",
          content: [
            {
              type: "document",
              title: "Notes of a morning",
              source: { type: "text", media_type: "text/plain", data: "Cats are cats." },
            },
            {
              type: "search_result",
              title: "More of the same",
              source: "https://m.ore",
              content: [{ type: "text", text: "And dogs are dogs." }],
            },
            { type: "text", text: "Which of them is it?" },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "So.", signature: "s" },
            { type: "text", text: "A" },
          ],
        },
      ],
    });
    expect(lineIn(record)[0]).toBe(
      "asked Notes of a morning\nCats are cats.\nMore of the same\nhttps://m.ore\nAnd dogs are dogs.\nWhich of them is it?",
    );
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("parts of a question", () => {
  const asks = (...content: readonly object[]) => ({
    messages: [
      { role: "user", content },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Left." },
          { type: "text", text: "There." },
        ],
      },
    ],
  });
  const text = (words: string) => ({ type: "text", text: words });
  const picture = { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } };

  it("stand on lines of their own where they would run into one another", async () => {
    const question = async (...content: readonly object[]) =>
      lineIn(await only(asks(...content), { data: { width: 40, height: 30 } }))[0];
    expect(await question(text("Is it red?"), picture, text("Look closely."))).toBe("asked Is it red?\nLook closely.");
    expect(await question(text("Is it red?"), text("Look closely."))).toBe("asked Is it red?\nLook closely.");
    expect(await question(text("Is it "), picture, text("or"), picture, text("?"))).toBe("asked Is it or?");
  });
});
