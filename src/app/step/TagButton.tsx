import { Tags } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { JudgementTarget } from "../../trace";
import { keyOf } from "../../workspace/commands";
import { KeepKeys } from "../binding/KeepKeys";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { hinted } from "../controls";
import { useGivenTags } from "./GivenTags";

const TagPicker = lazy(async () => ({ default: (await import("./TagPicker")).TagPicker }));

/** Opens the list of tags, which is fetched when it is first wanted. */
export function TagButton({ target, disabled }: { target: JudgementTarget; disabled: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  const isOpen = useView((state) => state.tagging);
  const given = useGivenTags(target);
  const [isWanted, setWanted] = useState(isOpen);
  if (isOpen && !isWanted) setWanted(true);
  const closed = (
    <button
      type="button"
      className="judge-toggle"
      disabled={disabled}
      aria-haspopup="dialog"
      aria-expanded={false}
      aria-pressed={given.length > 0}
      onClick={() => view.setState({ tagging: true })}
      {...hinted(words.commands.tags, keyOf("tags"), "top")}
    >
      <Tags size={14} aria-hidden="true" />
      {words.step.tags}
    </button>
  );
  return isWanted ? (
    <Suspense
      fallback={
        <>
          {closed}
          {isOpen ? <KeepKeys /> : null}
        </>
      }
    >
      <TagPicker target={target} disabled={disabled} />
    </Suspense>
  ) : (
    closed
  );
}
