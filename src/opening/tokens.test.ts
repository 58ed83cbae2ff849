import { describe, expect, it } from "vitest";
import { findingsIn, only } from "./testing";

const told = (token: string, logprob: number) => ({
  token,
  logprob,
  top_logprobs: [
    { token, logprob },
    { token: "Not", logprob: -3 },
  ],
});
const WORDS = ["It", " is", " there", "."];
const CONTENT = WORDS.map((word, i) => told(word, -i / 10));
const ASKED = [{ role: "user", content: "Where?" }];
const ANSWER = { role: "assistant", content: WORDS.join("") };
const COLUMNS = {
  tokens: WORDS,
  token_logprobs: [0, -0.1, -0.2, -0.3],
  top_logprobs: WORDS.map((word) => ({ [word]: -0.1, Not: -3 })),
};

/** Of each step with tokens: its words, and its tokens with their log-probabilities and the number of alternatives. */
async function toldIn(value: unknown) {
  const { trace } = await only(value);
  return [...trace.steps.values()].flatMap(({ raw, logged, generation }) =>
    logged ? [[raw, logged.map((t) => [t.text, t.logProbability, t.alternatives.length]), generation]] : [],
  );
}

const PLAIN = [["It is there.", WORDS.map((word, i) => [word, i === 0 ? 0 : -i / 10, 2]), null]];

