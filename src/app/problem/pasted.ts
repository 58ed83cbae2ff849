import type { GivenFile } from "../../opening";
import { givenByPaste, givenFiles } from "../../workspace";

/**
 * What was pasted: files, else words that look like a log. A field keeps words for itself, whatever picture of them
 * lies beside: office programs put one there with every cell.
 */
export function piecesOf(
  pasted: Pick<DataTransfer, "types" | "files" | "getData">,
  isField: boolean,
): readonly GivenFile[] {
  if (isField && pasted.types.includes("text/plain")) return [];
  if (pasted.files.length > 0) return givenFiles(pasted.files);
  const words = givenByPaste(pasted.getData("text/plain"));
  return words ? [words] : [];
}
