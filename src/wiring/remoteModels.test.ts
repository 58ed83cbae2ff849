import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { must, ok } from "../base";
import { serverCard } from "../catalog";
import { createDialect, createNativeDialect } from "../dialect";
import type { Pixels } from "../pixels";
import { type Double, type Reply, startDouble } from "../remote/testing";
import type { RunModel, RunProgram } from "../runner";
import { countingClockAndIds, cropExecutor, GREEDY, PICTURE, picture, problemStep } from "../runner/testing";
import { createSession } from "../session";
import { childrenOf, emptyTrace, lineThrough, logOf, type TraceId } from "../trace";
import { createKeyRing, type KeyRing } from "./keys";
import { chooseModel, namesAt, readyServerModel, testModel } from "./remoteModels";

const KEY = "sk-secret-0123456789";
const dialect = createNativeDialect({ instructions: "", marksObserved: false });
const pixels: Pixels = { width: 4, height: 4, data: new Uint8ClampedArray(64).fill(255) };
const source = { pixels: async () => ok(pixels) };

let server: Double;
let keys: KeyRing;
let written: string;

/** Looks at first, and answers when it has seen the crop. */
const lookThenAnswer = (request: { readonly messages: readonly { readonly role: string }[] }): Reply => {
  const looked = request.messages.some(({ role }) => role === "assistant");
  const words = looked ? "<answer>K</answer>" : "<think>look</think><act>zoom 0 0 10 10</act>";
  return { kind: "say", saying: { words, bytesPerWrite: 50 } };
};

beforeEach(async () => {
  server = await startDouble({ flavour: "vllm", key: KEY, reply: lookThenAnswer });
  written = "";
  keys = createKeyRing({
    setting: async () => undefined,
    setSetting: async (name, value) => {
      written += JSON.stringify([name, value]);
    },
  });
});
afterEach(() => server.close());

const addressWith = (key: string) => ({ flavour: "vllm", baseUrl: server.baseUrl.replace("/v1", ""), key });
const own = { pageUrl: "http://page.test/" };
const { signal } = new AbortController();

async function readyModel() {
  const card = must(await chooseModel(addressWith(KEY), "double", keys, false));
  if (card.source.kind !== "server") throw new Error("A server's card has a server");
  return readyServerModel(card, card.source, dialect, { source, keys, ...own });
}

function sessionWith(model: RunModel, spoken = dialect) {
  const session = createSession({ executor: cropExecutor, clockAndIds: countingClockAndIds() });
  session.open(logOf(emptyTrace("t" as TraceId, "a trace")), null, null);
  const edits = [
    { kind: "add-image", image: picture },
    { kind: "add-step", step: problemStep, index: 0 },
  ] as const;
  must(session.commit("open-problem", { kind: "batch", edits: [...edits] }));
  session.goTo(problemStep.id);
  const run = (change: { siblings?: number; from?: typeof problemStep.id; runProgram?: RunProgram } = {}) =>
    session.run({
      model,
      dialect: spoken,
      sampling: { ...GREEDY, seed: 7 },
      conditions: { limits: { turns: 4, tokensPerTurn: 100 }, refuseActions: false },
      from: problemStep.id,
      siblings: 1,
      ...change,
    });
  const trace = () => session.store.getState().log?.trace ?? emptyTrace("none" as TraceId, "");
  return { session, run, trace };
}

