/** Whoever wants to be told of something, each once. */
export interface Listeners<T> {
  tell(news: T): void;
  /** Gives back what ends the subscription. */
  subscribe(listener: (news: T) => void): () => void;
  clear(): void;
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(news: T) => void>();
  return {
    tell(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: () => listeners.clear(),
  };
}
