// Small records of the containers that trainers, evaluators, tracers and servers put runs into: what fuzzing starts from.

const ZOOM =
  '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 50, 300, 250], "label": "x"}}\n</tool_call>';

type Told = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** OTLP's value of a type that it names. */
const typed = (value: Told[string]): unknown => {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  return { arrayValue: { values: value.map(typed) } };
};

const attributes = (told: Told): unknown => Object.entries(told).map(([key, value]) => ({ key, value: typed(value) }));

const exported = (...spans: readonly unknown[]): unknown => ({
  resourceSpans: [
    {
      resource: { attributes: attributes({ "service.name": "agent", "telemetry.sdk.language": "python" }) },
      scopeSpans: [{ scope: { name: "tracer", version: "1" }, spans }],
    },
  ],
});

const INPUT = "llm.input_messages.";
const OUTPUT = "llm.output_messages.0.message.";

/** Spans of OpenInference, of the conventions of OpenTelemetry, and of OpenLLMetry, exported in several ways. */
const SPANS: readonly unknown[] = [
  exported(
    {
      traceId: "0a",
      spanId: "01",
      name: "ChatCompletion",
      kind: 1,
      startTimeUnixNano: "1",
      attributes: attributes({
        "openinference.span.kind": "LLM",
        "llm.model_name": "gpt-5",
        "llm.invocation_parameters": '{"temperature": 0}',
        "input.value": '{"messages": [{"role": "user", "content": "Where is the sign?"}], "model": "gpt-5"}',
        "input.mime_type": "application/json",
        "output.value": "I look closer at it.",
        [`${INPUT}0.message.role`]: "user",
        [`${INPUT}0.message.contents.0.message_content.type`]: "text",
        [`${INPUT}0.message.contents.0.message_content.text`]: "Where is the sign?",
        [`${INPUT}0.message.contents.1.message_content.type`]: "image",
        [`${INPUT}0.message.contents.1.message_content.image.image.url`]: "cat.jpg",
        [`${OUTPUT}role`]: "assistant",
        [`${OUTPUT}content`]: "I look closer at it.",
        [`${OUTPUT}tool_calls.0.tool_call.id`]: "c1",
        [`${OUTPUT}tool_calls.0.tool_call.function.name`]: "look",
        [`${OUTPUT}tool_calls.0.tool_call.function.arguments`]: '{"at": "left side"}',
        "llm.token_count.total": 7,
        "tag.tags": ["vision", "test"],
      }),
      events: [{ name: "exception", attributes: attributes({ "exception.message": "It took too long for that." }) }],
      status: { code: 2, message: "It stopped before it was done." },
    },
    {
      traceId: "0a",
      spanId: "02",
      name: "look",
      attributes: attributes({
        "openinference.span.kind": "TOOL",
        "tool.description": "Looks at some side of the picture.",
        "output.value": "a red sign stands there",
      }),
    },
  ),
  exported({
    traceId: "0b",
    spanId: "03",
    name: "chat gpt-5",
    attributes: attributes({
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "gpt-5",
      "gen_ai.system_instructions": '[{"type": "text", "content": "Be very brief."}]',
      "gen_ai.input.messages":
        '[{"role": "user", "parts": [{"type": "text", "content": "Where is it?"}, {"type": "uri", "modality": "image", "uri": "cat.jpg"}]}]',
      "gen_ai.output.messages":
        '[{"role": "assistant", "parts": [{"type": "reasoning", "content": "Look closer."}, {"type": "text", "content": "It is there."}], "finish_reason": "stop"}]',
      "gen_ai.usage.input_tokens": 4,
    }),
  }),
  exported({
    traceId: "0c",
    spanId: "04",
    name: "chat",
    attributes: attributes({ "gen_ai.system": "openai" }),
    events: [
      { name: "gen_ai.user.message", timeUnixNano: "1", attributes: attributes({ content: "Where is it?" }) },
      {
        name: "gen_ai.choice",
        attributes: attributes({ index: 0, message: '{"role": "assistant", "content": "It is there."}' }),
      },
    ],
  }),
  exported({
    traceId: "0d",
    spanId: "05",
    name: "OpenAI-generation",
    attributes: attributes({
      "langfuse.observation.type": "generation",
      "langfuse.observation.input": '{"messages": [{"role": "user", "content": "Where is it?"}]}',
      "langfuse.observation.output": '{"role": "assistant", "content": "It is there."}',
      "langfuse.observation.model.name": "gpt-5",
      "langfuse.observation.metadata.note": "words that somebody added to it",
    }),
  }),
  [
    {
      name: "openai.chat",
      context: { trace_id: "0x1", span_id: "0x1" },
      parent_id: null,
      attributes: {
        "gen_ai.prompt.0.role": "user",
        "gen_ai.prompt.0.content": "Where is it?",
        "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "It is there.",
        "llm.usage.total_tokens": 3,
      },
      resource: { attributes: { "service.name": "agent" } },
    },
  ],
];

