import { afterEach, describe, expect, it } from "vitest";
import { createDialect, createNativeDialect } from "../dialect";
import type { Token } from "../trace";
import type { RemoteEvent } from "./answer";
import { systemClock } from "./clock";
import { RemoteError } from "./failure";
import { createRemoteModel, type RemoteModelOptions } from "./model";
import type { RemoteRequest } from "./request";
import {
  asking,
  countingClock,
  type Double,
  type DoubleOptions,
  optionsFor,
  type Reply,
  type Saying,
  startDouble,
} from "./testing";

let server: Double;
afterEach(() => server.close());

const saying = (words: Saying): Reply => ({ kind: "say", saying: words });

async function serve(reply: Reply | DoubleOptions["reply"], options: Partial<DoubleOptions> = {}): Promise<void> {
  server = await startDouble({
    flavour: "vllm",
    reply: typeof reply === "function" ? reply : () => reply,
    ...options,
  });
}

interface Heard {
  readonly events: readonly RemoteEvent[];
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly end: string;
}

async function listen(
  flavour = "vllm",
  changes: Partial<RemoteModelOptions> = {},
  request: Partial<RemoteRequest> = {},
  signal = new AbortController().signal,
): Promise<Heard> {
  const model = createRemoteModel(optionsFor(server, flavour, changes));
  const events: RemoteEvent[] = [];
  for await (const event of model.continue(asking(request), signal)) events.push(event);
  const tokens = events.flatMap((event) => (event.kind === "token" ? [event.token] : []));
  const end = events.flatMap((event) => (event.kind === "end" ? [event.reason] : [])).join();
  return { events, tokens, text: tokens.map(({ text }) => text).join(""), end };
}

const failureOf = async (heard: Promise<Heard>): Promise<RemoteError> => {
  const thrown: unknown = await heard.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof RemoteError)) throw new Error(`No failure of a server: ${String(thrown)}`);
  return thrown;
};

const WORDS = "<think>Größe 😀</think>\n<answer>K</answer>";

