import { useState } from "react";
import { useView } from "../binding/useWorkspace";
import { Choice, Dialog } from "../controls";
import { CompareLines } from "./CompareLines";
import { CompareModels } from "./CompareModels";
import { useCompareWords } from "./useCompare";
import "./compare.css";

/** The line in sight beside another one, or beside what several models would have done. */
export function CompareDialog() {
  const words = useCompareWords();
  const isOpen = useView(({ dialog }) => dialog === "compare");
  return (
    <Dialog name="compare" title={words.title} about={words.about} widest>
      {/* Nothing is compared while the dialog is closed. */}
      {isOpen ? <Compared /> : null}
    </Dialog>
  );
}

const KINDS = ["lines", "models"] as const;
type Kind = (typeof KINDS)[number];

function Compared() {
  const words = useCompareWords();
  const [kind, setKind] = useState<Kind>("lines");
  return (
    <div className="compare">
      <Choice
        label={words.kind}
        value={kind}
        options={KINDS.map((value) => ({ value, name: words.kinds[value] }))}
        onChange={(next: Kind) => setKind(next)}
      />
      {kind === "lines" ? <CompareLines /> : <CompareModels />}
    </div>
  );
}
