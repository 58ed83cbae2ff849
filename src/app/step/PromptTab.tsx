import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Turn, turnsOf } from "../../dialect";
import { lineTo, type Step } from "../../trace";
import { failureIn, loadModel, promptQuery, type ReadyModel } from "../../workspace";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useChosenDialect, useModel } from "../model/useModel";
import { failureWords } from "../words";

/** The prompt exactly as the model is sent it for what comes after this step. */
export function PromptTab({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { ready, loading } = useModel();
  if (ready) return <Prompt step={step} model={ready} />;
  return (
    <div className="prompt-empty">
      <p className="step-aside">{words.step.promptNeedsModel}</p>
      <Button disabled={loading} onClick={() => void loadModel(workspace)}>
        {loading ? words.model.states.loading : words.eye.load}
      </Button>
    </div>
  );
}

const NO_TURNS = { turns: [], open: false };

/** Turns by what they say: the same step is transcribed in another way when its dialect or its pictures change. */
function nameOf(turns: readonly Turn[]): string {
  const text = JSON.stringify(turns);
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${text.length}/${hash}`;
}

function Prompt({ step, model }: { step: Step; model: ReadyModel }) {
  const words = useWords();
  const trace = useTrace();
  const { dialect } = useChosenDialect();
  const { turns, open } = useMemo(
    () => (trace && dialect ? turnsOf(dialect, lineTo(trace, step.id), model.run.id, trace.images) : NO_TURNS),
    [trace, step.id, model, dialect],
  );
  const { data, error } = useQuery({ ...promptQuery(model, nameOf(turns), turns, open), enabled: dialect !== null });
  if (error) return <p className="step-flaw">{failureWords(words, failureIn(error).code)}</p>;
  if (!data) return <p className="step-aside">{words.step.reading}</p>;
  return (
    <>
      <p className="step-aside">
        {data.pieces.length > 0 ? words.step.promptTokens(data.pieces.length) : words.step.promptSent}
      </p>
      <pre className="raw">{data.text}</pre>
    </>
  );
}
