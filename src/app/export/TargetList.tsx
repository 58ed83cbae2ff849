import { useId } from "react";
import type { ExportTarget } from "../../export";
import { useLanguage } from "../binding/useWorkspace";
import { purposeOf, titleOf, useExportWords } from "./exportWords";
import { GROUPED } from "./targets";

/** Whose form the files have: one choice, in groups, each with what it is for. */
export function TargetList({ target, onChange }: { target: ExportTarget; onChange(name: string): void }) {
  const words = useExportWords();
  const language = useLanguage();
  const name = useId();
  return (
    <div role="radiogroup" aria-label={words.target} className="export-targets">
      {GROUPED.map(([group, targets]) => (
        <fieldset key={group} className="export-group">
          <legend>{words.groups[group]}</legend>
          {targets.map((one) => (
            <label key={one.name} className="export-target">
              <input
                type="radio"
                name={name}
                data-first={one.name === target.name ? true : undefined}
                checked={one.name === target.name}
                onChange={() => onChange(one.name)}
              />
              <span>
                <b>{titleOf(one, language)}</b>
                <span className="export-purpose">{purposeOf(one, words)}</span>
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
