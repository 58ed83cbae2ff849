import { FileInput, X } from "lucide-react";
import { Button, IconButton } from "../controls";
import { askForFiles } from "../document";
import { report } from "../document/give";
import { useDesk, useDocument, useWords } from "../services";
import { givePictures, whatWasUnread } from "./logs";

/** What became of a log, and the pictures it did not bring. Nothing is lost in silence. */
export function ImportBanner() {
  const desk = useDesk();
  const words = useWords();
  const imported = useDocument((state) => state.imported);
  if (!imported) return null;
  const { system, steps, marks, notUnderstood, missingImages } = imported.report;
  const choose = async (): Promise<void> => {
    const files = await askForFiles("image/*");
    if (files) await report(desk, givePictures(desk, files));
  };
  return (
    <div className="banner" role="status">
      <FileInput size={16} aria-hidden="true" />
      <div className="logs-report">
        <p>
          {words.logs.opened(system, steps, marks)}
          {missingImages.length > 0 ? ` ${words.logs.missing(missingImages.length, missingImages[0] ?? "")}` : ""}
        </p>
        {notUnderstood.length > 0 ? (
          <details className="logs-unread">
            <summary>{words.logs.notUnderstood(notUnderstood.length)}</summary>
            <pre>{whatWasUnread(notUnderstood)}</pre>
          </details>
        ) : null}
      </div>
      {missingImages.length > 0 ? (
        <Button tone="human" onClick={() => void choose()}>
          {words.logs.choosePictures}
        </Button>
      ) : null}
      <IconButton
        label={words.banners.dismiss}
        icon={<X size={14} />}
        onClick={() => desk.documents.dismiss("imported")}
      />
    </div>
  );
}