describe("a server's model in the page", () => {
  it("looks, is shown the crop, and answers, like one of the page's own", async () => {
    const { session, run, trace } = sessionWith((await readyModel()).run);
    await run();
    expect(session.store.getState().run).toEqual({ kind: "idle", outcome: { kind: "answered" } });
    const line = lineThrough(trace(), null);
    expect(line.map(({ body }) => body.kind)).toEqual(["problem", "thought", "action", "observation", "answer"]);
    expect(line[1]?.generation).toMatchObject({ cost: { promptTokens: 321, reusedTokens: 0 } });
    expect(server.requests.map(({ messages }) => messages.length)).toEqual([1, 3]);
  });

  it("writes a program, is sent what that shows, and answers", async () => {
    const code = "<code>\n```python\nprint(image_1.size)\nplt.imshow(image_1)\nplt.show()\n```\n</code>";
    await server.close();
    server = await startDouble({
      flavour: "vllm",
      key: KEY,
      reply: ({ messages }) => {
        const words = messages.some(({ role }) => role === "assistant") ? "<answer>400</answer>" : code;
        return { kind: "say", saying: { words, bytesPerWrite: 50 } };
      },
    });
    const ran: string[] = [];
    const runProgram: RunProgram = async (step) => {
      ran.push(step);
      return ok({ text: "(400, 200)", pictures: [{ ...picture, id: "b".repeat(64) as typeof PICTURE }] });
    };
    const spoken = createDialect("deepeyes-v2");
    const { session, run, trace } = sessionWith((await readyModel()).run, spoken);
    await run({ runProgram });
    expect(session.store.getState().run).toEqual({ kind: "idle", outcome: { kind: "answered" } });
    const line = lineThrough(trace(), null);
    expect(line.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "answer"]);
    expect(ran).toEqual([line[1]?.id]);
    expect(JSON.stringify(server.requests[1]?.messages)).toContain("(400, 200)");
    expect(JSON.stringify(server.requests[1]?.messages).match(/data:image/g)).toHaveLength(2);
  });

  it("is asked where to look where it only points, and then its question on that part", async () => {
    await server.close();
    server = await startDouble({
      flavour: "vllm",
      key: KEY,
      reply: ({ messages }) => {
        const words = messages.some(({ role }) => role === "assistant")
          ? "It is a K."
          : '```json\n[\n\t{"bbox_2d": [250, 250, 500, 500], "label": "letter"}\n]\n``` Here it is.';
        return { kind: "say", saying: { words, bytesPerWrite: 50 } };
      },
    });
    const { session, run, trace } = sessionWith((await readyModel()).run, createDialect("qwen3-vl-pointing"));
    await run();
    expect(session.store.getState().run).toEqual({ kind: "idle", outcome: { kind: "answered" } });
    const line = lineThrough(trace(), null);
    expect(line.map(({ body }) => body.kind)).toEqual(["problem", "action", "observation", "answer"]);
    expect(line[1]?.body).toMatchObject({
      action: { kind: "zoom", box: { left: 100, top: 50, width: 100, height: 50 } },
    });
    const [, again] = server.requests.map(({ messages }) => JSON.stringify(messages));
    expect(again?.match(/data:image/g)).toHaveLength(2);
    expect(again?.match(/Which letter\?/g)).toHaveLength(2);
  });

  it("runs siblings, each with the next seed", async () => {
    const { run, trace } = sessionWith((await readyModel()).run);
    await run({ siblings: 3 });
    expect(childrenOf(trace(), problemStep.id)).toHaveLength(3);
    expect([...new Set(server.requests.map(({ seed }) => seed))]).toEqual([7, 8, 9]);
  });

  it("goes on in place from words that a person put in its mouth", async () => {
    const { session, run } = sessionWith((await readyModel()).run);
    const thought = must(session.think(problemStep.id, "the corner", dialect));
    await run({ from: thought });
    expect(server.requests[0]).toMatchObject({ continue_final_message: true });
    expect(server.requests[0]?.messages.at(-1)).toEqual({
      role: "assistant",
      content: "<think>the corner</think>",
    });
  });

  it.each([
    [
      "calls as words",
      {
        words:
          '<think>look</think><tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [40, 40, 120, 120]}}\n</tool_call>',
      },
    ],
    [
      "calls that the server took out",
      {
        reasoning: "look",
        calls: [{ name: "image_zoom_in_tool", arguments: '{"bbox_2d": [40, 40, 120, 120]}' }],
      },
    ],
  ])("is driven in another system's dialect, with %s", async (_, first) => {
    await server.close();
    server = await startDouble({
      flavour: "vllm",
      key: KEY,
      reply: (_, before) => ({ kind: "say", saying: before === 0 ? first : { words: "<answer>K</answer>" } }),
    });
    const { session, run, trace } = sessionWith((await readyModel()).run, createDialect("deepeyes"));
    await run();
    expect(session.store.getState().run).toEqual({ kind: "idle", outcome: { kind: "answered" } });
    const line = lineThrough(trace(), null);
    expect(line.map(({ body }) => body.kind)).toEqual(["problem", "thought", "action", "observation", "answer"]);
    expect(line[2]?.body).toMatchObject({
      action: { kind: "zoom", box: { left: 40, top: 40, width: 80, height: 80 } },
    });
    const [said, shown] = server.requests[1]?.messages.slice(-2) ?? [];
    expect(said?.content).toContain('<tool_call>\n{"name": "image_zoom_in_tool"');
    expect(JSON.stringify(shown?.content)).toContain("image_url");
    expect(server.malformed).toEqual([]);
  });

  it("shows what is sent, and says what cannot be seen from outside", async () => {
    const ready = await readyModel();
    expect(await ready.see(PICTURE)).toMatchObject({ ok: false, error: { code: "not-in-page" } });
    const { turns, open } = dialect.transcribe([problemStep], ready.run.id);
    const sent = must(await ready.render(turns, open));
    expect(sent.text).toContain("Which letter?");
    expect(sent.text).toMatch(/data:image\/png;base64,… \(\d+ characters\)/);
    expect(sent.pieces).toEqual([]);
  });

  it("has no key in its card, its facts, its prompt, its trace, or anything that is written down", async () => {
    const ready = await readyModel();
    const { run, trace } = sessionWith(ready.run);
    await run();
    const { turns, open } = dialect.transcribe([problemStep], ready.run.id);
    const shown = [ready, await ready.render(turns, open), [...trace().steps.values()], ready.server?.refusedFields()];
    expect(JSON.stringify(shown) + written).not.toContain(KEY);
  });

  it("has no key in the failures that a wrong one makes", async () => {
    await server.close();
    server = await startDouble({ flavour: "vllm", key: "another", reply: lookThenAnswer });
    const { session, run, trace } = sessionWith((await readyModel()).run);
    await run();
    const { run: status } = session.store.getState();
    expect(status).toMatchObject({ kind: "idle", outcome: { kind: "failed", code: "server-unauthorised" } });
    const failed = [status, [...trace().steps.values()], await namesAt(addressWith(KEY), { keys, ...own }, signal)];
    expect(JSON.stringify(failed)).not.toContain(KEY);
  });
});

