import type { ReadingLog } from "../../workspace/state";
import { useWords } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useLogWords } from "../logs/LogParts";

/** How far the reading of a log has come. */
export function Reading({ name, progress, cancel }: ReadingLog) {
  const words = useLogWords();
  const common = useWords();
  const { readBytes = 0, totalBytes = 1, records = 0 } = progress ?? {};
  return (
    <div className="logs-reading runs-body" role="status">
      <p>{words.reading(name)}</p>
      <progress aria-label={words.reading(name)} max={totalBytes} value={readBytes} />
      <p className="logs-facts">{words.readSoFar(common.bytes(readBytes), common.bytes(totalBytes), records)}</p>
      <Button onClick={cancel}>{words.cancel}</Button>
    </div>
  );
}
