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

describe("what spans hold beside their calls", () => {
  const asked = { "gen_ai.prompt": "What colour is it?", "gen_ai.completion": "It is green." };
  const reportOf = (value: unknown) => {
    const { records, unread } = readLog(JSON.stringify(value));
    return [...unread, ...records.flatMap((record) => record.unread)].map(({ code, place, excerpt }) => [
      code,
      place,
      excerpt,
    ]);
  };
  const exported = (...spans: readonly object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const WHY = "It stopped long before it was done with all of that.";
  const inSpan = "resourceSpans[0].scopeSpans[0].spans[0]";

  it.each<[string, object, string]>([
    ["a value without a key", { value: { stringValue: "never said" } }, "withoutPlace[0].value.stringValue"],
    [
      "a second value by one key",
      { key: "gen_ai.prompt", value: { stringValue: "never said" } },
      "withoutPlace[0].gen_ai.prompt",
    ],
    ["a value of no known type", { key: "x", value: { wordValue: "never said" } }, "attributes.x.wordValue"],
    [
      "values in lists and records",
      {
        key: "x",
        value: {
          kvlistValue: { values: [{ key: "y", value: { arrayValue: { values: [{ stringValue: "never said" }] } } }] },
        },
      },
      "attributes.x.y[0]",
    ],
  ])("tells %s", (_, attribute, place) => {
    const held = span(asked);
    expect(reportOf(exported({ ...held, attributes: [...held.attributes, attribute] }))).toEqual([
      ["unread-field", `${inSpan}.${place}`, "never said"],
    ]);
  });

  it("tells words that give way to what is placed under them", () => {
    const held = span({
      "gen_ai.prompt": "never said",
      "gen_ai.prompt.0.role": "user",
      "gen_ai.prompt.0.content": "What?",
    });
    expect(reportOf(exported(held))).toEqual([
      ["unread-field", `${inSpan}.withoutPlace[0].gen_ai.prompt`, "never said"],
    ]);
  });

  it("tells what other spans and those around them hold, and nothing that the calls repeat", () => {
    const tool = { ...span({}), attributes: attributes({ "output.value": "never said" }) };
    const chain = { ...span({}), attributes: attributes({ "input.value": '{"question": "What colour is it?"}' }) };
    const failed = { ...span(asked), status: { message: WHY } };
    expect(
      reportOf({ resourceSpans: [{ scopeSpans: [{ spans: [failed, chain, tool], note: "never read" }] }] }),
    ).toEqual([
      ["unread-field", `${inSpan}.status.message`, WHY],
      ["unread-field", "resourceSpans[0].scopeSpans[0].spans[2].attributes.output.value", "never said"],
      ["unread-field", "resourceSpans[0].scopeSpans[0].note", "never read"],
    ]);
  });

  it("says of spans without a call that they hold no run, in a list of other things, too", () => {
    const tool = { ...span({}), attributes: attributes({ "output.value": "never said" }) };
    expect(reportOf(exported(tool)).map(([code]) => code)).toEqual(["no-run"]);
    expect(reportOf([tool, { question: "What?", response: "That." }]).map(([code, place]) => [code, place])).toEqual([
      ["no-run", "record 1"],
    ]);
  });

  it("names the model, and each conversation", () => {
    const [first, second] = [
      span({ ...asked, "gen_ai.request.model": "gpt-5" }),
      span({ "gen_ai.prompt": "And that?", "gen_ai.completion": "It is red." }),
    ];
    expect(readLog(JSON.stringify(exported(first, second))).records.map(({ place, model }) => [place, model])).toEqual([
      ["file, conversation 1", "gpt-5"],
      ["file, conversation 2", ""],
    ]);
  });
});

describe("what clients of Langfuse send", () => {
  const asked = [{ role: "user", content: "What colour is it?" }];
  const told = { role: "assistant", content: "It is green." };
  const spoken = ["What colour is it?", "It is green."];

  it("is read from spans, whose model is named", () => {
    const generation = span({
      "langfuse.observation.type": "generation",
      "langfuse.observation.input": JSON.stringify({ messages: asked, tools: [] }),
      "langfuse.observation.output": JSON.stringify(told),
      "langfuse.observation.model.name": "gpt-5",
      "langfuse.observation.model.parameters": '{"temperature": 0}',
      "langfuse.observation.usage_details": '{"total_tokens": 4}',
    });
    const agent = span({
      "langfuse.observation.type": "agent",
      "langfuse.observation.input": '{"question": "What colour is it?"}',
      "langfuse.observation.output": "It is green.",
    });
    expect(saidIn([generation, agent])).toEqual(spoken);
    const [record] = readLog(JSON.stringify([generation, agent])).records;
    expect([record?.model, record?.unread]).toEqual(["gpt-5", []]);
  });

  it("is read from batches, in which events tell of one observation one after the other", () => {
    const event = (type: string, body: object) => ({ id: type, type, timestamp: "x", body });
    const batch = [
      event("trace-create", { id: "t", name: "run" }),
      event("generation-create", { id: "g", traceId: "t", model: "gpt-5", input: asked }),
      event("span-create", { id: "s", traceId: "t", name: "look", input: { at: "left" } }),
      event("generation-update", { id: "g", output: told }),
      event("score-create", { traceId: "t", name: "correct", value: 1, comment: "as it should be" }),
    ];
    const value = { batch, metadata: { sdk_name: "python" } };
    expect(saidIn(value)).toEqual(spoken);
    const [record] = readLog(JSON.stringify(value)).records;
    expect([record?.form, record?.model, record?.scores.map(({ value }) => value)]).toEqual([
      "langfuse",
      "gpt-5",
      [1, "as it should be"],
    ]);
    expect(record?.unread.map(({ excerpt }) => excerpt)).toEqual(["left"]);
  });
});

describe("very many spans", () => {
  const traces = Array.from({ length: 300 }, (_, i) => ({
    ...span({ "gen_ai.prompt": `What is number ${i}?`, "gen_ai.completion": "It is green." }),
    traceId: `t${i}`,
  }));
  const failed = { ...span({}), traceId: "t7", attributes: attributes({ "output.value": "never said" }) };

  it.each([
    ["in a list", [...traces, failed]],
    ["in an export", { resourceSpans: [{ scopeSpans: [{ spans: [...traces, failed] }] }] }],
  ])("are read trace by trace, each with all that is of it: %s", (_, value) => {
    const { records, unread } = readLog(JSON.stringify(value));
    expect([records.length, unread]).toEqual([300, []]);
    expect(records.filter((record) => record.unread.length > 0)).toMatchObject([
      { place: "trace 8", question: "What is number 7?", unread: [{ excerpt: "never said" }] },
    ]);
  });
});

describe("lines of spans", () => {
  // An exporter writes a line as soon as something has ended: the whole call stands in the last.
  const call = (traceId: string, more: Readonly<Record<string, string>>) =>
    JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [{ ...span(more), traceId }] }] }] });
  const first = { "gen_ai.prompt": "What colour is it?", "gen_ai.completion": "I look." };
  const second = {
    "gen_ai.prompt": JSON.stringify([
      { role: "user", content: "What colour is it?" },
      { role: "assistant", content: "I look." },
      { role: "user", content: "a green sign" },
    ]),
    "gen_ai.completion": "It is green.",
  };

  it("are one run where they are of one trace", () => {
    const { records } = readLog([call("a", first), call("a", second), call("b", first)].join("\n"));
    expect(records.map(({ place, messages, unread }) => [place, messages.length, unread])).toEqual([
      ["lines 1 to 2", 3, []],
      ["line 3", 1, []],
    ]);
  });
});

