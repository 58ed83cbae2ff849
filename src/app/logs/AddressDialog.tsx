import { useStore } from "zustand";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { useLogWords } from "./LogParts";
import "./logs.css";

/** Asks before the page fetches anything from another site, and says how far that is. */
export default function AddressDialog() {
  const words = useLogWords();
  return (
    <Dialog name="address" title={words.address.title} about={words.address.about}>
      <Address />
    </Dialog>
  );
}

function Address() {
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
