// Small records of what trainers and evaluators wrote when they were run, and of sets of pairs: what fuzzing starts from.
const GOOD = "A red lamp hangs there.";
const BAD = "A blue bell hangs there.";
const RATED = { Helpfulness: { Rating: "4", Rationale: "It names what hangs there, and little else." } };

export const PRODUCED: readonly unknown[] = [
  { ds_name: "s", image: "cat.jpg", text: JSON.stringify({ question: "Q", chosen: GOOD, rejected: BAD }), idx: 1 },
  {
    image: "cat.jpg",
    conversations: [{ from: "human", value: "<image>Q" }],
    output_1: { from: "llava", value: GOOD },
    output_2: { from: "llava", value: BAD },
    preference: 1,
  },
  {
    image: "cat.jpg",
    prompt: "Q",
    models: ["a", "b"],
    completions: [
      { model: "a", response: GOOD, annotations: RATED },
      { model: "b", response: BAD, annotations: RATED },
    ],
  },
  {
    image: "cat.jpg",
    prompt: "Q",
    completions: { model: ["a", "b"], response: [GOOD, BAD], annotations: [RATED, RATED] },
  },
  {
    index: 0,
    target: ["lamp"],
    messages: [
      {
        id: "1",
        role: "user",
        content: [
          { type: "image", image: "cat.jpg" },
          { type: "text", text: "Q" },
        ],
      },
      { id: "2", role: "assistant", content: GOOD, source: "generate", model: "m" },
    ],
    agent_trace: null,
    sample_score: {
      score: {
        value: { accuracy: 1, "Rouge-L-R": 0.5 },
        extracted_prediction: "lamp",
        prediction: GOOD,
        explanation: "It names the lamp.",
        main_score_name: "accuracy",
      },
      sample_id: 0,
    },
  },
  { doc_id: 0, target: "lamp", input: "Q", resps: [GOOD, BAD], filtered_resps: [GOOD, BAD], anls: 0.75 },
  { image: String.raw`{'bytes': b'\x89PNG\r\n\x1a\n', 'path': 'a.png'}`, question: "Q", prediction: GOOD },
  {
    id: "a",
    traceId: "t",
    type: "GENERATION",
    input: [
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "@@@langfuseMedia:type=image/png|id=cYdLZtzP53hR|source=bytes@@@" } },
          { type: "text", text: "Q" },
        ],
      },
    ],
    output: GOOD,
  },
];
