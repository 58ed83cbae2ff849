import type { Result } from "../../base";
import type { ModelCard } from "../../catalog";
import type { ModelRequest } from "../../runner";
import type { Failure } from "./failure";

/** How a server goes on from words that the model has begun: in their place, from a last message, or when asked to. */
export type Continuation = "in-place" | "prefill" | "asked";

export interface ServerFacts {
  readonly flavour: string;
  readonly baseUrl: string;
  readonly continues: Continuation;
  /** Settings that the server turned down by name; they are left out since. */
  refusedFields(): readonly string[];
}

/** A kind of server, and where it listens as a rule. */
export interface ServerPreset {
  readonly flavour: string;
  /** Empty for any other that speaks the protocol. */
  readonly name: string;
  readonly baseUrl: string;
  readonly continues: Continuation;
  readonly tellsProbabilities: boolean;
}

export interface ServerAddress {
  readonly flavour: string;
  /** As a person typed it. */
  readonly baseUrl: string;
  /** Empty takes the key that is known for this address. */
  readonly key: string;
}

export interface ServerReport {
  readonly firstTokenMillis: number;
  readonly tellsProbabilities: boolean;
  readonly refusedFields: readonly string[];
  /** Why pictures are turned down; null where they are taken. */
  readonly imageFailure: Failure | null;
}

/** A request to a kind of server, by the name that the server has its model by. */
export interface ServerRequest {
  readonly flavour: string;
  readonly model: string;
  readonly request: ModelRequest;
}

/** Models outside the page. A key stays in memory unless a person asks for it to be kept on this machine. */
export interface Servers {
  presets(): Promise<readonly ServerPreset[]>;
  list(address: ServerAddress, signal: AbortSignal): Promise<Result<readonly string[], Failure>>;
  /** Asks the model for one word about a small picture. */
  test(address: ServerAddress, model: string, signal: AbortSignal): Promise<Result<ServerReport, Failure>>;
  /** The card of a server's model. The key is known from now on. */
  choose(address: ServerAddress, model: string, remember: boolean): Promise<Result<ModelCard, Failure>>;
  /** The body of a request as a person sends it by hand, pictures and all; nothing is sent. */
  bodyOf(asked: ServerRequest): Promise<Result<Readonly<Record<string, unknown>>, Failure>>;
  keyOf(baseUrl: string): Promise<"none" | "for-now" | "on-this-machine">;
  forgetKey(baseUrl: string): Promise<void>;
}
