import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { believe, type Dialect } from "../../dialect";
import { type ActionBody, performedAction, type Step, type Trace } from "../../trace";
import { hasOthers, readStepAs, type Scope, type Trial, trialsOf } from "../../workspace/editing";
import { dialectOfStep, NATIVE, readingOf } from "../../workspace/runs";
import { useReadOnly, useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Choice } from "../controls";
import type { Words } from "../words";
import { numbersOf } from "../words/names";
import "./lens.css";

/** Which space an action's numbers are believed to be in, and why; one press reads them in another. */
export default function Lens({ step, body }: { step: Step; body: ActionBody }) {
  const { view } = useWorkspace();
  const trace = useTrace();
  const name = trace ? dialectOfStep(trace, step) : "";
  const { data: dialect } = useQuery({
    queryKey: ["reading", name],
    queryFn: () => readingOf(name),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // What was considered for one step is of no meaning at another.
  useEffect(() => () => view.setState({ preview: null }), [view]);
  if (!trace || !dialect) return null;
  return <Spaces trace={trace} step={step} body={body} dialect={dialect} />;
}

function Spaces({ trace, step, body, dialect }: { trace: Trace; step: Step; body: ActionBody; dialect: Dialect }) {
  const workspace = useWorkspace();
  const words = useWords();
  const [scope, setScope] = useState<Scope>("step");
  const readOnly = useReadOnly();
  const trials = useMemo(() => trialsOf(trace, body, dialect), [trace, body, dialect]);
  const imported = step.author === "import";
  const consider = (trial: Trial | null): void => {
    const said = trial && words.lens.preview(spaceName(trial, words));
    if (said === (workspace.view.getState().preview?.words ?? null)) return;
    const action = trial && performedAction(trial.body);
    workspace.view.setState({ preview: action && said !== null ? { step: step.id, action, words: said } : null });
  };
  const choose = (trial: Trial): void => {
    consider(null);
    void readStepAs(workspace, step, trial, scope, dialect);
  };
  if (trials.length === 0) return null;
  return (
    <details className="lens" open={imported}>
      <summary>{words.lens.title}</summary>
      <fieldset className="lens-spaces" aria-label={words.lens.try} disabled={readOnly}>
        {trials.map((trial) => (
          <SpaceButton
            key={`${trial.space} ${trial.asStored}`}
            trial={trial}
            current={trial.space === body.declared?.space && trial.asStored === (body.declared.asStored ?? false)}
            onConsider={consider}
            onChoose={choose}
          />
        ))}
      </fieldset>
      <Why trace={trace} body={body} dialect={dialect} told={dialect.name !== NATIVE || !imported} />
      {imported && hasOthers(trace, step) ? (
        <Choice<Scope>
          label={words.lens.scope}
          value={scope}
          options={[
            { value: "step", name: words.lens.scopes.step },
            { value: "trace", name: words.lens.scopes.trace },
          ]}
          disabled={readOnly}
          onChange={setScope}
        />
      ) : null}
      <p className="step-aside">{imported ? words.lens.edit : words.lens.branch}</p>
    </details>
  );
}

function spaceName({ space, frame, asStored }: Pick<Trial, "space" | "frame" | "asStored">, words: Words): string {
  const name = space === "resized" && frame ? words.lens.resized(frame.width, frame.height) : words.lens.spaces[space];
  return asStored ? words.lens.stored(name) : name;
}

/** `told` is false for a log of which nothing says what system wrote it. */
function Why({ trace, body, dialect, told }: { trace: Trace; body: ActionBody; dialect: Dialect; told: boolean }) {
  const { lens } = useWords();
  const size = trace.images.get(body.action.image);
  if (!body.declared || !size) return null;
  const { space, source, looksLike, ground } = believe(body.declared, size, told ? dialect : null);
  const doubts = looksLike !== space && !(space === "resized" && looksLike === "pixel");
  return (
    <>
      <p className="lens-why">
        <strong>{lens.believed(lens.spaces[space])}</strong> {lens.why[source](dialect.title)}
      </p>
      {doubts || source === "numbers" ? (
        <p className="lens-why">{lens.looks(lens.spaces[looksLike], lens.grounds[ground])}</p>
      ) : null}
    </>
  );
}

function SpaceButton(props: {
  trial: Trial;
  current: boolean;
  onConsider(trial: Trial | null): void;
  onChoose(trial: Trial): void;
}) {
  const words = useWords();
  const { trial, current, onConsider, onChoose } = props;
  const name = spaceName(trial, words);
  const numbers = trial.fits ? numbersOf(performedAction(trial.body)) : words.failures["outside-image"];
  return (
    <button
      type="button"
      className="lens-space"
      aria-pressed={current}
      aria-label={words.lens.read(name, numbers ?? "")}
      // Moved, not entered: a button that slides under a resting pointer is not pointed at.
      onPointerMove={() => onConsider(current ? null : trial)}
      onPointerLeave={() => onConsider(null)}
      onFocus={() => onConsider(current ? null : trial)}
      onBlur={() => onConsider(null)}
      onClick={() => (current ? undefined : onChoose(trial))}
    >
      <span className="lens-name">{name}</span>
      <span className={trial.fits ? "lens-numbers" : "lens-numbers lens-outside"}>{numbers}</span>
    </button>
  );
}
