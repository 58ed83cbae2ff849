import { startTransition, useEffect, useRef, useState } from "react";
import { type SpinEnd, spinFlywheel } from "../../catalog";
import type { Outcome, Spin } from "../../gym";
import { NOTHING_SPUN, type Spun, withPicture } from "../../workspace/gym";

export interface SpinState {
  readonly spun: Spun;
  /** What was made so far, as it can be made again; null before the first picture. */
  readonly again: Spin | null;
  readonly isRunning: boolean;
  /** How the last one ended; null before the first, and while one goes on. */
  readonly end: SpinEnd | null;
  start(asked: Spin): void;
  stop(): void;
}

/** Problems that are made and checked in a worker, shown picture by picture as they come. */
export function useSpin(): SpinState {
  const [asked, setAsked] = useState<Spin | null>(null);
  const [spun, setSpun] = useState(NOTHING_SPUN);
  const [running, setRunning] = useState<AbortController | null>(null);
  const [end, setEnd] = useState<SpinEnd | null>(null);
  const last = useRef<AbortController | null>(null);
  // Nobody sees what is made once the dialog is gone.
  useEffect(() => () => last.current?.abort(), []);
  const start = (wanted: Spin): void => {
    const own = new AbortController();
    last.current?.abort();
    last.current = own;
    setAsked(wanted);
    setSpun(NOTHING_SPUN);
    setEnd(null);
    setRunning(own);
    // All drafts of a picture come at once, each with the picture: they are rendered a few milliseconds at a time.
    const onOutcomes = (made: readonly Outcome[]) =>
      startTransition(() => setSpun((before) => withPicture(before, made)));
    void spinFlywheel(wanted, { signal: own.signal, onOutcomes }).then((ended) => {
      if (last.current !== own) return;
      // Not before the last picture is shown.
      startTransition(() => {
        setRunning(null);
        setEnd(ended);
      });
    });
  };
  const again = asked && spun.pictures > 0 ? { ...asked, pictures: spun.pictures } : null;
  return { spun, again, isRunning: running !== null, end, start, stop: () => running?.abort() };
}
