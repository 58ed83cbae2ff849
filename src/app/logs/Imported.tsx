import { FileInput, X } from "lucide-react";
import { useStore } from "zustand";
import { runCommand } from "../../workspace/commands";
import { askForFile, askForFiles } from "../../workspace/documents";
import { givenFiles } from "../../workspace/files/given";
import { report } from "../../workspace/files/open";
import { givePictures } from "../../workspace/logs/openRecords";
import { logDialog, logOnOffer } from "../../workspace/state/logs";
import { Button, IconButton } from "../controls";
import { useDesk, useDocument, useWords } from "../services";
import { useSystemName } from "../useSystemName";
import { useLogWords } from "./useLogWords";
import "./logs.css";

/** What became of a log, and the pictures that it did not bring. Nothing is lost in silence. */
export default function Imported() {
  const desk = useDesk();
  const words = useLogWords();
  const systemName = useSystemName();
  const common = useWords();
  const imported = useDocument((state) => state.imported);
  const offered = useStore(logDialog, logOnOffer);
  if (!imported) return null;
  const { report: told, ambiguous, log } = imported;
  const { system, steps, marks, notUnderstood, missingImages } = told;
  const give = async (files: readonly File[] | null): Promise<void> => {
    if (files) await report(desk, givePictures(desk, givenFiles(files)));
  };
  // What else is in a file of many runs says nothing of this one.
  const lost = notUnderstood.length + (log.facts.records === 1 ? log.facts.unread : 0);
  return (
    <div className="banner logs-banner" role="status">
      <FileInput size={16} aria-hidden="true" />
      <p className="logs-report">
        {words.opened(systemName(system), steps, marks)}
        {lost > 0 ? ` ${words.notUnderstood(lost)}` : ""}
        {missingImages.length > 0 ? ` ${words.missing(missingImages.length, missingImages[0] ?? "")}` : ""}
        {ambiguous.length > 0 ? ` ${words.severalFit(ambiguous.length)}` : ""}
      </p>
      {missingImages.length > 0 ? (
        <>
          <Button tone="human" onClick={() => void askForFiles("image/*").then(give)}>
            {words.choosePictures}
          </Button>
          <Button onClick={() => void askForFile("", true).then(give)}>{words.chooseFolder}</Button>
        </>
      ) : null}
      {offered?.log === log ? <Button onClick={() => runCommand(desk, "records")}>{words.chooseAnother}</Button> : null}
      <Button onClick={() => desk.view.setState({ dialog: "report" })}>{words.report}</Button>
      <IconButton
        label={common.banners.dismiss}
        icon={<X size={14} />}
        onClick={() => desk.documents.dismiss("imported")}
      />
    </div>
  );
}
