import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type TraceId, traceIdFrom } from "../../trace";
import { takeChaptersOf } from "../../workspace/presenter";
import { recentQuery } from "../../workspace/queries";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Field } from "../controls";
import { failureWords } from "../words";
import { usePresentWords } from "./words";

/** Chapters that were made in another trace of this browser, to be told in this story, too. */
export function OtherTraces({ open }: { open: TraceId }) {
  const workspace = useWorkspace();
  const common = useWords();
  const words = usePresentWords().chapters;
  const { data = [] } = useQuery(recentQuery(workspace.edges));
  const [chosen, setChosen] = useState("");
  const [said, setSaid] = useState("");
  const others = data.filter(({ id, removed }) => id !== open && !removed);
  if (others.length === 0) return null;
  const take = async (): Promise<void> => {
    const taken = await takeChaptersOf(workspace, traceIdFrom(chosen));
    if (taken.ok) setSaid(words.taken(taken.value));
    else setSaid(taken.error === "no-chapters" ? words["no-chapters"] : failureWords(common, taken.error));
  };
  return (
    <div className="chapters-other">
      <Field label={words.other}>
        {(id) => (
          <select id={id} className="input" value={chosen} onChange={({ target }) => setChosen(target.value)}>
            <option value="">{words.choose}</option>
            {others.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button disabled={chosen === ""} onClick={() => void take()}>
        {words.take}
      </Button>
      <p className="chapters-help" role="status">
        {said}
      </p>
    </div>
  );
}
