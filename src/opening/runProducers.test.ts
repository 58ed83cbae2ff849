// What packages wrote when they were run, with tiny networks of random numbers. The words are our own.
import { describe, expect, it } from "vitest";
import { lineThrough } from "../trace";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only, opened, PNG_URL } from "./testing";

const IMAGE = { data: { width: 160, height: 120 } };
const [ASKED, GOOD, BAD] = ["What hangs over the quay?", "A red lamp hangs there.", "A blue bell hangs there."];

describe("sets of pairs with pictures", () => {
  const human = { from: "human", value: `<image>\n${ASKED}` };
  const said = (value: string, from = "gpt") => ({ from, value });

  it.each<[string, object]>([
    [
      "RLHF-V's, whose words are text of JSON",
      {
        ds_name: "RLHF-V",
        image: { bytes: PNG_URL, path: null },
        text: JSON.stringify({ question: ASKED, chosen: GOOD, rejected: BAD }),
        origin_dataset: "a set of pictures",
        origin_split: JSON.stringify({ model: "m", type: "question_answering" }),
        image_path: "RLHF-V_0.jpg",
      },
    ],
    [
      "RLAIF-V's",
      {
        ds_name: "RLAIF-V",
        image: { bytes: PNG_URL, path: null },
        image_path: "a/0.jpg",
        question: ASKED,
        chosen: GOOD,
        rejected: BAD,
      },
    ],
    [
      "LLaVA-RLHF's, where the model goes by its name",
      {
        image: PNG_URL,
        conversations: [human],
        output_1: said(BAD, "llava"),
        output_2: said(GOOD, "llava"),
        preference: 2,
      },
    ],
    [
      "LLaVA-RLHF's, where an answer stands that either run replaces",
      {
        image: PNG_URL,
        conversations: [[human, said("I cannot say.")]],
        output_1: said(GOOD, "llava"),
        output_2: said(BAD, "llava"),
        preference: 1,
      },
    ],
    [
      "POVID's, whose better run is the conversation itself",
      { image: PNG_URL, conversations: [human, said(GOOD)], rejected_conversations: [human, said(BAD)] },
    ],
  ])("are two branches of one trace: %s", async (name, value) => {
    const record = await only(value, IMAGE);
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    // What was replaced is no word of either.
    expect(findingsIn(record)).toEqual(name.includes("replaces") ? ["unread-field conversations[][].value"] : []);
    expect(record.trace.images.size).toBe(1);
    expect([...record.trace.steps.values()].map(({ body }) => ("text" in body ? body.text : ""))).toContain(BAD);
  });

  it("have the turns that both share in both branches", async () => {
    const again = { from: "human", value: "Look again." };
    const [first, other] = [said("Nothing does."), said(BAD, "llava")];
    const conversations = [human, first, again, said("")];
    const pair = { output_1: said(GOOD, "llava"), output_2: other, preference: 1 };
    const { trace } = await only({ image: PNG_URL, conversations, ...pair }, IMAGE);
    const ends = [...trace.steps.values()].filter(({ id }) => !trace.children.has(id));
    const lines = ends.map(({ id }) =>
      lineThrough(trace, id).map(({ body }) => ("text" in body ? body.text : body.kind)),
    );
    expect(lines).toEqual([
      ["problem", "Nothing does.", "Look again.", BAD],
      ["problem", "Nothing does.", "Look again.", GOOD],
    ]);
  });

  it("tell what each of UltraFeedback's models was told to be, and every rating", async () => {
    const told = ["Say all that you see in it, however small.", "Say as little as may be said of it."];
    const completions = [GOOD, BAD].map((response, i) => ({
      model: `m${i}`,
      principle: "helpfulness",
      custom_system_prompt: told[i],
      response,
      annotations: { honesty: [{ Rating: "5", Rationale: "It says what hangs there, and no more than that." }] },
    }));
    const row = { source: "flan", instruction: ASKED, models: ["m0", "m1"], correct_answers: ["None"], completions };
    const records = await opened(row);
    expect(records.map(({ trace }) => [...trace.steps.values()][0]?.body)).toMatchObject(
      told.map((instructions) => ({ kind: "problem", instructions })),
    );
    expect(records.map(({ trace }) => trace.scores.length)).toEqual([2, 2]);
    expect(records.map(({ trace }) => "reference" in ([...trace.steps.values()][0]?.body ?? {}))).toEqual([
      false,
      false,
    ]);
    expect(records.flatMap(findingsIn)).toEqual([]);
  });

  const rated = (rating: string) => ({
    Helpfulness: { Rating: rating, Rationale: "It names what hangs there, and little else." },
  });
  const runs = [
    { model: "a", response: GOOD, annotations: rated("5") },
    { model: "b", response: BAD, annotations: rated("2") },
  ];

  it.each<[string, unknown]>([
    ["a list of records", runs],
    [
      "columns, as datasets writes them",
      {
        model: runs.map(({ model }) => model),
        response: runs.map(({ response }) => response),
        annotations: runs.map(({ annotations }) => annotations),
      },
    ],
  ])("are a run for each model, with its ratings, where several were asked: %s", async (_, completions) => {
    const records = await opened({ image: PNG_URL, prompt: ASKED, models: ["a", "b"], completions }, IMAGE);
    expect(records.map((record) => lineIn(record).at(-1))).toEqual([`answer ${GOOD}`, `answer ${BAD}`]);
    expect(records.flatMap(findingsIn)).toEqual([]);
    expect(records.map(({ trace }) => trace.scores.map(({ value }) => value)[0])).toEqual([5, 2]);
  });
});

