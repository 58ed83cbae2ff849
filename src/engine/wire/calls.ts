import { type EngineFailure, errorFrom } from "../contract/failure";
import type { Ask, CallName, EngineCalls, FromWorker, Port, ToWorker } from "./protocol";

/** The asking side of the wire. */
export interface Calls {
  ask<C extends CallName>(
    call: C,
    ask: EngineCalls[C]["ask"],
    options?: { readonly tell?: (said: EngineCalls[C]["tell"]) => void; readonly signal?: AbortSignal },
  ): Promise<EngineCalls[C]["answer"]>;
  /** Fails everything that still waits, and all that is asked later. */
  end(failure: EngineFailure): void;
}

interface Waiting {
  tell(said: unknown): void;
  answer(value: unknown): void;
  fail(failure: EngineFailure): void;
}

export interface CallsOptions {
  onLost(failure: EngineFailure): void;
  /** Nothing was heard for this long while something was asked. */
  onSilence(): void;
  readonly silenceMillis: number;
}

export function createCalls(port: Port<ToWorker, FromWorker>, options: CallsOptions): Calls {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: EngineFailure | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listen = (): void => {
    clearTimeout(timer);
    if (waiting.size > 0) timer = setTimeout(options.onSilence, options.silenceMillis);
  };
  port.onMessage((message) => {
    if ("lost" in message) options.onLost(message.lost);
    else if ("id" in message) {
      const call = waiting.get(message.id);
      if ("tell" in message) call?.tell(message.tell);
      else {
        waiting.delete(message.id);
        if ("answer" in message) call?.answer(message.answer);
        else call?.fail(message.failure);
      }
    }
    listen();
  });

  return {
    ask(call, ask, { tell, signal } = {}) {
      type Answer = EngineCalls[typeof call]["answer"];
      return new Promise<Answer>((resolve, reject) => {
        if (ended !== null) return reject(errorFrom(ended));
        const id = ++lastId;
        const abort = (): void => port.post({ abort: id });
        const settle = (): void => signal?.removeEventListener("abort", abort);
        waiting.set(id, {
          // The table says what this call tells and answers; the wire carries it as it was sent.
          tell: (said) => tell?.(said as EngineCalls[typeof call]["tell"]),
          answer: (value) => {
            settle();
            resolve(value as Answer);
          },
          fail: (failure) => {
            settle();
            reject(errorFrom(failure));
          },
        });
        port.post({ id, call, ask } as Ask);
        if (signal?.aborted) abort();
        signal?.addEventListener("abort", abort, { once: true });
        if (waiting.size === 1) listen();
      });
    },
    end(failure) {
      ended = failure;
      clearTimeout(timer);
      for (const call of waiting.values()) call.fail(failure);
      waiting.clear();
    },
  };
}