/** What those keep who watch and evaluate: Langfuse, Inspect, OpenAI's batches, lmms-eval, VLMEvalKit, LLaMA-Factory. */
const WATCHED: readonly unknown[] = [
  {
    id: "t1",
    name: "run",
    input: { messages: [{ role: "user", content: "Where is the sign?" }] },
    output: "There it is.",
    observations: [
      {
        id: "o1",
        traceId: "t1",
        type: "GENERATION",
        name: "ask",
        model: "gpt-5",
        statusMessage: "It went well as far as one can see from here.",
        input: {
          messages: [
            {
              role: "user",
              content: [
                { type: "text", text: "Where is the sign?" },
                { type: "image_url", image_url: { url: "@@@langfuseMedia:type=image/png|id=1|source=bytes@@@" } },
              ],
            },
          ],
        },
        output: { role: "assistant", content: "There it is.", reasoning_content: "Look closer." },
      },
      { id: "o2", traceId: "t1", type: "SPAN", name: "look", input: { at: "left side" }, output: "a red sign there" },
    ],
    scores: [{ name: "correct", value: 1, comment: "fine indeed" }],
  },
  {
    batch: [
      { id: "1", type: "trace-create", timestamp: "x", body: { id: "t", name: "run", input: "Where is it?" } },
      {
        id: "2",
        type: "generation-create",
        timestamp: "x",
        body: { id: "g", traceId: "t", model: "gpt-5", input: [{ role: "user", content: "Where is it?" }] },
      },
      {
        id: "3",
        type: "generation-update",
        timestamp: "x",
        body: { id: "g", output: { role: "assistant", content: "It is there." }, statusMessage: "all of it went well" },
      },
      {
        id: "4",
        type: "score-create",
        timestamp: "x",
        body: { traceId: "t", name: "right", value: 1, comment: "fine" },
      },
    ],
    metadata: { sdk_name: "python" },
  },
  {
    id: 1,
    epoch: 1,
    input: [{ role: "user", content: [{ type: "image", image: "attachment://0123456789abcdef" }] }],
    target: ["there", "at the left"],
    output: { choices: [{ message: { role: "assistant", content: "It is there." } }] },
    messages: [
      { role: "user", content: [{ type: "text", text: "Where is it?" }] },
      {
        role: "assistant",
        content: [
          { type: "reasoning", reasoning: "Look." },
          { type: "text", text: "It is there." },
        ],
      },
      { role: "tool", content: "", error: { type: "timeout", message: "it took too long" }, tool_call_id: "c" },
    ],
    scores: { match: { value: "C", answer: "there", explanation: "The same word stands in both." } },
    events: [
      {
        event: "model",
        input: [],
        input_refs: [[0, 1]],
        output: { choices: [{ message: { role: "assistant", content: "Another model said that." } }] },
      },
      { event: "info", data: "something that somebody wrote down" },
    ],
    events_data: { messages: [{ role: "user", content: "Where is it?" }] },
    attachments: { "0123456789abcdef": "cat.jpg", fedcba9876543210: "words that are kept apart from the sample" },
  },
  {
    id: "batch_req_1",
    custom_id: "1",
    response: {
      status_code: 200,
      request_id: "r",
      body: {
        id: "c",
        object: "chat.completion",
        model: "gpt-5",
        choices: [{ index: 0, message: { role: "assistant", content: "It is there.", refusal: null }, logprobs: null }],
      },
    },
    error: null,
  },
  {
    custom_id: "2",
    method: "POST",
    url: "/v1/chat/completions",
    body: {
      model: "gpt-5",
      messages: [
        { role: "user", content: "Where is it?" },
        { role: "assistant", content: "There." },
      ],
    },
  },
  {
    timestamp: "x",
    modelId: "m",
    input: {
      inputContentType: "application/json",
      inputBodyJson: { messages: [{ role: "user", content: [{ text: "Where is it?" }] }] },
    },
    output: { outputBodyJson: { output: { message: { role: "assistant", content: [{ text: "It is there." }] } } } },
  },
  {
    doc_id: 0,
    doc: { question: "Which colour is the sign?", question_id: "q" },
    target: "red",
    arguments: [["Which colour is the sign?", "{'until': ['x']}"]],
    input: "Which colour is the sign?\nAnswer in one word.",
    resps: [["<think>Look.</think> Red"]],
    filtered_resps: ["Red"],
    metric_score: { question_id: "q", score: 1, pred: "Red" },
  },
  {
    index: 1,
    question: "Which colour is the sign?",
    hint: "Look at the left side of the road.",
    A: "red",
    B: "blue",
    answer: "A",
    category: "color",
    image_path: "['cat.jpg', 'dog.jpg']",
    prediction: "It is red, so the answer is A.",
    thinking: "It is red.",
    extra_records:
      "{'conversation': [{'role': 'user', 'content': 'Which colour?'}, {'role': 'assistant', 'content': 'A.'}]}",
    hit: 1,
    log: "It said A, and that is right.",
  },
  { prompt: "user\nWhere is it?\nassistant\n", predict: `${ZOOM}`, label: "there" },
  {
    instruction: "Say where it is.",
    input: "It is a sign.",
    output: "It is there.",
    system: "Be brief.",
    history: [["Hi.", "Hello."]],
  },
];

