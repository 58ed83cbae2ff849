import { PanelRightClose } from "lucide-react";
import { Tabs } from "radix-ui";
import { keyOf, STEP_TABS, type StepTab } from "../../workspace";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { StepIcon } from "../controls/icons";
import { kindName } from "../words/names";
import { CostLine } from "./CostLine";
import { DraftView } from "./DraftView";
import { Judgement } from "./Judgement";
import { PromptTab } from "./PromptTab";
import { RawTab } from "./RawTab";
import { SiblingSwitch } from "./SiblingSwitch";
import { StepBody } from "./StepBody";
import { ThoughtForm } from "./ThoughtForm";
import { TokensTab } from "./TokensTab";
import { useStep } from "./useStep";
import "./step.css";

/** Everything that is known of the current step, and what the model is in the middle of saying after it. */
export function StepPanel({ onCollapse }: { onCollapse?: () => void }) {
  const { view } = useWorkspace();
  const words = useWords();
  const tab = useView((state) => state.tab);
  const { step, index, total, doer, acting } = useStep();
  if (!step) return <p className="step-nothing">{words.step.nothing}</p>;
  return (
    <section className="column step" aria-label={words.step.label}>
      <header className="column-head">
        <h2 className="column-title">{words.step.title(index + 1, total)}</h2>
        <SiblingSwitch step={step} />
        {onCollapse ? (
          <IconButton
            label={words.step.collapse}
            hint={keyOf("toggleStep")}
            icon={<PanelRightClose size={16} />}
            onClick={onCollapse}
          />
        ) : null}
      </header>
      <div
        className={`step-title step-by-${doer}`}
        onPointerEnter={() => view.setState({ hovered: acting })}
        onPointerLeave={() => view.setState({ hovered: null })}
      >
        <span className="step-icon">
          <StepIcon body={step.body} size={16} />
        </span>
        <h3>{step.title || kindName(step, words)}</h3>
        {step.parent === null ? null : <span className="step-author">{words.step.by(words.authors[doer])}</span>}
      </div>
      <Tabs.Root className="step-tabs" value={tab} onValueChange={(next) => view.setState({ tab: next as StepTab })}>
        <Tabs.List className="tabs" aria-label={words.step.label}>
          {STEP_TABS.map((name) => (
            <Tabs.Trigger key={name} className="tab" value={name}>
              {words.step.tabs[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
        <section className="step-scroll" tabIndex={0} aria-label={words.step.tabs[tab]}>
          <Tabs.Content value="step" tabIndex={-1}>
            <StepBody step={step} />
            <DraftView step={step} />
            <ThoughtForm />
          </Tabs.Content>
          <Tabs.Content value="raw" tabIndex={-1}>
            <RawTab step={step} />
          </Tabs.Content>
          <Tabs.Content value="tokens" tabIndex={-1}>
            <TokensTab step={step} />
          </Tabs.Content>
          <Tabs.Content value="prompt" tabIndex={-1}>
            <PromptTab step={step} />
          </Tabs.Content>
        </section>
      </Tabs.Root>
      <CostLine step={step} />
      <Judgement step={step} />
    </section>
  );
}
