export type EndReason = "stop-token" | "length" | "context-full";

export interface StopRules {
  readonly stopTokenIds: ReadonlySet<number>;
  readonly maxTokens: number;
  /** Positions left in the context after the prompt. */
  readonly room: number;
}

/** Why generation ends before another token is asked for, or null where it goes on. */
export function reasonToEnd(generated: number, { maxTokens, room }: StopRules): EndReason | null {
  if (generated >= maxTokens) return "length";
  return generated >= room ? "context-full" : null;
}
