import { failureOf, refuse } from "../contract/failure";
import type { Engine, EngineModel } from "../contract/model";
import { createImageReceiver } from "./images";
import {
  type Ask,
  BEAT_MILLIS,
  type CallName,
  type CallSignals,
  type EngineCalls,
  type FromWorker,
  type Handlers,
  type Port,
  type ToWorker,
} from "./protocol";
import { tellTogether } from "./tellTogether";

/** Answers calls with an engine: the worker's side of the wire, and of a test's. */
export function serveEngine(engine: Engine, port: Port<FromWorker, ToWorker>): void {
  const handlers = handlersOf(engine);
  const running = new Map<number, RunningCall>();
  engine.onLost((lost) => port.post({ lost }));
  setInterval(() => port.post({ beat: true }), BEAT_MILLIS);
  port.onMessage((message) => {
    if ("abort" in message) return running.get(message.abort)?.abort(message.rollout);
    const { id } = message;
    const call = createRunningCall();
    running.set(id, call);
    void answer(handlers, message, (tell) => port.post({ id, tell }), call.signals)
      .then(
        (answered) => port.post({ id, answer: answered }),
        (thrown: unknown) => port.post({ id, failure: failureOf(thrown) }),
      )
      .finally(() => running.delete(id));
  });
}

interface RunningCall {
  readonly signals: CallSignals;
  abort(rollout: number | undefined): void;
}

function createRunningCall(): RunningCall {
  const whole = new AbortController();
  const rollouts = new Map<number, AbortController>();
  const controllerOf = (rollout: number): AbortController => {
    const known = rollouts.get(rollout) ?? new AbortController();
    rollouts.set(rollout, known);
    return known;
  };
  return {
    signals: { all: whole.signal, ofRollout: (rollout) => controllerOf(rollout).signal },
    abort: (rollout) => (rollout === undefined ? whole : controllerOf(rollout)).abort(),
  };
}

function answer(
  handlers: Handlers,
  { call, ask }: Ask,
  tell: (said: readonly unknown[]) => void,
  signals: CallSignals,
) {
  // The union `Ask` pairs each call with its own ask, which TypeScript cannot follow through an index.
  const handle = handlers[call] as Handler<CallName>;
  return handle(ask, tell, signals);
}

type Handler<C extends CallName> = (
  ask: EngineCalls[C]["ask"],
  tell: (said: readonly unknown[]) => void,
  signals: CallSignals,
) => Promise<EngineCalls[C]["answer"]>;

function handlersOf(engine: Engine): Handlers {
  const images = createImageReceiver();
  let model: EngineModel | null = null;
  const loaded = (): EngineModel => model ?? refuse("bad-request", "No model is loaded.");
  return {
    async plan({ source, backend }, _, { all: signal }) {
      const result = await engine.plan(source, { backend, signal });
      return result.ok ? result.value : refuse(result.error.code, result.error.message, result.error.detail);
    },
    async load({ source, backend }, tell, { all: signal }) {
      model = null;
      const result = await engine.load(source, { backend, onProgress: (progress) => tell([progress]), signal });
      if (!result.ok) return refuse(result.error.code, result.error.message, result.error.detail);
      model = result.value;
      return model.card;
    },
    async unload() {
      model = null;
      await engine.unload();
      return null;
    },
    async continue(request, tell, { all }) {
      const messages = images.unpack(request.messages);
      await tellTogether(loaded().continue({ ...request, messages }, all), tell);
      return null;
    },
    async rollouts(request, tell, { all, ofRollout }) {
      const messages = images.unpack(request.messages);
      const each = request.samplings.map((_, rollout) => ofRollout(rollout));
      await tellTogether(loaded().rollouts({ ...request, messages }, all, each), tell);
      return null;
    },
    score: async ({ messages, continuation }, _, { all }) => loaded().score(images.unpack(messages), continuation, all),
    scoreAll: async ({ messages, continuations, ending }, _, { all }) =>
      loaded().scoreAll(images.unpack(messages), continuations, all, ending),
    render: async ({ messages, open }) => loaded().render(images.unpack(messages), open),
    encoderView: async (image) => loaded().encoderView(images.unpackImage(image)),
    cacheState: async () => loaded().cacheState(),
    async setCacheEnabled(enabled) {
      await loaded().setCacheEnabled(enabled);
      return null;
    },
    async clearCache() {
      await loaded().clearCache();
      return null;
    },
    async loseDevice() {
      await engine.loseDevice();
      return null;
    },
  };
}
