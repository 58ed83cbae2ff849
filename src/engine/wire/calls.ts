import { type EngineFailure, errorFrom } from "../contract/failure";
import type { Ask, CallName, EngineCalls, FromWorker, Port, ToWorker } from "./protocol";

/** The asking side of the wire. */
export interface Calls {
  ask<C extends CallName>(
    call: C,
    ask: EngineCalls[C]["ask"],
    options?: AskOptions<C>,
  ): Promise<EngineCalls[C]["answer"]>;
  /** Fails everything that still waits, and all that is asked later. */
  end(failure: EngineFailure): void;
}

export interface AskOptions<C extends CallName> {
  readonly tell?: (said: EngineCalls[C]["tell"]) => void;
  readonly signal?: AbortSignal;
  /** Each stops one of the rollouts that the call writes, by its number. */
  readonly rollouts?: readonly (AbortSignal | undefined)[];
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

export function createCalls(port: Port<ToWorker, FromWorker>, watch: CallsOptions): Calls {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let ended: EngineFailure | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const listen = (): void => {
    clearTimeout(timer);
    if (waiting.size > 0) timer = setTimeout(watch.onSilence, watch.silenceMillis);
  };
  port.onMessage((message) => {
    if ("lost" in message) watch.onLost(message.lost);
    else if ("id" in message) {
      const call = waiting.get(message.id);
      if ("tell" in message) for (const said of message.tell) call?.tell(said);
      else {
        waiting.delete(message.id);
        if ("answer" in message) call?.answer(message.answer);
        else call?.fail(message.failure);
      }
    }
    listen();
  });

  return {
    ask(call, ask, options = {}) {
      type Answer = EngineCalls[typeof call]["answer"];
      return new Promise<Answer>((resolve, reject) => {
        if (ended !== null) return reject(errorFrom(ended));
        const id = ++lastId;
        const stops = listenForAborts(options, (rollout) => port.post({ abort: id, ...rollout }));
        waiting.set(id, {
          // The table says what this call tells and answers; the wire carries it as it was sent.
          tell: (said) => options.tell?.(said as EngineCalls[typeof call]["tell"]),
          answer: (value) => {
            stops.forget();
            resolve(value as Answer);
          },
          fail: (failure) => {
            stops.forget();
            reject(errorFrom(failure));
          },
        });
        port.post({ id, call, ask } as Ask);
        stops.listen();
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

interface Stops {
  /** Tells of what was raised already, and of each that is raised from now on. */
  listen(): void;
  forget(): void;
}

function listenForAborts(
  { signal, rollouts = [] }: Pick<AskOptions<CallName>, "signal" | "rollouts">,
  tell: (what: { readonly rollout?: number }) => void,
): Stops {
  const whole = { signal, raise: () => tell({}) };
  const watched = [whole, ...rollouts.map((own, rollout) => ({ signal: own, raise: () => tell({ rollout }) }))];
  return {
    listen() {
      for (const { signal, raise } of watched) {
        if (signal?.aborted) raise();
        else signal?.addEventListener("abort", raise, { once: true });
      }
    },
    forget() {
      for (const { signal, raise } of watched) signal?.removeEventListener("abort", raise);
    },
  };
}
