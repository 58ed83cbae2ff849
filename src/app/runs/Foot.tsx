import { keyOf } from "../../workspace/commands";
import { mapListed, saveRuns } from "../../workspace/logs";
import type { ListedLog, ListedTraces } from "../../workspace/state";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { AskListButton } from "../influence/AskList";
import { FileUnread } from "../logs/FileUnread";
import { ReadAs, useLogWords } from "../logs/LogParts";
import type { RunListProps } from "./list";
import { RerunButton } from "./Rerun";

/** What can be done with the active run and with those that are chosen, and how one goes on from run to run. */
export function Foot({ list, listed }: { list: RunListProps; listed: ListedLog | ListedTraces }) {
  const workspace = useWorkspace();
  const { view, logs } = workspace;
  const words = useLogWords();
  const nextRunWhenDone = useView((state) => state.nextRunWhenDone);
  const several = list.chosen.size > 0 && listed.kind === "listed";
  return (
    <div className="runs-foot">
      {several ? (
        <Button tone="human" onClick={() => list.onOpen([...list.chosen])}>
          {list.chosen.size === 1 ? words.open : words.openSeveral(list.chosen.size)}
        </Button>
      ) : null}
      {list.chosen.size > 0 ? <RerunButton listed={listed} chosen={list.chosen} /> : null}
      {list.chosen.size > 0 ? <AskListButton listed={listed} chosen={list.chosen} /> : null}
      {listed.kind === "listed" ? <OfRun list={list} /> : null}
      <label className="logs-check">
        <input
          type="checkbox"
          checked={nextRunWhenDone}
          onChange={({ target }) => view.setState({ nextRunWhenDone: target.checked })}
        />
        {words.nextWhenDone}
      </label>
      <Button
        disabled={list.found.searching !== null}
        onClick={() => void saveRuns(workspace, listed, list.found.count)}
      >
        {words.saveCsv}
      </Button>
      <details>
        <summary>{words.more}</summary>
        {listed.kind === "listed" ? (
          <>
            <ReadAs system={listed.readAs} onChange={(readAs) => logs.setState({ current: { ...listed, readAs } })} />
            <Button title={words.mapping.overAbout} onClick={() => void mapListed(workspace, true)}>
              {words.mapping.over}
            </Button>
          </>
        ) : null}
        <p className="logs-facts">
          {words.keys(keyOf("nextRun"), keyOf("previousRun"), keyOf("nextWrongRun"), keyOf("nextUnjudgedRun"))}
        </p>
      </details>
      {listed.kind === "listed" && listed.log.facts.unread > 0 ? <FileUnread log={listed.log} /> : null}
    </div>
  );
}

function OfRun({ list }: { list: RunListProps }) {
  const words = useLogWords();
  const row = list.found.row(list.at);
  if (!row) return null;
  return (
    <span className="logs-actions">
      {row.runs > 1 ? <Button onClick={() => list.onRuns(row.index)}>{words.runsOfQuestion(row.runs)}</Button> : null}
      <Button onClick={() => list.onReport(row.index)}>{words.reportOfRun}</Button>
    </span>
  );
}
