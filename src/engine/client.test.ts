import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { err, must } from "../base";
import { createWorkerEngine, type WorkerHandle } from "./client";
import type { EngineFailure, EngineFailureCode } from "./contract/failure";
import type { Engine } from "./contract/model";
import type { ModelSource } from "./contract/source";
import { createLocalEngine } from "./node";
import { listen, NEVER, picture, request, tinySource, unsplit, user, words } from "./testing/tinyModel";
import type { FromWorker, ToWorker } from "./wire/protocol";
import { serveEngine } from "./wire/serve";

// Before a test puts its own clock in the place of the machine's.
const later = globalThis.setTimeout;

/** A worker in this thread: messages are cloned and arrive later, as they would from a real one. */
function createInnerWorker(engine: Engine = createLocalEngine()): WorkerHandle {
  const outward: ((message: FromWorker) => void)[] = [];
  const inward: ((message: ToWorker) => void)[] = [];
  let alive = true;
  const pass = <T>(message: T, listeners: readonly ((message: T) => void)[]): void => {
    const copy = structuredClone(message);
    later(() => {
      if (alive) for (const listener of listeners) listener(copy);
    });
  };
  serveEngine(engine, { post: (message) => pass(message, outward), onMessage: (listener) => inward.push(listener) });
  return {
    post: (message) => pass(message, inward),
    onMessage: (listener) => outward.push(listener),
    terminate: () => {
      alive = false;
    },
  };
}

/** A worker that takes every message and says nothing. */
const createDeadWorker = (): WorkerHandle & { readonly terminated: ReturnType<typeof vi.fn> } => {
  const terminated = vi.fn();
  return { post: () => undefined, onMessage: () => undefined, terminate: terminated, terminated };
};

const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
const question = [user(picture(40, 30), words("Where is the star?"))];

let engine: Engine | null = null;
afterEach(() => engine?.dispose());

async function loaded(worker = createInnerWorker()) {
  engine = createWorkerEngine({ openWorker: () => worker });
  const result = await engine.load(await unsplit(), options);
  if (!result.ok) throw new Error(result.error.message);
  return { engine, model: result.value };
}

