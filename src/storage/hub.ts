import type { TraceId } from "../trace";
import { createListeners } from "./listeners";

/** What tabs tell each other. */
export type Message =
  /** The sender wants to write this trace: let go of it. */
  | { readonly kind: "let-go"; readonly trace: TraceId }
  /** The sender has written to this trace. */
  | { readonly kind: "written"; readonly trace: TraceId };

/** The tabs of this browser, as far as they share one storage. */
export interface Hub {
  /** To the other tabs, not to this one. */
  post(message: Message): void;
  subscribe(listener: (message: Message) => void): () => void;
  close(): void;
}

export function createHub(name: string): Hub {
  const listeners = createListeners<Message>();
  const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
  // Only pages of this origin can post here.
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Message>) => listeners.tell(data);
  }
  return {
    post: (message) => channel?.postMessage(message),
    subscribe: listeners.subscribe,
    close: () => channel?.close(),
  };
}
