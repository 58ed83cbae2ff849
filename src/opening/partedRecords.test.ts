// Records that evaluators and those who watch requests keep in parts. The shapes are theirs, the words our own.
import { describe, expect, it } from "vitest";
import { readLog } from ".";
import { lostInSilence, opened, outcomeOf, PNG_URL } from "./testing";

const [ASKED, SAID, RIGHT] = ["What hangs over the quay?", "A red lamp hangs there.", "a red lamp"];
const user = {
  role: "user",
  content: [
    { type: "image_url", image_url: { url: PNG_URL } },
    { type: "text", text: ASKED },
  ],
};
const chosen = [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: SAID } }];
const span = (name: string, input: unknown, output: unknown) => ({
  name,
  trace_id: "t",
  span_id: name,
  attributes: {
    "mlflow.traceRequestId": '"tr-1"',
    "mlflow.spanType": '"CHAT_MODEL"',
    "mlflow.spanInputs": JSON.stringify(input),
    "mlflow.spanOutputs": JSON.stringify(output),
  },
});

describe("records that are kept in parts", () => {
  it.each<[string, unknown, string | null, readonly unknown[]]>([
    [
      "Helicone's, the bodies of request and response",
      { request_body: { model: "m", messages: [user] }, response_body: { choices: chosen }, request_path: "/v1" },
      null,
      [],
    ],
    [
      "Weave's, a call of a model",
      {
        op_name: "chat",
        trace_id: "t",
        attributes: {},
        inputs: { model: "m", messages: [user] },
        output: { choices: chosen },
      },
      null,
      [],
    ],
    [
      "Weave's, a row of an evaluation",
      {
        op_name: "score",
        trace_id: "t",
        attributes: {},
        inputs: { example: { question: ASKED, expected: RIGHT, image: PNG_URL } },
        output: { output: SAID },
      },
      RIGHT,
      [],
    ],
    [
      "Braintrust's, a row of an experiment",
      {
        span_attributes: { type: "eval" },
        input: { question: ASKED, image: PNG_URL },
        output: SAID,
        expected: RIGHT,
        scores: { Factuality: 0.5 },
      },
      RIGHT,
      [0.5],
    ],
    ["Braintrust's, a call of a model", { span_attributes: { type: "llm" }, input: [user], output: chosen }, null, []],
    [
      "lighteval's details",
      {
        doc: { query: ASKED, choices: [RIGHT], gold_index: 0, images: [PNG_URL] },
        metric: { em: 1 },
        model_response: { input: ASKED, text: [SAID], reasonings: [], text_post_processed: [SAID] },
      },
      RIGHT,
      [1],
    ],
    [
      "promptfoo's results",
      {
        results: {
          version: 3,
          results: [{ prompt: { raw: JSON.stringify([user]), label: "a" }, response: { output: SAID }, score: 1 }],
        },
      },
      null,
      [1],
    ],
    [
      "Argilla's",
      { fields: { prompt: ASKED, response: SAID, image: PNG_URL }, responses: {}, suggestions: {} },
      null,
      [],
    ],
    [
      "HELM's requests",
      {
        request_states: [
          {
            instance: { input: { text: "" }, references: [{ output: { text: RIGHT }, tags: ["correct"] }] },
            request: {
              prompt: "",
              multimodal_prompt: {
                media_objects: [
                  { content_type: "image/png", location: "a.png" },
                  { content_type: "text/plain", text: ASKED },
                ],
              },
            },
            result: { success: true, completions: [{ text: SAID, logprob: -1 }] },
          },
        ],
      },
      RIGHT,
      [],
    ],
    [
      "OpenAI's evals",
      { run_id: "r", event_id: 1, sample_id: "a.0", type: "sampling", data: { prompt: [user], sampled: [SAID] } },
      null,
      [],
    ],
    [
      "MLflow's traces",
      {
        info: {
          trace_id: "tr-1",
          assessments: [
            { assessment_name: "correct", feedback: { value: true }, rationale: "It names the lamp that hangs there." },
            { assessment_name: "expected_response", expectation: { value: RIGHT } },
          ],
        },
        data: { spans: [span("a", { messages: [user] }, { choices: chosen })] },
      },
      RIGHT,
      [true, "It names the lamp that hangs there."],
    ],
    [
      "DeepEval's cases",
      {
        testCases: [
          {
            input: ASKED,
            actualOutput: SAID,
            expectedOutput: RIGHT,
            image: PNG_URL,
            metricsData: [{ name: "Fit", score: 0.5, reason: "It says what hangs there, and so it is right." }],
          },
        ],
      },
      RIGHT,
      [0.5, "It says what hangs there, and so it is right."],
    ],
    [
      "OpenCompass's predictions",
      { "0": { origin_prompt: [{ role: "HUMAN", prompt: ASKED }], prediction: SAID, gold: RIGHT, image: PNG_URL } },
      RIGHT,
      [],
    ],
    [
      "SkyRL's evaluations",
      {
        input_prompt: [user],
        output_response: SAID,
        score: [0, 0, 1],
        env_extras: { reward_spec: { ground_truth: RIGHT } },
      },
      RIGHT,
      [1],
    ],
  ])("are read whole: %s", (_, value, right, scores) => {
    const { records, unread } = readLog(JSON.stringify(value));
    expect(outcomeOf(value).map(([asked, said, answer]) => [asked?.trim(), said?.trim(), answer])).toEqual([
      [ASKED, SAID, right],
    ]);
    const left = [...unread, ...records.flatMap((record) => record.unread)];
    expect(left.map(({ what, excerpt }) => `${what}: ${excerpt}`)).toEqual(
      left
        .filter(({ what }) => /label$|\.name$|^metrics_data/.test(what ?? ""))
        .map(({ what, excerpt }) => `${what}: ${excerpt}`),
    );
    const [record] = records;
    expect(record?.scores.map(({ value }) => value)).toEqual(scores);
    const shown = [
      ...(record?.images ?? []),
      ...(record?.messages.flatMap(({ parts }) => parts.filter(({ kind }) => kind === "image")) ?? []),
    ];
    expect(shown.length).toBe(1);
  });

  const judgements = (value: unknown): readonly unknown[] => {
    const { records, unread } = readLog(JSON.stringify(value));
    const left = [...unread, ...records.flatMap((record) => record.unread)].map(({ what }) => what);
    return [records.flatMap(({ scores }) => scores.map(({ field, value: worth }) => [field, worth])), left];
  };

  it("tell promptfoo's model, and what each assertion came to and why", () => {
    const graded = {
      prompt: { raw: ASKED, label: ASKED },
      promptId: "p",
      provider: { id: "echo", label: "" },
      response: { output: { said: SAID } },
      score: 0.25,
      gradingResult: {
        pass: false,
        score: 0.25,
        reason: "One of the two did not hold.",
        componentResults: [
          { pass: false, score: 0, reason: "No bell is named in it.", assertion: { type: "contains", metric: "bell" } },
          { pass: true, score: 0.5, reason: "It is short enough.", assertion: { type: "javascript" } },
        ],
      },
      testCase: { vars: { question: ASKED }, assert: [{ type: "contains", metric: "bell" }] },
    };
    expect(judgements(graded)).toEqual([
      [
        ["score", 0.25],
        ["gradingResult", false],
        ["gradingResult.reason", "One of the two did not hold."],
        ["bell", 0],
        ["bell.reason", "No bell is named in it."],
        ["javascript", 0.5],
        ["javascript.reason", "It is short enough."],
      ],
      [],
    ]);
    expect(outcomeOf(graded)[0]?.[1]).toBe(SAID);
    expect(readLog(JSON.stringify(graded)).records[0]?.model).toBe("echo");
  });

  it("tell what people and models answered to Argilla's questions, beside a chat under whatever name", () => {
    const judged = {
      id: "a",
      fields: { talk: [user, { role: "assistant", content: SAID }] },
      metadata: {},
      suggestions: { rating: { value: 4, score: 0.9, agent: null } },
      responses: {
        note: [{ value: "The rope is missing in it.", user_id: "u" }],
        rating: [{ value: 5, user_id: "u" }],
      },
      vectors: {},
      status: "pending",
      _server_id: null,
    };
    expect(outcomeOf(judged)[0]?.[1]).toBe(SAID);
    expect(judgements(judged)).toEqual([
      [
        ["note", "The rope is missing in it."],
        ["rating", 5],
        ["rating", 4],
      ],
      [],
    ]);
  });

  it("tell each value of Weave's scorers, and what a function gave back", () => {
    const row = {
      op_name: "weave:///e/p/op/Evaluation.predict_and_score:x",
      inputs: { example: { question: ASKED, expected: RIGHT } },
      output: {
        output: SAID,
        scores: { names: { correct: true, why: "It names the lamp." }, exact: 0 },
        model_latency: 1,
      },
    };
    expect(judgements(row)).toEqual([
      [
        ["names.correct", true],
        ["names.why", "It names the lamp."],
        ["exact", 0],
      ],
      [],
    ]);
    const call = { op_name: "weave:///e/p/op/predict:x", inputs: { question: ASKED, image: PNG_URL }, output: SAID };
    expect(outcomeOf(call)).toMatchObject([[ASKED, SAID, null]]);
    expect(judgements(call)).toEqual([[], []]);
  });

  it("have the words of Braintrust's answers that are records", () => {
    const row = {
      span_attributes: { type: "eval", name: "root" },
      context: { caller_functionname: "main", span_origin: { name: "braintrust.sdk.python" } },
      input: { messages: [user] },
      output: { answer: SAID },
      expected: { answer: RIGHT },
      scores: { exact: 0 },
    };
    expect(outcomeOf(row)).toMatchObject([[ASKED, SAID, RIGHT]]);
    expect(judgements(row)).toEqual([[["scores.exact", 0]], []]);
  });

  it("have Helicone's pictures by their addresses, and its bodies as text, too", () => {
    const kept = { type: "image_url", image_url: { url: '<helicone-asset-id key="a-1"/>' } };
    const sent = {
      request_body: JSON.stringify({
        model: "m",
        messages: [{ role: "user", content: [...user.content.slice(1), kept] }],
      }),
      response_body: JSON.stringify({ choices: chosen }),
      asset_ids: ["a-1"],
      asset_urls: { "a-1": "https://example.org/lamp.png" },
      signed_body_url: "https://example.org/body",
      storage_location: "s3",
    };
    expect(outcomeOf(sent)).toMatchObject([[ASKED, SAID, null]]);
    expect(readLog(JSON.stringify(sent)).records[0]?.images).toEqual([
      { kind: "name", name: "https://example.org/lamp.png" },
    ]);
    expect(judgements(sent)).toEqual([[], []]);
  });

  it("have the thoughts that stand beside an answer, and judgements that stand beside several", () => {
    const thought = {
      origin_prompt: [{ role: "HUMAN", prompt: ASKED }],
      prediction: SAID,
      reasoning_content: "I look.",
    };
    expect(outcomeOf(thought)[0]?.[1]).toBe(`<think>I look.</think>\n${SAID}`);
    const judged = {
      instruction: ASKED,
      generations: [SAID, "A bell."],
      generation_models: ["a", "b"],
      ratings: [5, 2],
      rationales: ["It names what hangs there.", "Nothing of the kind hangs there."],
    };
    const { records } = readLog(JSON.stringify(judged));
    expect(records.map(({ model, scores, unread }) => [model, scores.map(({ value }) => value), unread])).toEqual([
      ["a", [5, "It names what hangs there."], []],
      ["b", [2, "Nothing of the kind hangs there."], []],
    ]);
  });

  const fields = { prompt: ASKED, response: SAID };
  const asked = { question: ASKED, expected: RIGHT };
  it.each<[string, unknown]>([
    ["answers that are a text", { fields, responses: "It is quite red.", suggestions: {} }],
    ["answers without a question", { fields, responses: [{ value: "It is quite red." }], suggestions: {} }],
    ["an answer that is a record", { fields, responses: { note: [{ value: { role: "quite red" } }] } }],
    [
      "scores that are a text",
      { op_name: "score", inputs: { example: asked }, output: { output: SAID, scores: "high" } },
    ],
    ["an output of parts", { input: { question: ASKED }, output: { type: "more", value: SAID }, expected: RIGHT }],
    [
      "an assessment whose name is none",
      { info: { trace_id: "t", assessments: [{ assessment_name: { toString: false } }] }, data: { spans: [] } },
    ],
  ])("lose nothing where another shape stands in a place: %s", async (_, value) => {
    const { records, unread } = readLog(JSON.stringify(value));
    const made = unread.length > 0 ? [] : await opened(value);
    if (made.length > 0) expect(lostInSilence(value, made, records[0]?.form ?? "")).toEqual([]);
    else expect(unread).not.toEqual([]);
  });
});
