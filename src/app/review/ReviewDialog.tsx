import { Tabs } from "radix-ui";
import { useStore } from "zustand";
import { logToChooseFrom, REVIEW_SCOPES, REVIEW_TABS, type ReviewScope } from "../../workspace";
import { useWorkspace } from "../binding/useWorkspace";
import { Choice, Dialog } from "../controls";
import { RatersTab } from "./RatersTab";
import { useReviewWords } from "./reviewWords";
import { StatisticsTab } from "./StatisticsTab";
import { TaxonomyTab } from "./TaxonomyTab";
import "./review.css";

/** What was judged: compared, counted, and what its failures are called. */
export function ReviewDialog() {
  const words = useReviewWords();
  return (
    <Dialog name="review" title={words.title} about={words.about} widest>
      <ReviewTabs />
    </Dialog>
  );
}

function ReviewTabs() {
  const { review, view } = useWorkspace();
  const words = useReviewWords();
  const tab = useStore(review, (state) => state.tab);
  const choose = (value: string): void => {
    const chosen = REVIEW_TABS.find((known) => known === value);
    if (!chosen) return;
    view.setState({ failure: null });
    review.setState({ tab: chosen });
  };
  return (
    <Tabs.Root value={tab} onValueChange={choose}>
      <Tabs.List className="tabs review-tabs" aria-label={words.title}>
        {REVIEW_TABS.map((name) => (
          <Tabs.Trigger key={name} className="tab" value={name}>
            {words.tabs[name]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="raters">
        <RatersTab scope={<Scope />} />
      </Tabs.Content>
      <Tabs.Content value="statistics">
        <StatisticsTab scope={<Scope />} />
      </Tabs.Content>
      <Tabs.Content value="taxonomy">
        <TaxonomyTab />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Over which traces, and how far they are read. */
function Scope() {
  const { review, logs } = useWorkspace();
  const words = useReviewWords();
  const scope = useStore(review, (state) => state.scope);
  const hasLog = useStore(logs, (state) => logToChooseFrom(state) !== null);
  const { kept } = useJudgedFacts();
  const offered = REVIEW_SCOPES.filter((name) => name !== "log" || hasLog || scope === "log");
  return (
    <>
      <Choice
        label={words.scope}
        value={scope}
        options={offered.map((value) => ({ value, name: words.scopes[value] }))}
        onChange={(chosen: ReviewScope) => review.setState({ scope: chosen })}
      />
      {/* Here before its words are: what comes together with them is often not told. */}
      <p className="review-note" role="status">
        {kept?.reading ? words.reading(kept.done, kept.total) : ""}
        {kept && kept.unread > 0 ? words.unread(kept.unread) : ""}
      </p>
    </>
  );
}

/** How far the kept traces are read, for whoever shows that; the tab beside it has them read. */
function useJudgedFacts() {
  const { scope, kept } = useStore(useWorkspace().review);
  return { kept: scope === "open" ? null : kept };
}
