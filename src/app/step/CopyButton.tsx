import { copyText } from "../binding/copy";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";

/** Puts words on the clipboard as they are. */
export function CopyButton({ text }: { text: string }) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <div className="copy-row">
      <Button onClick={() => void copyText(workspace, text)}>{words.step.copy}</Button>
    </div>
  );
}