/** What trainers write: verl, TRL, ms-swift, EasyR1's kin, and our own. */
const TRAINED: readonly unknown[] = [
  {
    input: "system\nBe brief.\nuser\n<image>Where is it?\nassistant\n",
    output: `<think>Closer.</think>${ZOOM}\nuser\n<tool_response><image></tool_response>\nassistant\nThere.`,
    gts: "there",
    score: 0.5,
    step: 3,
    acc: 1,
    reward_extra: "words of the judge of the run",
  },
  {
    step: [1, 1],
    prompt: [[{ role: "user", content: "Where is it?" }], [{ role: "user", content: "Where is it?" }]],
    completion: [[{ role: "assistant", content: "It is there." }], [{ role: "assistant", content: "Not there." }]],
    reward_accuracy: [1, 0],
    advantage: [0.5, -0.5],
    images: [[{ bytes: null, path: "cat.jpg" }], [{ bytes: null, path: "cat.jpg" }]],
    note: ["a word on the first", "a word on the second"],
  },
  {
    gen_step: ["1"],
    prompt: ["<|im_start|>user\n<image>Where is it?<|im_end|>\n<|im_start|>assistant\n"],
    completion: ["It is at <bbox>.<|im_end|>"],
    Format: [1],
    solution: ["at the left"],
    finish_reason: ["stop"],
  },
  {
    response: "It is at <|box_start|>(100,50),(300,250)<|box_end|>.",
    labels: "There.",
    logprobs: { content: [{ token: "It is", logprob: -0.1, top_logprobs: [{ token: "At", logprob: -2 }] }] },
    messages: [{ role: "user", content: "<image>Where is it?" }],
    images: [{ bytes: null, path: "cat.jpg" }],
    objects: { ref: ["the sign"], bbox: [[100, 50, 300, 250]] },
  },
  {
    infer_request: { messages: [{ role: "user", content: "<image>Where is it?" }], images: ["cat.jpg"] },
    generation_config: "RequestConfig(max_tokens=9)",
    response: { choices: [{ index: 0, message: { role: "assistant", content: "It is there." } }] },
  },
  {
    id: "a",
    input: "log.jsonl",
    system: "talk",
    images: ["cat.jpg"],
    messages: [
      { role: "user", content: "Where is it?" },
      { role: "assistant", content: "It is there." },
    ],
  },
];

/** Forms of single systems that keep their runs in a container of their own. */
const SYSTEMS: readonly unknown[] = [
  {
    sample_id: 1,
    saved_images: [
      { marker: "[IMAGE 1]", path: "cat.jpg" },
      { marker: "[IMAGE 2]", path: "dog.jpg" },
    ],
    input: "<|im_start|>user\n[IMAGE 1]Where is it?<|im_end|>\n<|im_start|>assistant\n",
    output: `<thinking>Closer.</thinking>${ZOOM}<|im_end|>\n<|im_start|>user\n[IMAGE 2]<|im_end|>\n<|im_start|>assistant\nThere.`,
    num_round: 2,
  },
  {
    question: "Where is it?",
    eval_result: {
      is_correct: true,
      fail_reason: "",
      inference_result: {
        success: true,
        conversations: [
          {
            agent: "reasoner",
            messages: [
              { role: "user", content: [{ type: "image_url", image_url: { url: "cat.jpg" } }] },
              { role: "assistant", content: '<tool_call> region_description="the left sign" </tool_call>' },
            ],
          },
        ],
      },
    },
  },
  {
    question: "Where is it?",
    image: "cat.jpg",
    response:
      "<think>a<code>\n```python\nImage.open(image_path).crop((10, 20, 310, 220)).save(p)\n```\n</code><sandbox_output>\n[IMAGE: dog.jpg]\n</sandbox_output>b</think><answer>4</answer>",
    solution: "4",
  },
  {
    index: 1,
    question: "Where is it?",
    image_path: "cat.jpg",
    prediction:
      "<think>a<code>\n```python\nprint(1)\n```\n</code><sandbox_output>\n1\n</sandbox_output>b</think><answer>4</answer>",
    answer: "4",
  },
  {
    query: "How many muffins can each kid have?",
    code: "def execute_command(image):\n    image_patch = ImagePatch(image)\n    return str(len(image_patch.find('muffin')))",
    result: "4",
    img_path: "cat.jpg",
    possible_answers: ["4", "four"],
  },
];

export const CONTAINERS: readonly unknown[] = [...SPANS, ...WATCHED, ...TRAINED, ...SYSTEMS];