describe("what stands around a run", () => {
  const line = {
    custom_id: "1",
    id: "batch_1",
    url: "/v1/chat/completions",
    response: {
      status_code: 200,
      request_id: "r",
      body: { id: "c", choices: [{ message: { content: "Green." } }] },
    },
  };
  const unreadOf = (value: unknown): readonly string[] =>
    readLog(JSON.stringify(value)).records.flatMap(({ unread }) =>
      unread.map(({ code, place, excerpt }) => `${code} ${place}: ${excerpt}`),
    );

  it("is read in lists as in lines, and within a record", () => {
    const { records } = readLog(JSON.stringify([line, line]));
    expect(records.map(({ form, unread }) => [form, unread])).toEqual([
      ["openai-chat", []],
      ["openai-chat", []],
    ]);
    expect(unreadOf({ first: line })).toEqual([]);
  });

  it.each([
    ["a batch", { ...line, response: { ...line.response, note: "odd" } }, "beside[0].note: odd"],
    ["a name in capitals", { ...line, response: { ...line.response, REQUEST_ID: "r" } }, "beside[0].REQUEST_ID: r"],
    ["a body that is none", { ...line, body: "Which?" }, "beside[0]: Which?"],
    ["a field of that name", { ...line, beside: "odd", error: "no" }, "beside[1].beside: odd"],
    [
      "messages that others took the place of",
      {
        custom_id: "1",
        messages: [{ role: "user", content: "Which?" }],
        body: { messages: [{ role: "assistant", content: "Green." }] },
      },
      "beside[0].messages[0].content: Which?",
    ],
    [
      "a request that is served",
      {
        infer_request: { messages: [{ role: "user", content: "<image>Which?" }] },
        messages: [{ role: "user", content: "What?" }],
        response: { choices: [{ message: { role: "assistant", content: "It is green." } }] },
      },
      "beside[0].messages[0].content: <image>Which?",
    ],
    [
      "Bedrock's log",
      {
        modelId: "m",
        input: { inputContentType: "application/json", note: "odd", inputBodyJson: { messages: [] } },
        output: { outputBodyJson: { output: { message: { role: "assistant", content: [{ text: "Green." }] } } } },
      },
      "beside[0].note: odd",
    ],
  ])("is reported where nobody knows it, however short: %s", (_, value, found) => {
    expect(unreadOf(value)).toContainEqual(`unread-field ${found}`);
    expect(unreadOf({ first: value })).toContainEqual(`unread-field ${found}`);
  });
});

describe("pictures of Langfuse", () => {
  it("takes the name that the store keeps an upload under", () => {
    const url = "@@@langfuseMedia:type=image/png|id=abc-1|source=base64_data_uri@@@";
    const content = [
      { type: "text", text: "What is it?" },
      { type: "image_url", image_url: { url } },
    ];
    const observation = { traceId: "t", type: "GENERATION", input: [{ role: "user", content }], output: "A sign." };
    const [record] = readLog(JSON.stringify([observation])).records;
    expect(record?.images).toEqual([{ kind: "name", name: "abc-1.png" }]);
    expect(record?.unread).toEqual([]);
  });
});