describe("the wire", () => {
  it("gives what the engine gives without it", async () => {
    const local = createLocalEngine();
    const direct = await local.load(await unsplit(), options);
    const { model } = await loaded();
    if (!direct.ok) throw new Error(direct.error.message);
    expect(model.card).toEqual(direct.value.card);
    const ask = request(question, { alternatives: 2 });
    const [here, there] = [await listen(direct.value.continue(ask, NEVER)), await listen(model.continue(ask, NEVER))];
    expect(there.tokens).toEqual(here.tokens);
    expect(await model.render(question, false)).toEqual(await direct.value.render(question, false));
    expect(await model.encoderView(picture(40, 30).image)).toEqual(
      await direct.value.encoderView(picture(40, 30).image),
    );
    expect(await model.score(question, "star", NEVER)).toEqual(await direct.value.score(question, "star", NEVER));
    await model.setCacheEnabled(false);
    await model.clearCache();
    expect((await model.cacheState()).visionBytes).toBe(0);
    await local.unload();
  });

  it("passes refusals with their code, and progress as it comes", async () => {
    engine = createWorkerEngine({ openWorker: () => createInnerWorker() });
    const source = await tinySource({ "onnx/vision_encoder.onnx": null });
    const refused = await engine.load(source, options);
    expect(refused).toMatchObject({ ok: false, error: { code: "missing-file" } });
    const phases = new Set<string>();
    const good = await engine.load(await unsplit(), { ...options, onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(["files", "sessions", "self-test"]);
    if (!good.ok) throw new Error(good.error.message);
    const model = good.value;
    await expect(listen(model.continue(request(question, { open: true }), NEVER))).rejects.toMatchObject({
      name: "EngineError",
      code: "bad-request",
    });
  });

  it("carries rollouts, scores of several answers, and the stop of one rollout", async () => {
    const { model } = await loaded();
    const samplings = [1, 2, 3].map((seed) => ({ ...request([]).sampling, temperature: 1, seed }));
    // Enough that the stop comes before all are written.
    const asked = { ...request(question, { maxTokens: 60 }), samplings };
    const stop = new AbortController();
    const ids: number[][] = [[], [], []];
    const ends: unknown[] = [];
    for await (const event of model.rollouts(asked, NEVER, [undefined, stop.signal])) {
      if (event.kind === "end") ends.push([event.rollout, event.reason]);
      if (event.kind !== "token") continue;
      ids[event.rollout]!.push(event.token.id);
      if (event.rollout === 1) stop.abort();
    }
    expect(ends).toContainEqual([1, "stopped"]);
    for (const rollout of [0, 2]) {
      const alone = await listen(model.continue({ ...asked, sampling: samplings[rollout]! }, NEVER));
      expect(ids[rollout]).toEqual(alone.ids);
    }
    const scores = await model.scoreAll(question, ["red", "blue star"], NEVER);
    expect(scores.map((answer) => answer.map(({ text }) => text).join(""))).toEqual(["red", "blue star"]);
    const [open = []] = await model.scoreAll(question, ["red</b>"], NEVER, "</b>");
    expect(open.map(({ text }) => text).join("")).toBe("red");
  });

  it("carries an abort, and a reader's leaving", async () => {
    const { model } = await loaded();
    const controller = new AbortController();
    let heard = 0;
    const stopped = (async () => {
      for await (const event of model.continue(request(question, { maxTokens: 400 }), controller.signal)) {
        if (event.kind === "token" && ++heard === 3) controller.abort();
      }
    })();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(heard).toBeLessThan(400);
    for await (const event of model.continue(request(question, { maxTokens: 400 }), NEVER)) {
      if (event.kind === "token") break;
    }
    expect((await listen(model.continue(request(question, { maxTokens: 2 }), NEVER))).ids).toHaveLength(2);
  });

  it("aborts what was aborted before it was asked", async () => {
    const { model } = await loaded();
    await expect(listen(model.continue(request(question), AbortSignal.abort()))).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("a load that fails", () => {
  it.each<[string, () => Promise<ModelSource>, EngineFailureCode]>([
    ["for want of a file", () => tinySource({ "onnx/vision_encoder.onnx": null }), "missing-file"],
    ["on a damaged one", () => tinySource({ "onnx/decoder_model_merged.onnx": new Blob(["x"]) }), "corrupt-file"],
    [
      "of another kind of model",
      () => tinySource({ "config.json": new Blob(['{"model_type":"x"}']) }),
      "unsupported-model",
    ],
  ])("%s leaves the model before it, which answers as before", async (_, source, code) => {
    engine = createWorkerEngine({ openWorker: () => createInnerWorker() });
    const first = must(await engine.load(await unsplit(), options));
    const before = await listen(first.continue(request(question), NEVER));
    expect(await engine.load(await source(), options)).toMatchObject({ ok: false, error: { code } });
    expect((await listen(first.continue(request(question), NEVER))).ids).toEqual(before.ids);
    const second = must(await engine.load(await unsplit(), options));
    await expect(listen(first.continue(request(question), NEVER))).rejects.toMatchObject({ code: "bad-request" });
    expect((await listen(second.continue(request(question), NEVER))).ids).toEqual(before.ids);
  });

  it("by freezing leaves the model before it, which nobody says is lost", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const workers: WorkerHandle[] = [createInnerWorker(), createDeadWorker()];
    engine = createWorkerEngine({ silenceMillis: 1500, openWorker: () => workers.shift()! });
    const lost = vi.fn();
    engine.onLost(lost);
    const first = must(await engine.load(await unsplit(), options));
    const frozen = engine.load(await unsplit(), options);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await frozen).toMatchObject({ ok: false, error: { code: "frozen" } });
    vi.useRealTimers();
    expect(lost).not.toHaveBeenCalled();
    expect((await listen(first.continue(request(question, { maxTokens: 2 }), NEVER))).ids).toHaveLength(2);
  });

  it("for want of memory says that another model takes some", async () => {
    const short: Engine = {
      ...createLocalEngine(),
      load: async () => err({ code: "out-of-memory", message: "There is not enough memory for this model." }),
    };
    const workers = [createInnerWorker(), createInnerWorker(short)];
    engine = createWorkerEngine({ openWorker: () => workers.shift()! });
    must(await engine.load(await unsplit(), options));
    expect(await engine.load(await unsplit(), options)).toMatchObject({
      ok: false,
      error: { code: "out-of-memory", message: expect.stringContaining("Unload the one that is loaded") },
    });
  });
});

describe("the watchdog", () => {
  // The machine may take as long as it likes to load: only this clock's time counts as silence.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("shuts a worker that says nothing, and starts another for the next load", async () => {
    const dead = createDeadWorker();
    const workers: WorkerHandle[] = [dead, createInnerWorker()];
    engine = createWorkerEngine({ silenceMillis: 1500, openWorker: () => workers.shift() ?? dead });
    const lost: EngineFailure[] = [];
    engine.onLost((failure) => lost.push(failure));
    const frozen = engine.load(await unsplit(), options);
    await vi.advanceTimersByTimeAsync(1499);
    expect(dead.terminated).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await frozen).toMatchObject({ ok: false, error: { code: "frozen" } });
    expect(dead.terminated).toHaveBeenCalledOnce();
    expect(lost).toMatchObject([{ code: "frozen" }]);
    expect((await engine.load(await unsplit(), options)).ok).toBe(true);
  });

  it("lets a silent worker be while nothing is asked of it", async () => {
    const worker = createInnerWorker();
    engine = createWorkerEngine({ silenceMillis: 2000, openWorker: () => worker });
    const lost = vi.fn();
    engine.onLost(lost);
    const result = await engine.load(await unsplit(), options);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(lost).not.toHaveBeenCalled();
    expect(
      result.ok && (await listen(result.value.continue(request(question, { maxTokens: 1 }), NEVER))).ids,
    ).toHaveLength(1);
  });
});

describe("a lost device", () => {
  it("is announced, and its failure crosses the wire", async () => {
    const inner = createLocalEngine();
    const listeners: ((failure: EngineFailure) => void)[] = [];
    const losing: Engine = {
      ...inner,
      onLost: (listener) => {
        listeners.push(listener);
        return () => undefined;
      },
    };
    const { engine: outer } = await loaded(createInnerWorker(losing));
    const heard = new Promise<EngineFailure>((resolve) => outer.onLost(resolve));
    for (const listener of listeners) listener({ code: "device-lost", message: "gone" });
    expect(await heard).toEqual({ code: "device-lost", message: "gone" });
  });
});
