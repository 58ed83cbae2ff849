import type { RunJudged } from "../../opening";
import { judgedOf } from "../../trace";
import type { Edges } from "../ports";
import type { Workspace } from "../state";

/** What people said of runs before they were listed, as the traces that are kept of them tell. */
export async function toldOfRuns(edges: Edges): Promise<readonly RunJudged[]> {
  await edges.storage.flush();
  const runs = await edges.storage.runs().catch(() => []);
  return runs.flatMap(({ run, facts }) => (facts?.judged ? [{ run, judged: facts.judged }] : []));
}

/** What the open document goes by in a list: the run that it was made of, else its own name. */
export function nameOfOpen({ documents, session }: Workspace): string | null {
  const id = session.store.getState().log?.trace.id;
  return id === undefined ? null : (documents.store.getState().run ?? nameOfTrace(id));
}

export const nameOfTrace = (id: string): string => `trace/${id}`;

/** Tells the list of all that is said of the open run from now on. Gives what ends that. */
export function watchJudging(workspace: Workspace): () => void {
  const { logs, session } = workspace;
  return session.store.subscribe(({ log }, before) => {
    const run = nameOfOpen(workspace);
    if (!log || run === null || log.trace.id !== before.log?.trace.id) return;
    if (log.trace.judgements === before.log.trace.judgements) return;
    const judged = judgedOf(log.trace);
    logs.setState({ judged: new Map([...logs.getState().judged, [run, judged]]) });
    const { current, kept } = logs.getState();
    if (current?.kind === "listed") void current.log.judge([{ run, judged }]);
    void kept?.runs.judge([{ run, judged }]);
  });
}
