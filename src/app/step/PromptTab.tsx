import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { lineTo, type Step } from "../../trace";
import { Button } from "../controls";
import { loadModel } from "../model/loading";
import { useModel } from "../model/useModel";
import type { ReadyModel } from "../ports";
import { failureIn, promptQuery } from "../queries";
import { useDesk, useSession, useWords } from "../services";
import { failureWords } from "../words";

/** The prompt exactly as the model is sent it for what comes after this step. */
export function PromptTab({ step }: { step: Step }) {
  const desk = useDesk();
  const words = useWords();
  const { ready, loading } = useModel();
  if (ready) return <Prompt step={step} model={ready} />;
  return (
    <div className="prompt-empty">
      <p className="step-aside">{words.step.promptNeedsModel}</p>
      <Button disabled={loading} onClick={() => void loadModel(desk)}>
        {loading ? words.model.states.loading : words.eye.load}
      </Button>
    </div>
  );
}

function Prompt({ step, model }: { step: Step; model: ReadyModel }) {
  const words = useWords();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const { turns, open } = useMemo(
    () => model.dialect.transcribe(trace ? lineTo(trace, step.id) : [], model.run.id),
    [trace, step.id, model],
  );
  const { data, error } = useQuery(promptQuery(model, step.id, turns, open));
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
