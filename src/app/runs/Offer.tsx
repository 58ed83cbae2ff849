import { useQuery } from "@tanstack/react-query";
import { runCommand } from "../../workspace/commands";
import { report } from "../../workspace/files";
import { type LastLog, lastLog, reopenLastLog } from "../../workspace/logs";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useLogWords } from "../logs/LogParts";

/** Where no log is open: the one that was listed last, to go on where one was, or any other. */
export function Offer() {
  const workspace = useWorkspace();
  const words = useLogWords();
  const { data: last } = useQuery({
    queryKey: ["last-log"],
    queryFn: () => lastLog(workspace.edges),
    staleTime: 0,
    gcTime: 0,
  });
  if (last === undefined) return null;
  return (
    <div className="runs-body">
      {last ? <Again last={last} /> : <p className="logs-facts">{words.noLog}</p>}
      <Button onClick={() => runCommand(workspace, "openFile")}>{words.openLog}</Button>
    </div>
  );
}

/** So many names say what to pick. */
const NAMES_SHOWN = 3;

function Again({ last }: { last: LastLog }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const shown = last.files.slice(0, NAMES_SHOWN);
  return (
    <>
      <p>{words.again(last.name)}</p>
      <Button tone="human" onClick={() => void report(workspace, reopenLastLog(workspace, last))}>
        {words.openAgain(last.name)}
      </Button>
      <p className="logs-facts">
        {last.handles.length > 0 ? words.allow : words.pick(shown.join(", "), last.files.length - shown.length)}
      </p>
    </>
  );
}
