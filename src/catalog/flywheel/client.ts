import type { Outcome, Spin } from "../../gym";
import type { PictureAnswer, PictureAsk } from "./wire";

/** How it ended: with all pictures, by whoever stopped it, or because the worker could not be had or broke. */
export type SpinEnd = "done" | "stopped" | "worker-failed";

/** The part of a worker that the flywheel needs. */
export interface FlywheelWorker {
  post(ask: PictureAsk): void;
  onAnswer(listener: (answer: PictureAnswer) => void): void;
  /** The worker could not be started, or threw: what was asked will not be answered. */
  onBroken(listener: () => void): void;
  terminate(): void;
}

export interface SpinOptions {
  readonly signal: AbortSignal;
  /** Is told what became of the drafts on one picture, picture by picture in the order of their seeds. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void;
}

/**
 * Makes and checks problems in a worker that lives as long as this does: the same as `spin` of the gym makes for the same
 * seed. A stop ends the worker in the middle of a picture, and nothing is told after it.
 */
export function spinFlywheel(
  { seed, pictures, rounds }: Spin,
  { signal, onOutcomes }: SpinOptions,
  openWorker: () => FlywheelWorker = spawnWorker,
): Promise<SpinEnd> {
  if (signal.aborted) return Promise.resolve("stopped");
  if (pictures < 1) return Promise.resolve("done");
  const worker = openWorker();
  let [asked, answered] = [0, 0];
  const ask = (): void => worker.post({ seed: seed + asked++, rounds });
  const ended = new Promise<SpinEnd>((resolve) => {
    signal.addEventListener("abort", () => resolve("stopped"), { once: true });
    worker.onBroken(() => resolve("worker-failed"));
    worker.onAnswer((answer) => {
      if (signal.aborted) return;
      if (!answer.ok) return resolve("worker-failed");
      // Asked before the last is told: the worker is busy while the page shows what came.
      if (asked < pictures) ask();
      onOutcomes(answer.value);
      if (++answered === pictures) resolve("done");
    });
  });
  ask();
  return ended.finally(() => worker.terminate());
}

function spawnWorker(): FlywheelWorker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "flywheel" });
  return {
    post: (ask) => worker.postMessage(ask),
    onAnswer: (listener) =>
      worker.addEventListener("message", ({ data }: MessageEvent<PictureAnswer>) => listener(data)),
    onBroken(listener) {
      worker.addEventListener("error", listener);
      worker.addEventListener("messageerror", listener);
    },
    terminate: () => worker.terminate(),
  };
}
