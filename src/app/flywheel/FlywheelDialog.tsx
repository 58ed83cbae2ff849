import { useState } from "react";
import { useLanguage, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog, NumberField } from "../controls";
import { FLYWHEEL_WORDS, type FlywheelWords } from "../words/flywheel";
import { MadeList, RejectedList } from "./OutcomeLists";
import { useSpin } from "./useSpin";
import "./flywheel.css";

/** Makes problems, checks them, and shows what became of every draft. */
export function FlywheelDialog() {
  const words = FLYWHEEL_WORDS[useLanguage()];
  const isOpen = useView(({ dialog }) => dialog === "flywheel");
  return (
    <Dialog name="flywheel" title={words.title} about={words.about} widest>
      {isOpen ? <Flywheel words={words} /> : null}
    </Dialog>
  );
}

const USUAL = { seed: 1, pictures: 40, rounds: 2 };

function Flywheel({ words }: { words: FlywheelWords }) {
  const [asked, setAsked] = useState(USUAL);
  const { exports, view } = useWorkspace();
  const { spun, again, isRunning, end, start, stop } = useSpin();
  const exportAll = (): void => {
    exports.setState({ scope: "made", made: again });
    view.setState({ dialog: "export" });
  };
  const field = (key: keyof typeof USUAL, min: number, max: number) => (
    <NumberField
      label={words[key]}
      value={asked[key]}
      min={min}
      max={max}
      onChange={(value) => setAsked({ ...asked, [key]: value ?? USUAL[key] })}
    />
  );
  return (
    <>
      <div className="flywheel-head">
        {field("seed", 0, 1_000_000)}
        {field("pictures", 1, 500)}
        {field("rounds", 0, 4)}
        {isRunning ? (
          <Button onClick={stop}>{words.stop}</Button>
        ) : (
          <Button tone="human" onClick={() => start(asked)}>
            {words.start}
          </Button>
        )}
        {!isRunning && spun.madeCount > 0 ? <Button onClick={exportAll}>{words.exportAll}</Button> : null}
        <p role="status">{spun.drafts > 0 ? words.progress(spun.drafts, spun.madeCount) : null}</p>
      </div>
      {end === "worker-failed" ? <p role="alert">{words.broken}</p> : null}
      <div className="flywheel-lists">
        <MadeList words={words} spun={spun} />
        <RejectedList words={words} spun={spun} />
      </div>
    </>
  );
}
