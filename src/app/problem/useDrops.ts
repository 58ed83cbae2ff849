import { useEffect, useState } from "react";
import type { GivenFile } from "../../opening";
import { givenByDrop, givenByPaste, givenFiles, takeFiles } from "../../workspace/files";
import { useWorkspace } from "../binding/useWorkspace";

/** Takes files dropped or pasted anywhere in the window. True while one is dragged over it. */
export function useDrops(): boolean {
  const workspace = useWorkspace();
  const [over, setOver] = useState(false);
  // The whole window is the target, and the browser would otherwise leave the page for the file.
  useEffect(() => {
    const take = (files: readonly GivenFile[]): void => {
      void takeFiles(workspace, files);
    };
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    // Heard in the capture phase: a form that takes a file for itself stops its drop from bubbling.
    const onEnd = (): void => setOver(false);
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) void givenByDrop(event.dataTransfer).then(take);
    };
    const onPaste = (event: ClipboardEvent): void => {
      const isField = event.target instanceof Element && event.target.matches("input, textarea");
      const pieces = event.clipboardData ? piecesOf(event.clipboardData, isField) : [];
      if (pieces.length === 0) return;
      event.preventDefault();
      take(pieces);
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("drop", onEnd, true);
    window.addEventListener("drop", onDrop);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("drop", onEnd, true);
      window.removeEventListener("drop", onDrop);
      window.removeEventListener("paste", onPaste);
    };
  }, [workspace]);
  return over;
}

/** What is asked of a clipboard. */
interface Pasted {
  readonly types: readonly string[];
  readonly files: Iterable<File>;
  getData(format: string): string;
}

/**
 * What was pasted: files, else words that look like a log. A field keeps words for itself, whatever picture of them
 * lies beside: office programs put one there with every cell.
 */
export function piecesOf(pasted: Pasted, isField: boolean): readonly GivenFile[] {
  if (isField && pasted.types.includes("text/plain")) return [];
  const files = givenFiles(pasted.files);
  if (files.length > 0) return files;
  const words = givenByPaste(pasted.getData("text/plain"));
  return words ? [words] : [];
}
