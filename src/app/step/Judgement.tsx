import { Check, CircleQuestionMark, type LucideIcon, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { type Step, VERDICTS, type Verdict } from "../../trace";
import { Hint } from "../controls";
import { judge, keyOf } from "../keys";
import { tell } from "../run/acts";
import { useDesk, useSession, useView, useWords } from "../services";

const ICONS: Readonly<Record<Verdict, LucideIcon>> = { good: Check, bad: X, unsure: CircleQuestionMark };
const COMMAND = { good: "verdictGood", bad: "verdictBad", unsure: "verdictUnsure" } as const;

/** What a person thinks of the step. */
export function Judgement({ step }: { step: Step }) {
  const desk = useDesk();
  const words = useWords();
  const writable = useSession((state) => state.writable);
  return (
    <footer className="judgement">
      <fieldset className="verdicts" aria-label={words.step.verdict}>
        {VERDICTS.map((verdict) => {
          const Icon = ICONS[verdict];
          return (
            <Hint key={verdict} text={words.step.verdicts[verdict]} hint={keyOf(COMMAND[verdict])} side="top">
              <button
                type="button"
                className={`verdict verdict-button-${verdict}`}
                aria-pressed={step.verdict === verdict}
                disabled={!writable}
                onClick={() => judge(desk, verdict)}
              >
                <Icon size={14} aria-hidden="true" />
                {words.step.verdicts[verdict]}
              </button>
            </Hint>
          );
        })}
      </fieldset>
      <Note step={step} disabled={!writable} />
    </footer>
  );
}

function Note({ step, disabled }: { step: Step; disabled: boolean }) {
  const desk = useDesk();
  const words = useWords();
  const noting = useView((state) => state.noting);
  const [text, setText] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement | null>(null);
  // The key for a note has to bring the pen to it, wherever the focus was.
  useEffect(() => {
    if (!noting) return;
    field.current?.focus();
    desk.view.setState({ noting: false });
  }, [noting, desk]);
  const commit = (): void => {
    if (text !== null && text !== step.note) tell(desk, desk.services.session.remark("note", step.id, { note: text }));
    setText(null);
  };
  return (
    <textarea
      ref={field}
      className="input note"
      rows={2}
      aria-label={words.step.note}
      placeholder={words.step.notePlaceholder}
      disabled={disabled}
      value={text ?? step.note}
      onChange={({ target }) => setText(target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === "Escape" || (event.key === "Enter" && (event.ctrlKey || event.metaKey)))
          field.current?.blur();
      }}
    />
  );
}
