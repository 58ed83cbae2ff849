import { useEffect, useRef, useState } from "react";
import { spinFlywheel } from "../../catalog";
import type { Outcome, Spin } from "../../gym";

export interface SpinState {
  readonly outcomes: readonly Outcome[];
  readonly isRunning: boolean;
  start(asked: Spin): void;
  stop(): void;
}

/** Makes and checks problems one draft a task, so that the page answers in between. */
export function useSpin(): SpinState {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [running, setRunning] = useState<AbortController | null>(null);
  const last = useRef<AbortController | null>(null);
  // Nobody sees what is made once the dialog is gone.
  useEffect(() => () => last.current?.abort(), []);
  const start = (asked: Spin): void => {
    const own = new AbortController();
    last.current = own;
    setOutcomes([]);
    setRunning(own);
    void follow(asked, own.signal, (outcome) => setOutcomes((before) => [...before, outcome])).finally(() =>
      setRunning((current) => (current === own ? null : current)),
    );
  };
  return { outcomes, isRunning: running !== null, start, stop: () => running?.abort() };
}

async function follow(asked: Spin, signal: AbortSignal, onOutcome: (outcome: Outcome) => void): Promise<void> {
  for (const outcome of await spinFlywheel(asked)) {
    if (signal.aborted) return;
    onOutcome(outcome);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