describe("a server's model", () => {
  it.each([
    ["in one piece", {}],
    ["byte by byte", { bytesPerWrite: 1 }],
    ["with CRLF and comments", { newline: "\r\n", comments: true, bytesPerWrite: 5 }],
    ["with CR alone", { newline: "\r", bytesPerWrite: 3 }],
    ["without the mark at the end", { done: false }],
    ["without a reason to end", { finish: null }],
  ] as const)("says its words %s", async (_, shape) => {
    await serve(saying({ words: WORDS, ...shape }));
    const { text, end } = await listen();
    expect(text).toBe(WORDS);
    expect(end).toBe("stop-token");
    expect(server.malformed).toEqual([]);
  });

  it("tells how likely each token was, and what else was", async () => {
    await serve(saying({ words: ["<answer>", "K", "</answer>"] }));
    const { tokens } = await listen();
    expect(tokens.map(({ text }) => text)).toEqual(["<answer>", "K", "</answer>"]);
    expect(tokens[1]?.logProbability).toBe(-0.25);
    expect(tokens[1]?.alternatives).toHaveLength(5);
    expect(tokens[1]?.alternatives[0]?.id).toBe(tokens[1]?.id);
  });

  it("counts the prompt as soon as the server does, and claims nothing before", async () => {
    await serve(saying({ words: "K", promptTokens: 90, cachedTokens: 64 }));
    const prompts = async (flavour: string) =>
      (await listen(flavour)).events.filter(({ kind }) => kind !== "token").slice(0, -1);
    const known = { kind: "prompt", promptTokens: 90, reusedTokens: 64 };
    expect(await prompts("vllm")).toEqual([known]);
    expect(await prompts("openai")).toEqual([{ kind: "prompt", promptTokens: 0, reusedTokens: 0 }, known]);
  });

  it("sends pictures as files within the message", async () => {
    await serve(saying({ words: "K" }));
    await listen();
    expect(server.requests[0]?.messages[0]?.content).toEqual([
      { type: "image_url", image_url: { url: "data:image/png;base64,iVBORw0KGgo=" } },
      { type: "text", text: "Which letter?" },
    ]);
  });

  it("ends where the server met its limit", async () => {
    await serve(saying({ words: "<think>on and", finish: "length" }));
    expect(await listen()).toMatchObject({ text: "<think>on and", end: "length" });
  });

  it("takes an answer that comes all at once", async () => {
    await serve({ kind: "whole", words: WORDS });
    expect(await listen()).toMatchObject({ text: WORDS, end: "stop-token" });
  });

  it.each(["reasoning_content", "reasoning"] as const)("puts %s back between its tags", async (reasoningField) => {
    await serve(saying({ reasoning: "look closer", words: "<answer>K</answer>", reasoningField }));
    expect((await listen()).text).toBe("<think>look closer</think><answer>K</answer>");
  });

  it("leaves a thought open that met the limit", async () => {
    await serve(saying({ reasoning: "look closer", finish: "length" }));
    expect((await listen()).text).toBe("<think>look closer");
  });

  it("writes calls that the server took out the way the dialect reads them", async () => {
    const look = { name: "image_zoom_in_tool", arguments: '{"bbox_2d": [10, 20, 110, 220], "label": "a"}' };
    await serve(saying({ words: "I look.", calls: [look, { ...look, arguments: "" }] }));
    const { text, end } = await listen();
    expect(end).toBe("stop-token");
    expect(text).toBe(
      `I look.<tool_call>\n{"name": "image_zoom_in_tool", "arguments": ${look.arguments}}\n</tool_call>` +
        `<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {}}\n</tool_call>`,
    );
    const picture = { id: "p" as never, size: { width: 400, height: 400 } };
    const reader = createDialect("deepeyes").read([picture]);
    const pieces = [...reader.push(text), ...reader.end()];
    expect(pieces.map(({ kind }) => kind).slice(0, 2)).toEqual(["thought", "action"]);
    expect(pieces[1]).toMatchObject({ action: { kind: "zoom", box: { left: 10, top: 20, width: 100, height: 200 } } });
  });

  it("does without fields that the server turns down by name, and remembers that", async () => {
    await serve((request) =>
      "logprobs" in request
        ? { kind: "refuse", status: 400, body: '{"error":{"message":"logprobs is not supported"}}' }
        : "min_p" in request
          ? { kind: "refuse", status: 422, body: '{"detail":"Unexpected fields in the request: {\'min_p\'}"}' }
          : saying({ words: "K" }),
    );
    const model = createRemoteModel(optionsFor(server, "vllm"));
    for (let i = 0; i < 2; i++) for await (const _ of model.continue(asking(), new AbortController().signal));
    expect(server.requests).toHaveLength(4);
    expect(model.refusedFields()).toEqual(["logprobs", "top_logprobs", "min_p"]);
  });

  it("does without a field that is turned down for the sake of pictures", async () => {
    const body = '{"error":{"message":"logprobs are not supported for vision models"}}';
    await serve((request) => ("logprobs" in request ? { kind: "refuse", status: 400, body } : saying({ words: "K" })));
    expect((await listen()).text).toBe("K");
  });

  it("tells what the prompt looks like without the bytes of its pictures", async () => {
    await serve(saying({ words: "K" }));
    const model = createRemoteModel(optionsFor(server, "vllm"));
    const [message] = await model.messages(asking().turns, false);
    expect(JSON.stringify(message)).toContain("data:image/png;base64,… (12 characters)");
    expect(server.requests).toEqual([]);
  });

  it("reads as the model in the page does", async () => {
    await serve(saying({ words: "<think>a</think><act>zoom 10 20 30 40</act>", bytesPerWrite: 7 }));
    const { text } = await listen();
    const dialect = createNativeDialect({ instructions: "", marksObserved: false });
    const reader = dialect.read([{ id: "p" as never, size: { width: 100, height: 100 } }]);
    expect([...reader.push(text), ...reader.end()].map(({ kind }) => kind)).toEqual(["thought", "action"]);
  });
});

