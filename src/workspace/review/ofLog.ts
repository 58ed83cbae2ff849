import { childrenOf, lineThrough, type Trace } from "../../trace";
import type { OpenLog } from "../ports";

const ROWS_AT_ONCE = 500;

/**
 * Tells runs of an open log from other traces, by their question and their last answer, as far as the list of the log
 * tells both. What was looked for in that list stays as it is.
 */
export async function runsOf(log: OpenLog, signal: AbortSignal): Promise<(trace: Trace) => boolean> {
  const listed = new Map<string, Set<string>>();
  const longest = { title: 0, answer: 0 };
  for (let from = 0; from < log.facts.records && !signal.aborted; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, log.facts.records - from);
    for (const { title, answer } of await log.entries(Array.from({ length: count }, (_, i) => from + i))) {
      listed.set(title, (listed.get(title) ?? new Set()).add(answer));
      longest.title = Math.max(longest.title, title.length);
      longest.answer = Math.max(longest.answer, answer.length);
    }
  }
  return (trace) => {
    const [root] = childrenOf(trace, null);
    if (root?.body.kind !== "problem" || root.author !== "import") return false;
    const title = root.body.question.replaceAll(/\s+/g, " ").trim().slice(0, longest.title);
    return listed.get(title)?.has(importedAnswer(trace).slice(0, longest.answer)) ?? false;
  };
}

/** The last answer that came with the log, not one that was given since. */
function importedAnswer(trace: Trace): string {
  const answers = lineThrough(trace, null).flatMap(({ body, author }) =>
    author === "import" && body.kind === "answer" ? [body.text] : [],
  );
  return (answers.at(-1) ?? "").trim();
}
