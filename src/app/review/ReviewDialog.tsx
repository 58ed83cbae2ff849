import { Tabs } from "radix-ui";
import { useStore } from "zustand";
import { logToChooseFrom, REVIEW_SCOPES, REVIEW_TABS, type ReviewScope } from "../../workspace/state";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Choice, Dialog } from "../controls";
import { RatersTab } from "./RatersTab";
import { useReviewWords } from "./reviewWords";
import { StatisticsTab } from "./StatisticsTab";
import { TaxonomyTab } from "./TaxonomyTab";
import { type Judged, useJudged, useKept } from "./useJudged";
import "./review.css";

/** What was judged: compared, counted, and what its failures are called. */
export function ReviewDialog() {
  const words = useReviewWords();
  return (
    <Dialog name="review" title={words.title} about={words.about} widest steady>
      <ReviewTabs />
    </Dialog>
  );
}

function ReviewTabs() {
  const { review, view } = useWorkspace();
  const words = useReviewWords();
  const tab = useStore(review, (state) => state.tab);
  const judged = useJudged();
  useKept(true);
  const counted = { scope: <Scope {...judged} />, judged: judged.byScope[judged.scope] };
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
        <RatersTab {...counted} />
      </Tabs.Content>
      <Tabs.Content value="statistics">
        <StatisticsTab {...counted} />
      </Tabs.Content>
      <Tabs.Content value="taxonomy">
        <TaxonomyTab />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** Over which traces, how many of each are judged, and how far they are read. */
function Scope({ scope, byScope, kept }: Judged) {
  const { review, logs } = useWorkspace();
  const words = useReviewWords();
  const common = useWords();
  const title = useTrace()?.title || common.bar.problem;
  const log = useStore(logs, (state) => logToChooseFrom(state)?.name ?? null);
  const offered = REVIEW_SCOPES.filter((name) => name !== "log" || log !== null || scope === "log");
  const isRead = kept !== null && !kept.reading;
  const nameOf = (name: ReviewScope): string =>
    isRead || name === "open" ? words.scopeOf(words.scopes[name], byScope[name].length) : words.scopes[name];
  return (
    <>
      <Choice
        label={words.scope}
        value={scope}
        options={offered.map((value) => ({ value, name: nameOf(value) }))}
        onChange={(chosen: ReviewScope) => review.setState({ scope: chosen })}
      />
      <p className="review-note">{words.counted[scope](scope === "log" ? (log ?? "") : title)}</p>
      {/* Here before its words are: what comes together with them is often not told. */}
      <p className="review-note" role="status">
        {kept?.reading ? words.reading(kept.done, kept.total) : ""}
        {kept && kept.unread > 0 ? words.unread(kept.unread) : ""}
      </p>
    </>
  );
}