describe("stopping", () => {
  it("ends the answer at once and tells the server so", async () => {
    await serve(saying({ words: "on and on and on and on", bytesPerWrite: 400, stallAfter: 4 }));
    const stop = new AbortController();
    const model = createRemoteModel(optionsFor(server, "vllm"));
    const heard = (async () => {
      for await (const event of model.continue(asking(), stop.signal)) if (event.kind === "token") stop.abort();
    })();
    await expect(heard).rejects.toMatchObject({ name: "AbortError" });
    await expect.poll(() => server.abandoned()).toBe(1);
  });

  it("asks nothing where it is stopped already", async () => {
    await serve(saying({ words: "K" }));
    const heard = listen("vllm", {}, {}, AbortSignal.abort());
    await expect(heard).rejects.toMatchObject({ name: "AbortError" });
    expect(server.requests).toEqual([]);
  });

  it("stops a wait for a busy server", async () => {
    await serve({ kind: "refuse", status: 429, body: "" });
    const stop = new AbortController();
    const network = { fetch, clock: systemClock, pageUrl: null };
    const heard = listen("vllm", { network }, {}, stop.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    stop.abort();
    await expect(heard).rejects.toMatchObject({ name: "AbortError" });
  });
});

describe("trying again", () => {
  it("waits as long as a busy server asks, then goes on", async () => {
    await serve((_, before) =>
      before < 2
        ? { kind: "refuse", status: 429, body: "slow down", headers: { "retry-after": "3" } }
        : saying({ words: "K" }),
    );
    const clock = countingClock();
    const { text } = await listen("vllm", { network: { fetch, clock, pageUrl: null } });
    expect(text).toBe("K");
    expect(clock.waits).toEqual([3000, 3000]);
  });

  it("waits longer each time, and not to the same beat", async () => {
    await serve({ kind: "refuse", status: 503, body: "starting" });
    const clock = countingClock();
    const failed = listen("vllm", { network: { fetch, clock, pageUrl: null }, tries: 4 });
    expect((await failureOf(failed)).code).toBe("server-failed");
    expect(server.requests).toHaveLength(4);
    const [first = 0, second = 0, third = 0] = clock.waits;
    expect(first).toBeGreaterThanOrEqual(250);
    expect(first).toBeLessThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(500);
    expect(third).toBeGreaterThanOrEqual(1000);
    expect(new Set([first, second / 2, third / 4]).size).toBe(3);
  });

  it("tries again where the answer broke off before its first word", async () => {
    await serve((_, before) =>
      before === 0 ? { kind: "say", saying: { words: "K", cutAfter: 1 } } : saying({ words: "K" }),
    );
    expect((await listen()).text).toBe("K");
  });

  it("never says a word twice: after the first one there is no other try", async () => {
    await serve(saying({ words: "on and on and on", cutAfter: 3 }));
    expect((await failureOf(listen())).code).toBe("server-cut");
    expect(server.requests).toHaveLength(1);
  });

  it("does not try again what will not pass", async () => {
    await serve({ kind: "refuse", status: 500, body: "broken" });
    expect((await failureOf(listen())).code).toBe("server-failed");
    expect(server.requests).toHaveLength(1);
  });

  it("gives up on a server that asks for hours", async () => {
    await serve({ kind: "refuse", status: 429, body: "", headers: { "retry-after": "7200" } });
    expect((await failureOf(listen())).code).toBe("server-busy");
    expect(server.requests).toHaveLength(1);
  });
});

describe("what goes wrong has a name", () => {
  it.each([
    [403, "no", "server-forbidden"],
    [404, "no such model", "server-not-found"],
    [413, "too large", "server-refused-image"],
    [400, '{"error":{"message":"This model does not support image input"}}', "server-refused-image"],
    [500, '{"error":{"message":"image input is not supported: provide the mmproj"}}', "server-refused-image"],
    [400, '{"error":{"message":"messages are wrong"}}', "server-refused"],
    [500, "<html><title>Bad day</title></html>", "server-failed"],
  ])("status %i with %s", async (status, body, code) => {
    await serve({ kind: "refuse", status, body });
    const failure = await failureOf(listen());
    expect(failure.code).toBe(code);
    expect(failure.failure.detail).toContain(String(status));
  });

  it("a line longer than the model can take is an end of its own", async () => {
    const body = '{"error":{"message":"maximum context length is 512 tokens"}}';
    await serve({ kind: "refuse", status: 400, body });
    expect((await listen()).end).toBe("context-full");
  });

  it("a key that is wrong", async () => {
    await serve(saying({ words: "K" }), { key: "right" });
    expect((await failureOf(listen())).code).toBe("server-unauthorised");
    const address = { baseUrl: server.baseUrl, key: "right" };
    expect((await listen("vllm", { address })).text).toBe("K");
  });

  it("a model that the server does not have", async () => {
    await serve(saying({ words: "K" }));
    expect((await failureOf(listen("vllm", { model: "other" }))).code).toBe("server-not-found");
  });

  it("a page of HTML where an answer should be", async () => {
    await serve({
      kind: "refuse",
      status: 200,
      body: "<html>Sign in</html>",
      headers: { "content-type": "text/html" },
    });
    expect((await failureOf(listen())).code).toBe("server-not-json");
  });

  it("an error in the middle of a stream", async () => {
    await serve(saying({ words: "on and on", errorAfter: { events: 2, message: "CUDA error" } }));
    const failure = await failureOf(listen());
    expect(failure.code).toBe("server-failed");
    expect(failure.failure.detail).toContain("CUDA error");
  });

  it("an answer that was held back", async () => {
    await serve(saying({ words: "on", finish: "content_filter" }));
    expect((await failureOf(listen())).code).toBe("server-filtered");
  });

  it("silence, before the answer and in the middle of it", async () => {
    const patience = { firstByteMillis: 120, stallMillis: 120 };
    const network = { fetch, clock: systemClock, pageUrl: null };
    await serve((_, before) => (before === 0 ? { kind: "silence" } : saying({ words: "on and on", stallAfter: 2 })));
    expect((await failureOf(listen("vllm", { patience, network }))).code).toBe("server-timeout");
    expect((await failureOf(listen("vllm", { patience, network }))).code).toBe("server-timeout");
  });

  it("nobody there", async () => {
    await serve({ kind: "hang-up" });
    const failure = await failureOf(listen());
    expect(failure.code).toBe("server-unreachable");
    expect(server.requests).toHaveLength(1);
  });

  it("somebody there who does not allow this page, and nobody, as a browser can tell them apart", async () => {
    await serve(saying({ words: "K" }));
    // A browser hides every answer that the page may not read, and lets a blind request through.
    const asBrowser = (up: boolean) => async (url: string, init: RequestInit) => {
      if (init.mode !== "no-cors" || !up) throw new TypeError("Failed to fetch");
      return fetch(url, { method: "GET" });
    };
    const network = { clock: countingClock(), pageUrl: "http://page.test/" };
    const codeWhere = async (up: boolean) =>
      (await failureOf(listen("vllm", { network: { ...network, fetch: asBrowser(up) } }))).code;
    expect(await codeWhere(true)).toBe("server-cors");
    expect(await codeWhere(false)).toBe("server-unreachable");
  });

  it("a picture that is too large, or gone", async () => {
    await serve(saying({ words: "K" }));
    const large = async () =>
      ({ ok: true, value: { mime: "image/png", bytes: new Uint8Array(13 * 2 ** 20) } }) as const;
    expect((await failureOf(listen("vllm", { images: large }))).code).toBe("server-image-too-large");
    const gone = async () => ({ ok: false, error: "image-not-found" }) as const;
    expect((await failureOf(listen("vllm", { images: gone }))).code).toBe("server-image-missing");
    expect(server.requests).toEqual([]);
  });
});

describe("the key", () => {
  const KEY = "sk-secret-0123456789";

  it("is sent in its header and stands nowhere else", async () => {
    await serve(saying({ words: "K" }), { key: KEY });
    const address = { baseUrl: server.baseUrl, key: KEY };
    const model = createRemoteModel(optionsFor(server, "vllm", { address }));
    const events: RemoteEvent[] = [];
    for await (const event of model.continue(asking(), new AbortController().signal)) events.push(event);
    const shown = [model, events, await model.messages(asking().turns, false), model.refusedFields(), server.requests];
    expect(JSON.stringify(shown)).not.toContain(KEY);
  });

  it("is taken out of what a server says of it", async () => {
    await serve(saying({ words: "K" }), { key: "another" });
    const failure = await failureOf(listen("vllm", { address: { baseUrl: server.baseUrl, key: KEY } }));
    expect(failure.failure.detail).toContain("Incorrect API key provided: …");
    expect(`${failure.message} ${failure.stack} ${JSON.stringify(failure)}`).not.toContain(KEY);
  });

  it("is taken out of an error within a stream", async () => {
    await serve(saying({ words: "on", errorAfter: { events: 1, message: `limit met for ${KEY}` } }));
    const failure = await failureOf(listen("vllm", { address: { baseUrl: server.baseUrl, key: KEY } }));
    expect(failure.message).toContain("limit met for …");
  });
});
