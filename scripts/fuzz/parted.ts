// Small records that are kept in parts, and chats as one text: what fuzzing starts from.
const [ASKED, SAID] = ["What hangs over the quay?", "A red lamp hangs there."];
const USER = {
  role: "user",
  content: [
    { type: "text", text: ASKED },
    { type: "image_url", image_url: { url: "cat.jpg" } },
  ],
};
const CHOICES = [{ index: 0, message: { role: "assistant", content: SAID }, finish_reason: "stop" }];

export const PARTED: readonly unknown[] = [
  {
    request_body: { model: "m", messages: [USER] },
    response_body: { choices: CHOICES },
    request_id: "q",
    scores: { a: 1 },
  },
  {
    op_name: "chat",
    trace_id: "t",
    attributes: { a: "b" },
    inputs: { messages: [USER] },
    output: { choices: CHOICES },
  },
  {
    op_name: "score",
    trace_id: "t",
    inputs: { self: "e", example: { question: ASKED, expected: "lamp" } },
    output: { output: SAID, scores: { a: { correct: true } } },
  },
  { span_attributes: { name: "eval" }, input: { question: ASKED }, output: SAID, expected: "lamp", scores: { a: 0.5 } },
  { span_attributes: { name: "chat" }, input: [USER], output: CHOICES, tags: ["a"] },
  {
    doc: { query: ASKED, choices: ["a lamp", "a bell"], gold_index: 0, instruction: "Say it shortly." },
    metric: { em: 1, f1: 0.5 },
    model_response: { input: [USER], text: [SAID], reasonings: ["I look at it."], text_post_processed: [SAID] },
  },
  {
    results: {
      prompts: [{ raw: "{{q}}" }],
      results: [
        {
          prompt: { raw: JSON.stringify([USER]), label: "a" },
          response: { output: SAID },
          gradingResult: {
            pass: true,
            reason: "It says what it should say.",
            componentResults: [{ pass: true, score: 1, reason: "It is so.", assertion: { type: "contains" } }],
          },
          vars: { q: ASKED },
          score: 1,
        },
      ],
    },
    config: { description: "what is asked of lamps" },
  },
  {
    fields: { prompt: ASKED, response: SAID },
    responses: { note: [{ value: "good as it is" }] },
    suggestions: { a: { value: 4 } },
  },
  { op_name: "weave:///e/p/op/predict:x", trace_id: "t", inputs: { question: ASKED }, output: SAID },
  {
    adapter_spec: { instructions: "Say it shortly." },
    request_states: [
      {
        instance: { input: { text: ASKED }, references: [{ output: { text: "a lamp" }, tags: ["correct"] }] },
        request: {
          prompt: "",
          multimodal_prompt: { media_objects: [{ content_type: "image/png", location: "cat.png" }] },
        },
        result: { completions: [{ text: SAID, tokens: [{ text: SAID, logprob: -1 }] }] },
      },
    ],
  },
  { run_id: "r", sample_id: "a.0", type: "sampling", data: { prompt: [USER], sampled: [SAID], note: "as it was" } },
  {
    info: {
      trace_id: "tr",
      assessments: [{ assessment_name: "a", feedback: { value: true }, rationale: "It is so." }],
    },
    data: {
      spans: [
        {
          name: "chat",
          trace_id: "t",
          attributes: {
            "mlflow.spanInputs": JSON.stringify({ messages: [USER] }),
            "mlflow.spanOutputs": JSON.stringify({ choices: CHOICES }),
          },
        },
      ],
    },
  },
  {
    testCases: [
      {
        input: ASKED,
        actualOutput: SAID,
        expectedOutput: "a lamp",
        metricsData: [{ name: "Fit", score: 1, reason: "It is so." }],
      },
    ],
    testFile: "t",
  },
  {
    "0": {
      origin_prompt: [{ role: "HUMAN", prompt: ASKED }],
      prediction: SAID,
      reasoning_content: "I look.",
      gold: "a",
    },
  },
  {
    input_prompt: [USER],
    output_response: SAID,
    score: [0, 1],
    env_extras: { reward_spec: { ground_truth: "a lamp" } },
  },
  { instruction: ASKED, generations: [SAID, "A bell."], ratings: [5, 2], rationales: ["It is so.", "It is not."] },
  {
    prompt: `<|start_header_id|>system<|end_header_id|>\n\nSay it.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n<|image|>${ASKED}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n`,
    response: `${SAID}<|eot_id|>`,
    reward: 1,
  },
  {
    prompt: `<|start|>developer<|message|>Say it.<|end|><|start|>user<|message|>${ASKED}<|end|><|start|>assistant`,
    response: `<|channel|>analysis<|message|>I look.<|end|><|start|>assistant<|channel|>commentary to=functions.look <|constrain|>json<|message|>{"at": "left"}<|call|><|start|>functions.look to=assistant<|channel|>commentary<|message|>seen<|end|><|start|>assistant<|channel|>final<|message|>${SAID}<|return|>`,
  },
  {
    input: "What hangs over [DEEPEVAL:IMAGE:a]?",
    actualOutput: SAID,
    toolsCalled: [{ name: "look", reasoning: "It is small.", inputParameters: { at: "left" }, output: "seen" }],
    imagesMapping: { a: { url: "cat.jpg", mimeType: "image/jpeg" } },
    metricsData: [{ name: "Fit", score: 1 }],
  },
  {
    data: { image: "cat.jpg", question: ASKED },
    annotations: [
      { result: [{ type: "rectanglelabels", value: { x: 1, y: 2, width: 3, height: 4, rectanglelabels: ["lamp"] } }] },
    ],
    predictions: [{ result: [{ type: "choices", value: { choices: [SAID] } }], model_version: "m", score: 0.5 }],
  },
  {
    filepath: "cat.jpg",
    ground_truth: {
      _cls: "Detections",
      detections: [{ _cls: "Detection", label: "lamp", bounding_box: [0, 0, 1, 1] }],
    },
    found: { _cls: "Detection", label: "bell", bounding_box: [0.1, 0.1, 0.5, 0.5], confidence: 0.5 },
  },
  { text: `<start_of_turn>user\n${ASKED}<end_of_turn>\n<start_of_turn>model\n${SAID}<end_of_turn>\n`, source: "s" },
];

/** A request of OpenAI's evals and what became of its sample, an event a line. */
export const EVALS_EVENTS: readonly unknown[] = [
  { run_id: "r", event_id: 0, sample_id: "a.0", type: "sampling", data: { prompt: [USER], sampled: [SAID] } },
  {
    run_id: "r",
    event_id: 1,
    sample_id: "a.0",
    type: "match",
    data: { correct: true, expected: "lamp", picked: SAID },
  },
  { run_id: "r", event_id: 2, sample_id: "a.0", type: "metrics", data: { choice: "Yes", score: 0.5 } },
];
