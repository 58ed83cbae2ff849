// Everything that crosses the worker boundary, in one table. Both sides are typed from it, so neither casts a message.
import type { EngineFailure } from "../contract/failure";
import type {
  CacheState,
  ContinueRequest,
  EncoderView,
  EngineEvent,
  LoadedModel,
  LoadOptions,
  LoadPlan,
  RenderedPrompt,
  RolloutEvent,
  RolloutsRequest,
  TokenReport,
} from "../contract/model";
import type { LoadProgress, ModelSource } from "../contract/source";
import type { WireImage, WireMessage } from "./images";

/** A request whose images may be named without their pixels. */
export type WireRequest = Wired<ContinueRequest>;

type Wired<Request> = Omit<Request, "messages"> & { readonly messages: readonly WireMessage[] };

export interface EngineCalls {
  plan: {
    ask: { readonly source: ModelSource; readonly backend: LoadOptions["backend"] };
    tell: never;
    answer: LoadPlan | null;
  };
  load: {
    ask: { readonly source: ModelSource; readonly backend: LoadOptions["backend"] };
    tell: LoadProgress;
    answer: LoadedModel;
  };
  unload: { ask: null; tell: never; answer: null };
  continue: { ask: WireRequest; tell: EngineEvent; answer: null };
  score: {
    ask: { readonly messages: readonly WireMessage[]; readonly continuation: string };
    tell: never;
    answer: readonly TokenReport[];
  };
  rollouts: { ask: Wired<RolloutsRequest>; tell: RolloutEvent; answer: null };
  scoreAll: {
    ask: {
      readonly messages: readonly WireMessage[];
      readonly continuations: readonly string[];
      readonly ending: string;
    };
    tell: never;
    answer: readonly (readonly TokenReport[])[];
  };
  render: {
    ask: { readonly messages: readonly WireMessage[]; readonly open: boolean };
    tell: never;
    answer: RenderedPrompt;
  };
  encoderView: { ask: WireImage; tell: never; answer: EncoderView };
  cacheState: { ask: null; tell: never; answer: CacheState };
  setCacheEnabled: { ask: boolean; tell: never; answer: null };
  clearCache: { ask: null; tell: never; answer: null };
  loseDevice: { ask: null; tell: never; answer: null };
}

export type CallName = keyof EngineCalls;

/** How a call is told to stop: as a whole, or one of the rollouts that it writes. */
export interface CallSignals {
  readonly all: AbortSignal;
  ofRollout(rollout: number): AbortSignal;
}

/** What the worker does for each call. */
export type Handlers = {
  readonly [C in CallName]: (
    ask: EngineCalls[C]["ask"],
    tell: (said: readonly EngineCalls[C]["tell"][]) => void,
    signals: CallSignals,
  ) => Promise<EngineCalls[C]["answer"]>;
};

/** `call` and `ask` always belong together; `Ask` spells that out as one union. */
export type Ask = {
  [C in CallName]: { readonly id: number; readonly call: C; readonly ask: EngineCalls[C]["ask"] };
}[CallName];

/** An abort names the call, and where only one of its rollouts is to stop, that one. */
export type ToWorker = Ask | { readonly abort: number; readonly rollout?: number };

export type FromWorker =
  /** What a call says before its answer, in order. */
  | { readonly id: number; readonly tell: readonly unknown[] }
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: EngineFailure }
  | { readonly lost: EngineFailure }
  /** Said every so often while the worker's thread is free, so that silence means it is busy or frozen. */
  | { readonly beat: true };

export const BEAT_MILLIS = 1000;

/** The part of a worker, or of its inside, that the two sides need of each other. */
export interface Port<Out, In> {
  post(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}
