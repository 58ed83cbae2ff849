import { memo } from "react";
import { cancelLoading } from "../../workspace/models";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useModel } from "../model/useModel";

/** A model on its way: which file, how much of it, and the way out. */
export const LoadingCard = memo(function LoadingCard() {
  const workspace = useWorkspace();
  const words = useWords();
  const { card, loading } = useModel();
  const progress = useView((state) => state.progress);
  if (!loading) return null;
  // Only fetching has an end that is known beforehand.
  const known = progress?.phase === "fetching" && progress.totalBytes > 0;
  const share = known ? Math.min(100, (progress.loadedBytes / progress.totalBytes) * 100) : null;
  return (
    <div className="loading" role="status" aria-label={words.model.loading(card.name)}>
      <div className="loading-row">
        <strong>{words.model.loading(card.name)}</strong>
        <Button onClick={() => void cancelLoading(workspace)}>{words.model.cancel}</Button>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={words.model.loading(card.name)}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null ? {} : { "aria-valuenow": share, "aria-valuetext": `${Math.round(share)}%` })}
      >
        <div className="progress-bar" style={{ width: `${share ?? 100}%` }} data-unknown={share === null} />
      </div>
      <p className="loading-file">
        <span>{words.model.progress[progress?.phase ?? "preparing"]}</span>
        <span className="loading-name">{progress?.file ?? ""}</span>
        <span>{known ? words.model.of(words.bytes(progress.loadedBytes), words.bytes(progress.totalBytes)) : ""}</span>
      </p>
    </div>
  );
});
