import { ChevronLeft, ChevronRight, PanelRightClose } from "lucide-react";
import { Tabs } from "radix-ui";
import { type ComponentType, lazy, memo, type RefObject, Suspense, useRef } from "react";
import { doerOf, forkAbove, siblingPlace } from "../../session";
import type { Step } from "../../trace";
import { actingStep } from "../../trace";
import { keyOf, runCommand } from "../../workspace/commands";
import { STEP_TABS, type StepTab } from "../../workspace/state";
import { useAuthorName } from "../binding/useAuthorName";
import { useLine, useSession, useSessionFacts, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton, StepIcon } from "../controls";
import { kindName } from "../words/names";
import { DraftView } from "./DraftView";
import { Judgement } from "./Judgement";
import { StepBody } from "./StepBody";
import { ThoughtForm } from "./ThoughtForm";
import "./step.css";

/** Everything that is known of the current step, and what the model is in the middle of saying after it. */
export function StepPanel({ onCollapse }: { onCollapse?: () => void }) {
  const words = useWords();
  const { line, index, current: step } = useLine();
  if (!step) return <p className="step-nothing">{words.step.nothing}</p>;
  return (
    <section className="column step" aria-label={words.step.label}>
      <header className="column-head">
        <h2 className="column-title">{words.step.title(index + 1, line.length)}</h2>
        <SiblingSwitch step={step} />
        {onCollapse ? <Collapse onCollapse={onCollapse} /> : null}
      </header>
      <StepTitle step={step} />
      <StepTabs />
      <Judgement step={step} />
    </section>
  );
}

const Collapse = memo(function Collapse({ onCollapse }: { onCollapse: () => void }) {
  const words = useWords();
  return (
    <IconButton
      label={words.step.collapse}
      hint={keyOf("toggleStep")}
      icon={<PanelRightClose size={16} />}
      onClick={onCollapse}
    />
  );
});

/** What the step is and who made it; pointing at it shows its mark in the picture. */
function StepTitle({ step }: { step: Step }) {
  const { view } = useWorkspace();
  const words = useWords();
  const doer = useSession(({ log }) => (log ? doerOf(log.trace, step) : step.author));
  const author = useAuthorName(step, doer);
  const acting = useSession(({ log }) => (log ? (actingStep(log.trace, step)?.id ?? null) : null));
  return (
    <div
      className={`step-title step-by-${doer}`}
      onPointerEnter={() => view.setState({ hovered: acting })}
      onPointerLeave={() => view.setState({ hovered: null })}
    >
      <span className="step-icon">
        <StepIcon body={step.body} size={16} />
      </span>
      <h3>{step.title || kindName(step, words)}</h3>
      {step.parent === null ? null : <span className="step-author">{words.step.by(author)}</span>}
    </div>
  );
}

/** The tabs, which no step changes: what stands in them follows it. */
const StepTabs = memo(function StepTabs() {
  const { view } = useWorkspace();
  const panel = useRef<HTMLElement | null>(null);
  const words = useWords();
  const tab = useView((state) => state.tab);
  const open = (name: string): void => view.setState({ tab: STEP_TABS.find((tab) => tab === name) ?? "step" });
  return (
    <Tabs.Root className="step-tabs" value={tab} onValueChange={open}>
      <TabNames panel={panel} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <section ref={panel} className="step-scroll" tabIndex={0} aria-label={words.step.tabs[tab]}>
        {STEP_TABS.map((name) => (
          <Tabs.Content key={name} value={name} tabIndex={-1}>
            <OfStep Tab={TABS[name]} />
          </Tabs.Content>
        ))}
      </section>
    </Tabs.Root>
  );
});

function BodyTab({ step }: { step: Step }) {
  return (
    <>
      <StepBody step={step} />
      <DraftView step={step} />
      <ThoughtForm />
    </>
  );
}

// All but the first are fetched when they are first looked at.
const TABS: Readonly<Record<StepTab, ComponentType<{ step: Step }>>> = {
  step: BodyTab,
  raw: lazy(async () => ({ default: (await import("./RawTab")).RawTab })),
  tokens: lazy(async () => ({ default: (await import("./TokensTab")).TokensTab })),
  prompt: lazy(async () => ({ default: (await import("./PromptTab")).PromptTab })),
};

/** What a tab says of the current step. */
function OfStep({ Tab }: { Tab: ComponentType<{ step: Step }> }) {
  const { current } = useLine();
  return current ? (
    <Suspense>
      <Tab step={current} />
    </Suspense>
  ) : null;
}

/** The tabs to choose from, which no step changes. */
const TabNames = memo(function TabNames({ panel }: { panel: RefObject<HTMLElement | null> }) {
  const words = useWords();
  return (
    <Tabs.List className="tabs" aria-label={words.step.label}>
      {STEP_TABS.map((name) => (
        // A click goes on into the panel: the arrows walk the tabs only for who came to them by key, and else the run.
        <Tabs.Trigger key={name} className="tab" value={name} onClick={() => panel.current?.focus()}>
          {words.step.tabs[name]}
        </Tabs.Trigger>
      ))}
    </Tabs.List>
  );
});

/** ‹2/3›: which of the branches at the fork above is on the screen. Takes no room where there is no fork. */
function SiblingSwitch({ step }: { step: Step }) {
  const words = useWords();
  const place = useSessionFacts(({ log }) => {
    const fork = log && forkAbove(log.trace, step.id);
    return log && fork ? siblingPlace(log.trace, fork) : null;
  });
  if (!place) return null;
  const { index, total } = place;
  return (
    <fieldset className="siblings" aria-label={words.tree.siblingLabel(index, total)}>
      <SiblingButton to="previousSibling" disabled={index === 1} />
      <span data-testid="sibling-place">{`${index}/${total}`}</span>
      <SiblingButton to="nextSibling" disabled={index === total} />
    </fieldset>
  );
}

const SIBLING_ICONS = { previousSibling: ChevronLeft, nextSibling: ChevronRight } as const;

const SiblingButton = memo(function SiblingButton(props: { to: keyof typeof SIBLING_ICONS; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const Icon = SIBLING_ICONS[props.to];
  return (
    <IconButton
      label={words.tree[props.to]}
      hint={keyOf(props.to)}
      icon={<Icon size={14} />}
      disabled={props.disabled}
      onClick={() => runCommand(workspace, props.to)}
    />
  );
});
