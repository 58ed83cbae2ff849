import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArchiveRestore, Trash2 } from "lucide-react";
import { useState } from "react";
import { report } from "../../workspace/files";
import type { TraceSummary } from "../../workspace/ports";
import { recentQuery } from "../../workspace/queries";
import { useDocument, useWords, useWorkspace } from "../binding/useWorkspace";
import { Dialog, IconButton, useObjectUrl } from "../controls";
import "./recent.css";

export function RecentDialog() {
  const words = useWords();
  return (
    <Dialog name="recent" title={words.recent.title} about={words.recent.about}>
      <RecentList />
    </Dialog>
  );
}

/** What this browser keeps, newest first; what was removed can be brought back. */
function RecentList() {
  const { edges } = useWorkspace();
  const words = useWords();
  const [withRemoved, setWithRemoved] = useState(false);
  const { data = [] } = useQuery(recentQuery(edges));
  const shown = data.filter(({ removed }) => withRemoved || !removed);
  const hasRemoved = data.some(({ removed }) => removed);
  return (
    <>
      {shown.length === 0 ? <p className="step-aside">{words.recent.none}</p> : null}
      <ul className="recent">
        {shown.map((summary) => (
          <RecentRow key={summary.id} summary={summary} />
        ))}
      </ul>
      {hasRemoved ? (
        <label className="recent-removed">
          <input type="checkbox" checked={withRemoved} onChange={({ target }) => setWithRemoved(target.checked)} />
          {words.recent.showRemoved}
        </label>
      ) : null}
    </>
  );
}

function RecentRow({ summary }: { summary: TraceSummary }) {
  const workspace = useWorkspace();
  const words = useWords();
  const queries = useQueryClient();
  const open = useDocument((state) => state.keptAs === summary.id);
  const { id, title, removed } = summary;
  const act = (work: Promise<void>): void => void work.then(() => queries.invalidateQueries({ queryKey: ["recent"] }));
  return (
    <li className="recent-row">
      <button
        type="button"
        className="recent-open"
        aria-label={words.recent.open(title)}
        disabled={removed}
        onClick={() => void report(workspace, workspace.documents.openKept(id))}
      >
        <Thumbnail blob={summary.thumbnail} />
        <span className="recent-title">{title}</span>
        <span className="recent-facts">
          {words.recent.steps(summary.stepCount)} ·{" "}
          {open ? words.recent.current : words.ago(Math.max(0, (Date.now() - summary.updatedMillis) / 1000))}
          {removed ? ` · ${words.recent.removed}` : ""}
        </span>
      </button>
      {removed ? (
        <IconButton
          label={words.recent.restore(title)}
          icon={<ArchiveRestore size={16} />}
          onClick={() => act(workspace.edges.storage.restore(id))}
        />
      ) : (
        <IconButton
          label={words.recent.remove(title)}
          icon={<Trash2 size={16} />}
          disabled={open}
          onClick={() => act(workspace.edges.storage.remove(id))}
        />
      )}
    </li>
  );
}

function Thumbnail({ blob }: { blob: Blob | null }) {
  const url = useObjectUrl(blob);
  return url ? <img className="recent-picture" src={url} alt="" /> : <span className="recent-picture" />;
}
