import { useStore } from "zustand";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useLogWords } from "./useLogWords";
import "./logs.css";

export function Address() {
  const words = useLogWords();
  const common = useWords();
  const asked = useStore(useWorkspace().address);
  if (!asked) return null;
  const isAsking = asked.kind === "asking";
  return (
    <div className="logs-chooser">
      <p>{isAsking ? words.address.asks(asked.host) : words.address.fetching(asked.host)}</p>
      <p className="logs-facts">{asked.url}</p>
      {isAsking ? (
        <p>{words.address.privacy}</p>
      ) : (
        <p role="status">{words.address.soFar(common.bytes(asked.bytes))}</p>
      )}
      <div className="logs-foot">
        <Button onClick={isAsking ? () => asked.answer(false) : asked.cancel}>{words.address.cancel}</Button>
        {isAsking ? (
          <Button tone="human" data-first onClick={() => asked.answer(true)}>
            {words.address.fetch}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
