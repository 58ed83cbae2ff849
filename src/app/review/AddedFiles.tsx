import { useStore } from "zustand";
import { placesOfStrays } from "../../trace";
import type { AddedFile } from "../../workspace/state";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { useRaterName, useReviewWords } from "./reviewWords";

/** What became of each file that was added; nothing of a file is passed over in silence. */
export function AddedFiles() {
  const words = useReviewWords();
  const { added, adding } = useStore(useWorkspace().review);
  if (added.length === 0) return null;
  const runs = new Set(added.flatMap((file) => (file.kind === "failed" ? [] : [file.trace.id])));
  const isApart = adding === 0 && added.length > 1 && runs.size === added.length;
  return (
    <>
      <ul className="review-added" aria-label={words.addedList}>
        {added.map((file, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: files may have one name, and the list only grows
          <li key={at} className={file.kind === "failed" ? "review-bad" : ""}>
            <strong>{file.name}</strong>
            <Outcome file={file} />
          </li>
        ))}
      </ul>
      {isApart ? <p className="review-bad">{words.differentTraces}</p> : null}
    </>
  );
}

function Outcome({ file }: { file: AddedFile }) {
  const words = useReviewWords();
  const common = useWords();
  const raterName = useRaterName();
  if (file.kind === "failed") return <p>{failureWords(common, file.code)}</p>;
  const names = file.raters.map(raterName).join(", ");
  return (
    <>
      <p>
        {file.kind === "merged" ? words.merged(file.trace.title) : words.kept(file.trace.title)} ·{" "}
        {names === "" ? words.byNobody : `${words.by(names)} · ${words.counts(file.added, file.known)}`}
      </p>
      {file.leftOut > 0 ? <p className="review-bad">{words.leftOut(file.leftOut)}</p> : null}
      {file.strays.length > 0 ? (
        <p className="review-bad">{common.banners.strays(file.strays.length, placesOfStrays(file.strays))}</p>
      ) : null}
      {file.isOld ? <p>{words.old}</p> : null}
    </>
  );
}