describe("log-probabilities of a log", () => {
  it.each<[string, unknown]>([
    ["Chat Completions", { messages: ASKED, choices: [{ message: ANSWER, logprobs: { content: CONTENT } }] }],
    [
      "chunks of them",
      [
        {
          object: "chat.completion.chunk",
          choices: [{ delta: { role: "assistant", content: "It is" }, logprobs: { content: CONTENT.slice(0, 2) } }],
        },
        {
          object: "chat.completion.chunk",
          choices: [{ delta: { content: " there." }, logprobs: { content: CONTENT.slice(2) } }],
        },
      ],
    ],
    [
      "Responses",
      {
        input: ASKED,
        output: [
          {
            type: "message",
            role: "assistant",
            content: [{ type: "output_text", text: "It is there.", logprobs: CONTENT }],
          },
        ],
      },
    ],
    ["Completions", { prompt: "Where?", choices: [{ text: "It is there.", logprobs: COLUMNS }] }],
    ["ms-swift", { messages: ASKED, response: "It is there.", logprobs: { content: CONTENT } }],
    [
      "Gemini",
      {
        contents: [{ role: "user", parts: [{ text: "Where?" }] }],
        candidates: [
          {
            content: { role: "model", parts: [{ text: "It is there." }] },
            logprobsResult: {
              chosenCandidates: WORDS.map((token, i) => ({ token, tokenId: i, logProbability: -i / 10 })),
              topCandidates: WORDS.map((token) => ({
                candidates: [
                  { token, logProbability: -0.1 },
                  { token: "Not", logProbability: -3 },
                ],
              })),
            },
          },
        ],
      },
    ],
    ["llama.cpp", { prompt: "Where?", content: "It is there.", timings: {}, completion_probabilities: CONTENT }],
    [
      "Text Generation Inference",
      {
        inputs: "Where?",
        generated_text: "It is there.",
        details: {
          tokens: CONTENT.map(({ token, logprob }, id) => ({
            id,
            text: token,
            logprob,
            top_tokens: [
              { text: token, logprob },
              { text: "Not", logprob: -3 },
            ],
          })),
        },
      },
    ],
    [
      "SGLang",
      {
        request: { text: "Where?" },
        response: {
          text: "It is there.",
          meta_info: {
            output_token_logprobs: CONTENT.map(({ token, logprob }, id) => [logprob, id, token]),
            output_top_logprobs: CONTENT.map(({ token, logprob }, id) => [
              [logprob, id, token],
              [-3, 99, "Not"],
            ]),
          },
        },
      },
    ],
    [
      "Inspect",
      {
        id: 1,
        epoch: 1,
        input: "Where?",
        target: "there",
        messages: [...ASKED, ANSWER],
        output: { choices: [{ message: ANSWER, logprobs: { content: CONTENT } }] },
      },
    ],
  ])("are the tokens of its steps: %s", async (_, value) => {
    const steps = await toldIn(value);
    expect(steps.map(([raw, tokens, generation]) => [raw, tokens, generation])).toEqual(
      PLAIN.map(([raw, tokens, generation]) => [raw, tokens, generation]),
    );
  });

  it("go to the steps that their words make, a token to the one that it completes", async () => {
    const words = ["<think>", "Look", ".</", "think>\n<answer>4", "</answer>"];
    const content = words.join("");
    const steps = await toldIn({
      messages: ASKED,
      choices: [
        { message: { role: "assistant", content }, logprobs: { content: words.map((word) => told(word, -1)) } },
      ],
    });
    expect(steps.map(([, tokens]) => Array.isArray(tokens) && tokens.map(([text]) => text).join(""))).toEqual([
      "<think>Look.</think>\n<answer>4",
      "</answer>",
    ]);
  });

  it("are those of the words alone, and of what ends the turn, where a server tells more than it keeps as words", async () => {
    const opened = await only({
      messages: ASKED,
      choices: [{ message: ANSWER, logprobs: { content: [told("Hm.", -1), ...CONTENT, told("<|eot_id|>", -0.5)] } }],
    });
    expect([...opened.trace.steps.values()].flatMap(({ logged = [] }) => logged.map(({ text }) => text))).toEqual([
      ...WORDS,
      "",
    ]);
    expect(opened.report.notUnderstood.map(({ excerpt }) => excerpt)).toEqual(["Hm.", "Hm."]);
  });

  const thinking = (tokens: readonly string[], reasoning: string, content: string) => ({
    messages: ASKED,
    choices: [
      {
        message: { role: "assistant", reasoning_content: reasoning, content },
        logprobs: { content: tokens.map((word) => told(word, -1)) },
      },
    ],
  });

  it.each<[string, readonly string[], readonly (readonly string[])[], readonly string[]]>([
    [
      "with the mark that ends them",
      ["Look", " at it", ".\n", "</think>", "\n\n", "At", " it", "<|im_end|>"],
      [
        ["Look", " at it", ".", "</think>"],
        ["At", " it", ""],
      ],
      [],
    ],
    [
      "between marks that stand by themselves",
      ["<think>", "\n", "Look", " at it.", "\n", "</think>", " At", " it", "\n"],
      [
        ["<think>", "", "Look", " at it.", "", "</think>"],
        ["At", " it", ""],
      ],
      [],
    ],
    [
      "as the model wrote them",
      ["<think>Look", " at it.</think>", "\n", "At it"],
      [
        ["<think>Look", " at it.</think>"],
        ["\n", "At it"],
      ],
      [],
    ],
    [
      "without marks, where the words behind them are in them, too",
      ["Look at it.", " At it"],
      [["Look at it."], ["At it"]],
      [],
    ],
    ["of which a token holds more", ["Look at it.</thi", "nk>", "At it"], [["At it"]], ["Look at it.</thi", "nk>"]],
    [
      "that come twice",
      ["Look at it.", "Look at it.", "</think>", "At it"],
      [["At it"]],
      // The others are copies of what is told.
      ["</think>"],
    ],
  ])("stand beside thoughts that are kept apart: %s", async (_, tokens, steps, missed) => {
    const opened = await only(thinking(tokens, "Look at it.", "At it"));
    const logged = [...opened.trace.steps.values()].flatMap((step) => (step.logged ? [step.logged] : []));
    expect(logged.map((list) => list.map(({ text }) => text))).toEqual(steps);
    const places = opened.report.notUnderstood.flatMap(({ place, also = [] }) => [place, ...also]);
    const reported = tokens.filter((_, i) => places.includes(`choices[0].logprobs.content[${i}].token`));
    expect(reported).toEqual(missed);
  });

  it("have the id of what the log spells so among what there could have been", async () => {
    const { trace } = await only({
      messages: ASKED,
      choices: [{ message: ANSWER, logprobs: { content: [told("\n It", -1), ...CONTENT.slice(1)] } }],
    });
    const [token] = [...trace.steps.values()].flatMap(({ logged = [] }) => logged);
    expect(token?.text).toBe("It");
    expect(token?.alternatives.map(({ text, id }) => [text, id === token.id])).toEqual([
      ["\n It", true],
      ["Not", false],
    ]);
  });

  it("are reported, and nothing guessed, where they make other words", async () => {
    const opened = await only({
      messages: ASKED,
      choices: [{ message: ANSWER, logprobs: { content: ["At", " home"].map((word) => told(word, -1)) } }],
    });
    expect([...opened.trace.steps.values()].filter(({ logged }) => logged)).toEqual([]);
    expect(findingsIn(opened)).toContain("unread-field choices[].logprobs.content[].token");
  });

  it("make whole characters of bytes that several tokens share, and are finite", async () => {
    const [first, second] = [
      [0xf0, 0x9f],
      [0xa4, 0x94],
    ];
    const content = [
      { token: "\\xf0\\x9f", bytes: first, logprob: -1 },
      { token: "\\xa4\\x94", bytes: second, logprob: null },
      { token: "!", bytes: [33], logprob: -9999999999 },
    ];
    const { trace } = await only({
      messages: ASKED,
      choices: [{ message: { content: "🤔!" }, logprobs: { content } }],
    });
    expect(
      [...trace.steps.values()].flatMap(({ logged = [] }) => logged.map((t) => [t.text, t.logProbability])),
    ).toEqual([
      ["", -1],
      ["🤔", null],
      ["!", -1e9],
    ]);
  });
});
