import { ImagePlus } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { report } from "../../workspace/files";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, useObjectUrl } from "../controls";

/** A picture dropped, pasted or picked, and a question about it. */
export function OwnPictureForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const file = useView((state) => state.givenPicture);
  const [typed, setTyped] = useState("");
  const question = typed.trim();
  const missing = !file ? words.problem.needImage : question === "" ? words.problem.needQuestion : "";
  const open = async (): Promise<void> => {
    if (!file || question === "") return;
    if (await report(workspace, workspace.documents.openPicture(file, file.name, question)))
      workspace.view.setState({ givenPicture: null });
  };
  return (
    <form
      className="own"
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <PictureDrop file={file} />
      <label className="own-question">
        <span>{words.problem.question}</span>
        <textarea
          className="input"
          rows={2}
          placeholder={words.problem.questionPlaceholder}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <Button type="submit" tone="model" disabled={missing !== ""}>
        {words.problem.open}
      </Button>
      <p className="field-help">{missing}</p>
    </form>
  );
}

/** Where a picture is dropped, or picked by a press; it shows the one that was given. */
function PictureDrop({ file }: { file: File | null }) {
  const { edges, view } = useWorkspace();
  const words = useWords();
  const [over, setOver] = useState(false);
  const preview = useObjectUrl(useAccepted(file));
  const take = (next: File | undefined): void => {
    if (next) view.setState({ givenPicture: next });
  };
  const pick = async (): Promise<void> => take((await edges.page.askForFiles({ accept: "image/*" }))?.[0]);
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    // The window takes files too, and would open this one a second time.
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <button
      type="button"
      className={`drop ${over ? "drop-over" : ""}`}
      onClick={() => void pick()}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {preview ? <img src={preview} alt="" /> : <ImagePlus size={24} aria-hidden="true" />}
      <span>{file ? words.problem.chosen(file.name) : words.problem.dropOrPaste}</span>
    </button>
  );
}

/**
 * The file once it has been read as an image. One that is refused is given back at once: shown unread, a small file
 * that unpacks to a huge picture would freeze the page.
 */
function useAccepted(file: File | null): File | null {
  const { edges, view } = useWorkspace();
  const [accepted, setAccepted] = useState<File | null>(null);
  // The reading happens outside React, behind a promise; a file that was given since makes it worthless.
  useEffect(() => {
    setAccepted(null);
    if (!file) return;
    let gone = false;
    void edges.images.add(file, file.name).then((added) => {
      if (gone) return;
      if (added.ok) return setAccepted(file);
      view.setState({ givenPicture: null, failure: added.error });
    });
    return () => {
      gone = true;
    };
  }, [file, edges, view]);
  return accepted;
}
