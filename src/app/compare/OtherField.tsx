import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type StepId, stepIdFrom, type Trace } from "../../trace";
import { branchesBeside, type ComparedLine, compareWithKept } from "../../workspace/comparing";
import { recentQuery } from "../../workspace/queries";
import { useDocument, useWords, useWorkspace } from "../binding/useWorkspace";
import { Field } from "../controls";
import type { Words } from "../words";
import { gist } from "../words/names";
import { useCompareWords, useComparing } from "./useCompare";

const KEPT = "kept ";

/** What the line in sight is compared with: a branch of its trace, or another trace that this browser keeps. */
export function OtherField({ seen, other }: { seen: ComparedLine; other: ComparedLine | null }) {
  const workspace = useWorkspace();
  const words = useCompareWords();
  const common = useWords();
  const reading = useComparing((state) => state.reading);
  const openHere = useDocument(({ keptAs }) => keptAs);
  const { data: recent = [] } = useQuery(recentQuery(workspace.edges));
  const kept = recent.filter(({ id, removed }) => !removed && id !== openHere && id !== seen.trace.id);
  const leaves = useMemo(() => branchesBeside(seen.trace, seen.steps), [seen]);
  const isKept = other !== null && other.trace !== seen.trace;
  const choose = (value: string): void => {
    const trace = kept.find(({ id }) => `${KEPT}${id}` === value);
    if (trace) void compareWithKept(workspace, trace.id);
    else if (value !== "") workspace.comparing.setState({ other: { kind: "branch", leaf: stepIdFrom(value) } });
  };
  return (
    <Field label={words.with} {...(reading ? { help: words.reading } : {})}>
      {(id) => (
        <select
          id={id}
          className="input"
          disabled={reading}
          value={other === null ? "" : isKept ? `${KEPT}${other.trace.id}` : (other.steps.at(-1)?.id ?? "")}
          onChange={({ target }) => choose(target.value)}
        >
          {other === null ? <option value="">{words.choose}</option> : null}
          {leaves.length > 0 ? (
            <optgroup label={words.branches}>
              {leaves.map((leaf, i) => (
                <option key={leaf} value={leaf}>
                  {`${i + 1}. ${nameOfLeaf(seen.trace, leaf, common)}`}
                </option>
              ))}
            </optgroup>
          ) : null}
          {kept.length > 0 ? (
            <optgroup label={words.kept}>
              {kept.map(({ id: trace, title }) => (
                <option key={trace} value={`${KEPT}${trace}`}>
                  {title.slice(0, MOST_LETTERS)}
                </option>
              ))}
            </optgroup>
          ) : null}
        </select>
      )}
    </Field>
  );
}

/** A list shows no more of a name. */
const MOST_LETTERS = 80;

function nameOfLeaf(trace: Trace, leaf: StepId, words: Words): string {
  const step = trace.steps.get(leaf);
  return step ? gist(step, words).slice(0, MOST_LETTERS) : "";
}
