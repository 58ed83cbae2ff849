import { useEffect, useRef, useState } from "react";
import { type SpinEnd, spinFlywheel } from "../../catalog";
import type { Outcome, Spin } from "../../gym";

export interface SpinState {
  readonly outcomes: readonly Outcome[];
  readonly isRunning: boolean;
  /** How the last one ended; null before the first, and while one goes on. */
  readonly end: SpinEnd | null;
  start(asked: Spin): void;
  stop(): void;
}

/** Problems that are made and checked in a worker, shown picture by picture as they come. */
export function useSpin(): SpinState {
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [running, setRunning] = useState<AbortController | null>(null);
  const [end, setEnd] = useState<SpinEnd | null>(null);
  const last = useRef<AbortController | null>(null);
  // Nobody sees what is made once the dialog is gone.
  useEffect(() => () => last.current?.abort(), []);
  const start = (asked: Spin): void => {
    const own = new AbortController();
    last.current?.abort();
    last.current = own;
    setOutcomes([]);
    setEnd(null);
    setRunning(own);
    const onOutcomes = (made: readonly Outcome[]) => setOutcomes((before) => [...before, ...made]);
    void spinFlywheel(asked, { signal: own.signal, onOutcomes }).then((ended) => {
      if (last.current !== own) return;
      setRunning(null);
      setEnd(ended);
    });
  };
  return { outcomes, isRunning: running !== null, end, start, stop: () => running?.abort() };
}
