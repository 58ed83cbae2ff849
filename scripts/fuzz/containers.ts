// Small records of the containers that trainers, evaluators, tracers and servers put runs into: what fuzzing starts from.
import { SPANS } from "./spans";

const ZOOM =
  '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 50, 300, 250], "label": "x"}}\n</tool_call>';

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

const LIKELY = ["It", " is", " there"].map((token, i) => ({
  token,
  logprob: -i,
  top_logprobs: [
    { token, logprob: -i },
    { token: " perhaps", logprob: -4 },
  ],
}));

/** Answers with the log-probabilities of their tokens. */
const LIKELIHOODS: readonly unknown[] = [
  {
    messages: [{ role: "user", content: "Where is it?" }],
    choices: [
      {
        index: 0,
        message: { role: "assistant", reasoning_content: "Look closer.", content: "It is there" },
        logprobs: {
          content: [
            ...["Look", " closer", ".\n", "</think>", "\n\n"].map((token) => ({
              token,
              logprob: -1,
              top_logprobs: [],
            })),
            ...LIKELY,
          ],
        },
      },
    ],
  },
  {
    messages: [{ role: "user", content: "Where is it?" }],
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: "It is there" },
        logprobs: { content: [...LIKELY, { token: "<|im_end|>", logprob: 0, top_logprobs: [] }], refusal: null },
      },
    ],
  },
  {
    input: [{ role: "user", content: "Where is it?" }],
    output: [
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "It is there", annotations: [], logprobs: LIKELY }],
      },
    ],
  },
  {
    prompt: "Where is it?",
    choices: [
      {
        text: "It is there",
        logprobs: {
          tokens: ["It", " is", " there"],
          token_logprobs: [null, -1, -2],
          top_logprobs: [null, { " is": -1, " was": -2 }, { " there": -2 }],
          text_offset: [0, 2, 5],
        },
      },
    ],
  },
  {
    contents: [{ role: "user", parts: [{ text: "Where is it?" }] }],
    candidates: [
      {
        content: { role: "model", parts: [{ text: "It is there" }] },
        logprobsResult: {
          chosenCandidates: LIKELY.map(({ token, logprob }) => ({ token, logProbability: logprob })),
          topCandidates: LIKELY.map(({ token }) => ({ candidates: [{ token, logProbability: -1 }] })),
        },
      },
    ],
  },
];

export const CONTAINERS: readonly unknown[] = [...SPANS, ...WATCHED, ...TRAINED, ...SYSTEMS, ...LIKELIHOODS];
