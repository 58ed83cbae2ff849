import { lazy, Suspense, useState } from "react";
import { type Action, fitAction, TOOLS_WITH_WORDS } from "../../action";
import { performedApart, type Step } from "../../trace";
import { type Change, createReshaping, numbersIn, type Unit, withNumber } from "../../workspace/editing";
import { useReadOnly, useSession, useWords, useWorkspace } from "../binding/useWorkspace";
import { Choice } from "../controls";
import { failureWords } from "../words";
import { numbersOf } from "../words/names";
import { NumberBox, WordsBox } from "./ActionFields";

const Lens = lazy(() => import("./Lens"));

/** An action in numbers. Typing one is the same as dragging: another branch, the original stays. */
export function ActionForm({ step, action }: { step: Step; action: Action }) {
  const workspace = useWorkspace();
  const words = useWords();
  const [reshape] = useState(() => createReshaping(workspace));
  const [unit, setUnit] = useState<Unit>("pixel");
  const image = useSession(({ log }) => log?.trace.images.get(action.image) ?? null);
  const readOnly = useReadOnly();
  if (!image) return <p className="step-flaw">{words.picture.missing}</p>;
  const numbers = numbersIn(action, image, unit);
  const change = (next: Change): void => void reshape(step.id, next);
  return (
    <div className="action-form">
      {numbers.length > 0 && action.kind !== "rotate" ? (
        <Choice<Unit>
          label={words.step.unit}
          value={unit}
          options={[
            { value: "pixel", name: "px" },
            { value: "percent", name: "%" },
          ]}
          onChange={setUnit}
        />
      ) : null}
      <div className="numbers">
        {numbers.map((number) => (
          <NumberBox
            key={`${number.name}${number.point}`}
            label={words.step.fields[number.name]}
            value={number.value}
            disabled={readOnly}
            onChange={(value) => change((now) => withNumber(now, image, unit, { ...number, value }))}
          />
        ))}
      </div>
      <WordsOf action={action} disabled={readOnly} onChange={change} />
      <Executed step={step} action={action} />
      {step.author !== "human" && step.body.kind === "action" && (step.body.declared?.numbers.length ?? 0) >= 2 ? (
        <Suspense>
          <Lens key={step.id} step={step} body={step.body} />
        </Suspense>
      ) : null}
      <p className="step-aside">{words.step.change}</p>
    </div>
  );
}

function WordsOf(props: { action: Action; disabled: boolean; onChange(change: Change): void }) {
  const words = useWords();
  const { action, disabled, onChange } = props;
  if (action.kind === "flip")
    return (
      <Choice
        label={words.step.fields.axis}
        value={action.axis}
        options={[
          { value: "horizontal", name: words.step.axes.horizontal },
          { value: "vertical", name: words.step.axes.vertical },
        ]}
        disabled={disabled}
        onChange={(axis) => onChange((now) => (now.kind === "flip" ? { ...now, axis } : now))}
      />
    );
  const said = wordsToType(action);
  if (said === null) return null;
  return (
    <WordsBox
      label={words.step.fields.words}
      value={said}
      disabled={disabled}
      onChange={(text) =>
        onChange((now) => {
          if (now.kind === "label") return { ...now, text };
          if (now.kind === "tool") return { ...now, words: text };
          return now.kind === "box" || now.kind === "point" ? { ...now, label: text } : now;
        })
      }
    />
  );
}

/** The words of an action that a person may change; null where it has none. */
function wordsToType(action: Action): string | null {
  if (action.kind === "label") return action.text;
  if (action.kind === "tool") return TOOLS_WITH_WORDS.has(action.tool) ? action.words : null;
  return action.kind === "box" || action.kind === "point" ? action.label : null;
}

/** What was written, in its own space, beside what was done, in pixels: a wrong space shows here. */
function Executed({ step, action }: { step: Step; action: Action }) {
  const words = useWords();
  const image = useSession(({ log }) => log?.trace.images.get(action.image) ?? null);
  const declared = step.body.kind === "action" ? step.body.declared : null;
  // What a system's tool made of the box that it was asked for, where that is another.
  const cut = step.body.kind === "action" ? performedApart(step.body) : null;
  const fitted = image && fitAction(cut ?? action, image);
  if (!fitted) return null;
  const done = fitted.ok ? numbersOf(fitted.value) : "";
  const clamped = fitted.ok && done !== numbersOf(cut ?? action);
  return (
    <dl className="facts">
      {declared && declared.numbers.length > 0 ? (
        <>
          <dt>{words.step.written}</dt>
          <dd>
            {declared.numbers.join(" ")} <span className="facts-unit">{words.step.space[declared.space]}</span>
          </dd>
        </>
      ) : null}
      {cut ? (
        <>
          <dt>{words.lens.asked}</dt>
          <dd>
            {numbersOf(action)} <span className="facts-unit">{words.step.space.pixel}</span>
          </dd>
        </>
      ) : null}
      <dt>{cut ? words.lens.cut : words.step.done}</dt>
      <dd>
        {fitted.ok ? (
          <>
            {done || "–"} {done ? <span className="facts-unit">{words.step.space.pixel}</span> : null}
            {clamped ? <span className="facts-note">{words.step.clamped}</span> : null}
          </>
        ) : (
          <span className="step-flaw">{words.step.impossible(failureWords(words, fitted.error))}</span>
        )}
      </dd>
    </dl>
  );
}
