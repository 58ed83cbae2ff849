import { useView } from "../binding/useWorkspace";
import { Dialog } from "../controls";
import { BlackOut } from "./BlackOut";
import { Carriers } from "./Carriers";
import { ContentsList } from "./ContentsList";
import { usePrepared, useShareChoice, useShareWords } from "./useShare";
import "./share.css";

/** The open trace as a link, a page, a picture or a file, without what the person keeps to themselves. */
export function ShareDialog() {
  const words = useShareWords();
  return (
    <Dialog name="share" title={words.title} about={words.about} widest>
      <Shown />
    </Dialog>
  );
}

/** Nothing is made while the dialog is closed. */
function Shown() {
  const isOpen = useView(({ dialog }) => dialog === "share");
  return isOpen ? <Sharing /> : null;
}

function Sharing() {
  const choice = useShareChoice();
  const preparing = usePrepared(choice.plan);
  return (
    <div className="share">
      <div className="share-part">
        <ContentsList choice={choice} />
        {choice.plan.withheld.has("pictures") ? null : <BlackOut choice={choice} />}
      </div>
      <Carriers preparing={preparing} />
    </div>
  );
}