describe("what a server of ms-swift 4.6.0 writes", () => {
  const answered = (settings: string) => ({
    response: GOOD,
    infer_request: {
      messages: [{ role: "user", content: `<image>${ASKED}` }],
      images: [PNG_URL.slice(PNG_URL.indexOf(",") + 1)],
      tools: null,
      objects: {},
      chat_template_kwargs: {},
    },
    generation_config: settings,
  });

  it.each([
    "GenerationConfig({'do_sample': False, 'length_penalty': 1.0, 'num_beams': 1, 'stop_words': ['<|endoftext|>', '<|im_end|>'], 'temperature': 1.0, 'top_k': 50})",
    "SamplingParams(n=1, presence_penalty=0.0, temperature=0.7, stop=['<|im_end|>'], seed=None, structured_outputs=None, output_kind=<Kind.FINAL: 2>)",
  ])("has settings as Python prints them: %s", async (settings) => {
    const record = await only(answered(settings), IMAGE);
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    expect(findingsIn(record)).toEqual([]);
  });

  it("has no words among them", () => {
    const left = (settings: string) =>
      readLog(JSON.stringify(answered(settings))).records.flatMap(({ unread }) => unread.map(({ what }) => what));
    expect(left("Config(prompt='Look at the picture and say what hangs there now')")).toEqual(["generation_config"]);
    expect(left("Config(prompt=look at the picture and say what hangs there now)")).toEqual(["generation_config"]);
    expect(left("Note (this is what I said before of the picture at hand)")).toEqual(["generation_config"]);
  });
});

