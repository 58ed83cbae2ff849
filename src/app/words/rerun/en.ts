/** What is said of runs that are run again. */
export const rerun = {
  start: (n: number, model: string) => `Run ${n === 1 ? "it" : `${n} of them`} again with ${model}`,
  title: "Run again",
  progress: (done: number, total: number) => `${done} of ${total}`,
  tally: (before: number, after: number, known: number) =>
    `Right before: ${before} · now: ${after} · of ${known} known`,
  pause: "Pause",
  goOn: "Go on",
  close: "Put the results away",
  before: (answer: string) => `Before: ${answer}`,
  now: (answer: string) => `Now: ${answer}`,
  none: "no answer",
  waits: "Waits",
  runs: "Running…",
  right: "right",
  wrong: "wrong",
  results: "Runs that are run again",
};
