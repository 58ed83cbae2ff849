import { ImagePlus } from "lucide-react";
import { type DragEvent, useEffect, useState } from "react";
import { report } from "../../workspace";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";

/** A picture dropped, pasted or picked, and a question about it. */
export function OwnPictureForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const file = useView((state) => state.givenPicture);
  const [question, setQuestion] = useState("");
  const [over, setOver] = useState(false);
  const preview = useObjectUrl(useAccepted(file));
  const take = (next: File | undefined): void => {
    if (next) workspace.view.setState({ givenPicture: next });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const open = async (): Promise<void> => {
    if (!file || question.trim() === "") return;
    if (await report(workspace, workspace.documents.openPicture(file, file.name, question.trim())))
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
      <button
        type="button"
        className={`drop ${over ? "drop-over" : ""}`}
        onClick={async () => take((await workspace.edges.page.askForFiles({ accept: "image/*" }))?.[0])}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {preview ? <img src={preview} alt="" /> : <ImagePlus size={24} aria-hidden="true" />}
        <span>{file ? words.problem.chosen(file.name) : words.problem.dropOrPaste}</span>
      </button>
      <label className="own-question">
        <span>{words.problem.question}</span>
        <textarea
          className="input"
          rows={2}
          placeholder={words.problem.questionPlaceholder}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
      </label>
      <Button type="submit" tone="model" disabled={!file || question.trim() === ""}>
        {words.problem.open}
      </Button>
      <p className="field-help">
        {!file ? words.problem.needImage : question.trim() === "" ? words.problem.needQuestion : ""}
      </p>
    </form>
  );
}

/**
 * The file once it has been read as an image. One that is refused is given back at once: shown unread, a small file
 * that unpacks to a huge picture would freeze the page.
 */
function useAccepted(file: File | null): File | null {
  const { edges, view } = useWorkspace();
  const [accepted, setAccepted] = useState<File | null>(null);
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

/** An address for a file's bytes while it is shown; it has to be given back by hand. */
function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return setUrl(null);
    const address = URL.createObjectURL(file);
    setUrl(address);
    return () => URL.revokeObjectURL(address);
  }, [file]);
  return url;
}
