import { FileInput, X } from "lucide-react";
import { useStore } from "zustand";
import { runCommand } from "../../workspace/commands";
import { givenFiles, report } from "../../workspace/files";
import { givePictures, showOpenRollouts, showReport } from "../../workspace/logs";
import type { FileWish } from "../../workspace/ports";
import { logToChooseFrom } from "../../workspace/state";
import { useSystemName } from "../binding/useSystemName";
import { useDocument, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useLogWords } from "./LogParts";
import { useReading } from "./subject";
import "./logs.css";

/** What became of a log, and the pictures that it did not bring. Nothing is lost in silence. */
export default function Imported() {
  const workspace = useWorkspace();
  const words = useLogWords();
  const systemName = useSystemName();
  const common = useWords();
  const imported = useDocument((state) => state.imported);
  const offered = useStore(workspace.logs, logToChooseFrom);
  const reading = useReading();
  if (!imported || !reading) return null;
  const { log } = imported;
  const { ambiguous, branches } = reading;
  const { system, steps, marks, notUnderstood, missingImages } = reading.report;
  const give = async (wish: FileWish): Promise<void> => {
    const files = await workspace.edges.page.askForFiles(wish);
    if (files) await report(workspace, givePictures(workspace, givenFiles(files)));
  };
  // What else is in a file of many runs says nothing of this one.
  const lost =
    notUnderstood.reduce((sum, { count = 1 }) => sum + count, 0) + (log.facts.records === 1 ? log.facts.unread : 0);
  const isPlain = lost === 0 && missingImages.length === 0 && ambiguous.length === 0;
  return (
    <div className={`banner logs-banner ${isPlain ? "logs-banner-plain" : ""}`} role="status">
      <FileInput size={16} aria-hidden="true" />
      <p className="logs-report">
        {words.opened(systemName(system), steps, marks)}
        {lost > 0 ? ` ${words.notUnderstood(lost)}` : ""}
        {missingImages.length > 0 ? ` ${words.missing(missingImages.length, missingImages[0] ?? "")}` : ""}
        {ambiguous.length > 0 ? ` ${words.severalFit(ambiguous.length)}` : ""}
      </p>
      {missingImages.length > 0 ? (
        <>
          <Button tone="human" onClick={() => void give({ accept: "image/*", multiple: true })}>
            {words.choosePictures}
          </Button>
          <Button onClick={() => void give({ folder: true })}>{words.chooseFolder}</Button>
        </>
      ) : null}
      {offered?.log === log ? (
        <Button onClick={() => runCommand(workspace, "runs")}>{words.chooseAnother}</Button>
      ) : null}
      {branches.length > 1 ? (
        <Button onClick={() => void showOpenRollouts(workspace)}>{words.rollouts.overlay}</Button>
      ) : null}
      <Button onClick={() => showReport(workspace)}>{words.report}</Button>
      <IconButton
        label={common.banners.dismiss}
        icon={<X size={14} />}
        onClick={() => workspace.documents.dismiss("imported")}
      />
    </div>
  );
}