describe("a server that is asked before it is used", () => {
  it("lists its models with a key that is typed, or one that is known", async () => {
    expect(await namesAt(addressWith(""), { keys, ...own }, signal)).toMatchObject({ ok: false });
    expect(await namesAt(addressWith(KEY), { keys, ...own }, signal)).toEqual({ ok: true, value: ["double"] });
    await chooseModel(addressWith(KEY), "double", keys, false);
    expect(await namesAt(addressWith(""), { keys, ...own }, signal)).toEqual({ ok: true, value: ["double"] });
  });

  it("says a first word about a picture", async () => {
    expect(await testModel(addressWith(KEY), "double", { keys, ...own }, signal)).toMatchObject({
      ok: true,
      value: { imageFailure: null, tellsProbabilities: true },
    });
    expect(server.malformed).toEqual([]);
  });

  it("has an address that makes sense", async () => {
    const nowhere = { flavour: "vllm", baseUrl: "ftp://x", key: "" };
    expect(await chooseModel(nowhere, "m", keys, false)).toMatchObject({
      ok: false,
      error: { code: "server-bad-address" },
    });
  });

  it("has a card that names the host, and no more of the address", () => {
    const card = serverCard({ flavour: "vllm", baseUrl: "https://example.org:8443/team-7/v1", model: "org/vlm-7b" });
    expect(card.id).toBe("server:example.org:8443:org/vlm-7b");
    expect(card.name).toBe("vlm-7b");
  });
});
