import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Turn, turnsOf } from "../../dialect";
import { lineTo, type Step } from "../../trace";
import { loadModel } from "../../workspace/models";
import type { ReadyModel } from "../../workspace/ports";
import { failureIn, promptQuery } from "../../workspace/queries";
import { REQUEST_FORMS, type RequestForm, requestText } from "../../workspace/runs";
import { copyText } from "../binding/copy";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, LongText } from "../controls";
import { useChosenDialect, useModel } from "../model/useModel";
import { failureWords } from "../words";
import { CopyButton } from "./CopyButton";

/** What the model is asked after this step, to be asked elsewhere. Needs no model here. */
function CopyRequest({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const trace = useTrace();
  const copy = async (form: RequestForm): Promise<void> => {
    const text = trace && (await requestText(workspace, trace, step, form));
    if (text?.ok) await copyText(workspace, text.value);
    else if (text) workspace.view.setState({ failure: text.error });
  };
  return (
    <fieldset className="copy-row">
      <legend className="step-aside">{words.step.copyAs}</legend>
      {REQUEST_FORMS.map((form) => (
        <Button key={form} onClick={() => void copy(form)}>
          {words.step.requestForms[form]}
        </Button>
      ))}
    </fieldset>
  );
}

/** The prompt exactly as the model is sent it for what comes after this step. */
export function PromptTab({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { ready, loading } = useModel();
  return (
    <>
      <CopyRequest step={step} />
      {ready ? (
        <Prompt step={step} model={ready} />
      ) : (
        <div className="prompt-empty">
          <p className="step-aside">{words.step.promptNeedsModel}</p>
          <Button disabled={loading} onClick={() => void loadModel(workspace)}>
            {loading ? words.model.states.loading : words.eye.load}
          </Button>
        </div>
      )}
    </>
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
      <CopyButton text={data.text} />
      <pre className="raw">
        <LongText text={data.text} />
      </pre>
    </>
  );
}
