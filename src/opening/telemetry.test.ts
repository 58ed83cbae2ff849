import { describe, expect, it } from "vitest";
import { readLog } from ".";

const attributes = (told: Readonly<Record<string, string>>) =>
  Object.entries(told).map(([key, stringValue]) => ({ key, value: { stringValue } }));
const span = (told: Readonly<Record<string, string>>, events: readonly object[] = []) => ({
  traceId: "a",
  spanId: "b",
  name: "chat",
  attributes: attributes({ "gen_ai.operation.name": "chat", ...told }),
  events,
});
const event = (name: string, told: Readonly<Record<string, string>>) => ({ name, attributes: attributes(told) });

const saidIn = (value: unknown) =>
  readLog(JSON.stringify(value)).records.flatMap(({ question, messages }) => [
    question,
    ...messages.flatMap(({ role, parts }) =>
      role === "assistant" ? parts.map((part) => (part.kind === "text" ? part.text : "")) : [],
    ),
  ]);

describe("spans of earlier conventions", () => {
  it.each([
    span({ "gen_ai.prompt": "What colour is it?", "gen_ai.completion": "It is green." }),
    span({}, [
      event("gen_ai.content.prompt", { "gen_ai.prompt": '[{"role": "user", "content": "What colour is it?"}]' }),
      event("gen_ai.content.completion", { "gen_ai.completion": '[{"role": "assistant", "content": "It is green."}]' }),
    ]),
    span({ "gen_ai.prompt": "What colour is it?" }, [
      event("gen_ai.content.completion", { "gen_ai.completion": "It is green." }),
    ]),
    span({}, [
      event("gen_ai.user.message", { content: "What colour is it?" }),
      event("gen_ai.choice", { index: "0", message: '{"role": "assistant", "content": "It is green."}' }),
    ]),
    span({}, [
      event("gen_ai.user.message", { content: '[{"type": "text", "text": "What colour is it?"}]' }),
      event("gen_ai.choice", { content: "It is green.", finish_reason: "stop" }),
    ]),
  ])("reads what was asked and said, wherever it stands: %#", (value) => {
    expect(saidIn(value)).toEqual(["What colour is it?", "It is green."]);
  });
});

describe("other events of a span", () => {
  it("are in the report", () => {
    const failed = event("exception", { "exception.message": "The sign could not be fetched from where it is kept." });
    const answered = span({ "gen_ai.prompt": "What colour is it?", "gen_ai.completion": "It is green." }, [failed]);
    const { records } = readLog(JSON.stringify(answered));
    expect(records.flatMap(({ unread }) => unread.map(({ code, excerpt }) => [code, excerpt]))).toEqual([
      ["unread-field", "The sign could not be fetched from where it is kept."],
    ]);
  });
});

describe("pictures of Langfuse", () => {
  it("takes what an upload is called for its name", () => {
    const url = "@@@langfuseMedia:type=image/png|id=abc-1|source=base64_data_uri@@@";
    const content = [
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url } },
    ];
    const observation = { traceId: "t", type: "GENERATION", input: [{ role: "user", content }], output: "A sign." };
    const [record] = readLog(JSON.stringify([observation])).records;
    expect(record?.images).toEqual([{ kind: "name", name: url }]);
    expect(record?.unread).toEqual([]);
  });
});