describe("what LLaMA-Factory 0.9.5 writes of its predictions", () => {
  it("has earlier turns of the model in the prompt", async () => {
    const turn = (role: string, words: string): string => `<|im_start|>${role}\n${words}<|im_end|>\n`;
    const before = turn("system", "You look closely.") + turn("user", ASKED) + turn("assistant", "I see a lamp.");
    const record = await only({
      prompt: `${before + turn("user", "Of which colour?")}<|im_start|>assistant\n`,
      predict: GOOD,
      label: "red\n",
    });
    expect(lineIn(record)).toEqual([
      `asked ${ASKED}`,
      "thought I see a lamp.",
      "saw Of which colour?",
      `answer ${GOOD}`,
    ]);
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("what EvalScope 1.14.1 writes", () => {
  const kept = { source: null, metadata: null, internal: null, perf_metrics: null };
  const messages = [
    { id: "752fdc46", content: "You look closely.", role: "system", ...kept },
    {
      ...kept,
      role: "user",
      content: [
        { internal: null, type: "image", image: PNG_URL, detail: "auto" },
        { internal: null, type: "text", text: ASKED, refusal: null },
      ],
      tool_call_id: null,
    },
    { ...kept, content: GOOD, source: "generate", role: "assistant", tool_calls: null, model: "mockllm" },
  ];

  it("has the scores of a review, the main one first", async () => {
    const record = await only(
      {
        index: 0,
        target: ["A red lamp"],
        messages,
        agent_trace: null,
        sample_score: {
          score: {
            value: { "Rouge-1-R": 0.5, "Rouge-L-R": 1 },
            status: "success",
            judge_summary: null,
            extracted_prediction: "red lamp",
            prediction: GOOD,
            explanation: "It names the lamp.",
            metadata: {},
            main_score_name: "Rouge-L-R",
          },
          sample_id: 0,
          group_id: 0,
          generation_index: 0,
          sample_metadata: {},
        },
      },
      IMAGE,
    );
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    expect(findingsIn(record)).toEqual([]);
    expect(record.trace.scores.map(({ value, name }) => [name, value])).toEqual([
      ["Rouge-L-R", 1],
      ["Rouge-1-R", 0.5],
      ["extracted_prediction", "red lamp"],
      ["explanation", "It names the lamp."],
    ]);
  });

  it("has the output of a prediction twice, which is said once", async () => {
    const choices = [{ message: messages[2], stop_reason: "stop", logprobs: null }];
    const record = await only(
      { index: 0, model: "mockllm", model_output: { id: null, choices }, messages, agent_trace: null, metadata: {} },
      IMAGE,
    );
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("what lmms-eval 0.7.3 writes", () => {
  const sample = { doc_id: 0, target: "lamp", input: ASKED, token_counts: [null], doc_hash: "74234e98afe7" };

  it("has the words as they are, and numbers of metrics by any name", async () => {
    const record = await only({ ...sample, filtered_resps: GOOD, exact_match: 1, anls: 0.75 });
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    expect(record.trace.scores.map(({ name, value }) => [name, value])).toEqual([
      ["exact_match", 1],
      ["anls", 0.75],
    ]);
  });

  it("has a run for each repetition, with the pictures that are noted", async () => {
    const records = await opened(
      { ...sample, resps: [GOOD, BAD], filtered_resps: [GOOD, BAD], input_media: [PNG_URL] },
      IMAGE,
    );
    expect(records.map((record) => lineIn(record))).toEqual([
      [`asked ${ASKED}`, `answer ${GOOD}`],
      [`asked ${ASKED}`, `answer ${BAD}`],
    ]);
    expect(records.flatMap(findingsIn)).toEqual([]);
    expect(records.map(({ trace }) => trace.images.size)).toEqual([1, 1]);
  });
});

describe("what verl 0.9.1 gives those who keep its samples", () => {
  const sample = { input: `user\n${ASKED}\nassistant\n`, output: GOOD, score: 1 };

  it.each<[string, unknown]>([
    ["MLflow 3.18.0", [sample]],
    [
      "SwanLab 0.10.3",
      {
        _swanLab: "table",
        colDefs: [{ field: "step" }, { field: "input" }, { field: "output" }, { field: "score" }],
        rowData: [{ step: 1, ...sample }],
      },
    ],
  ])("is read with its score: %s", (_, value) => {
    const { records, unread } = readLog(JSON.stringify(value));
    expect(records.map(({ question, scores }) => [question, scores[0]?.value])).toEqual([[ASKED, 1]]);
    expect([...unread, ...records.flatMap((record) => record.unread)]).toEqual([]);
  });
});

describe("pictures that Langfuse's clients 5.0.4 upload apart", () => {
  const token = "@@@langfuseMedia:type=image/jpeg|id=cYdLZtzP53hRdbGPn_ffcf|source=base64_data_uri@@@";
  const content = [
    { type: "image_url", image_url: { url: token } },
    { type: "text", text: ASKED },
  ];
  const observation = {
    id: "a",
    traceId: "t",
    type: "GENERATION",
    input: [{ role: "user", content }],
    output: { role: "assistant", content: GOOD },
  };

  it("go by the name that the store keeps them under", async () => {
    const named = { "cYdLZtzP53hRdbGPn_ffcf.jpeg": { width: 160, height: 120 } };
    const record = await only({ id: "t", observations: [observation] }, { named });
    expect(lineIn(record)).toEqual([`asked ${ASKED}`, `answer ${GOOD}`]);
    expect(record.report.missingImages).toEqual([]);
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("pictures that a table of text holds as Python prints bytes", () => {
  const printed = String.raw`b'\x89PNG\r\n\x1a\n\x00it\'s a \\ "sign"\xff'`;

  it.each([
    ["datasets 5.2.0", `{'bytes': ${printed}, 'path': 'a.png'}`],
    ["pandas 3.1.1", printed],
  ])("are pictures: %s", async (_, image) => {
    const [record] = readLog(JSON.stringify({ image, question: ASKED, prediction: GOOD })).records;
    const bytes = [0x89, ...Buffer.from("PNG\r\n"), 0x1a, 10, 0, ...Buffer.from('it\'s a \\ "sign"'), 0xff];
    const url = `data:image/png;base64,${Buffer.from(bytes).toString("base64")}`;
    expect(record?.images).toEqual([{ kind: "data", url }]);
    expect(record?.unread).toEqual([]);
  });

  it("are none where the bytes break off, or are of something else", () => {
    const named = (image: string) => readLog(JSON.stringify({ image, question: ASKED })).records[0]?.images[0]?.kind;
    expect(named(printed.slice(0, -1))).toBe("name");
    expect(named("b'words'")).toBe("name");
  });
});
