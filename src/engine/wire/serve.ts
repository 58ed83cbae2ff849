import { failureOf, refuse } from "../contract/failure";
import type { Engine, EngineModel } from "../contract/model";
import { createImageReceiver } from "./images";
import {
  type Ask,
  BEAT_MILLIS,
  type CallName,
  type EngineCalls,
  type FromWorker,
  type Handlers,
  type Port,
  type ToWorker,
} from "./protocol";

/** Answers calls with an engine: the worker's side of the wire, and of a test's. */
export function serveEngine(engine: Engine, port: Port<FromWorker, ToWorker>): void {
  const handlers = handlersOf(engine);
  const running = new Map<number, AbortController>();
  engine.onLost((lost) => port.post({ lost }));
  setInterval(() => port.post({ beat: true }), BEAT_MILLIS);
  port.onMessage((message) => {
    if ("abort" in message) return running.get(message.abort)?.abort();
    const { id } = message;
    const controller = new AbortController();
    running.set(id, controller);
    void answer(handlers, message, (tell) => port.post({ id, tell }), controller.signal)
      .then(
        (answered) => port.post({ id, answer: answered }),
        (thrown: unknown) => port.post({ id, failure: failureOf(thrown) }),
      )
      .finally(() => running.delete(id));
  });
}

function answer(handlers: Handlers, { call, ask }: Ask, tell: (said: unknown) => void, signal: AbortSignal) {
  // The union `Ask` pairs each call with its own ask, which TypeScript cannot follow through an index.
  const handle = handlers[call] as Handler<CallName>;
  return handle(ask, tell, signal);
}

type Handler<C extends CallName> = (
  ask: EngineCalls[C]["ask"],
  tell: (said: unknown) => void,
  signal: AbortSignal,
) => Promise<EngineCalls[C]["answer"]>;

function handlersOf(engine: Engine): Handlers {
  const images = createImageReceiver();
  let model: EngineModel | null = null;
  const loaded = (): EngineModel => model ?? refuse("bad-request", "No model is loaded.");
  return {
    async load({ source, backend }, tell, signal) {
      model = null;
      const result = await engine.load(source, { backend, onProgress: tell, signal });
      if (!result.ok) return refuse(result.error.code, result.error.message, result.error.detail);
      model = result.value;
      return model.card;
    },
    async unload() {
      model = null;
      await engine.unload();
      return null;
    },
    async continue(request, tell, signal) {
      const messages = images.unpack(request.messages);
      for await (const event of loaded().continue({ ...request, messages }, signal)) tell(event);
      return null;
    },
    score: async ({ messages, continuation }, _, signal) =>
      loaded().score(images.unpack(messages), continuation, signal),
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
