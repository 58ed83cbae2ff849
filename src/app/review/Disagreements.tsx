import type { Disagreement, RaterComparison } from "../../annotation";
import type { Rater } from "../../trace";
import { walkDisagreements } from "../../workspace/review";
import { useWorkspace } from "../binding/useWorkspace";
import { useRaterName, useReviewWords, useSaying } from "./reviewWords";

/** Beyond these nobody reads on; they are the worst. */
const MOST_LISTED = 200;

/** What two raters see otherwise, worst first; each opens its trace at the step. */
export function Disagreements(props: { raters: readonly [Rater, Rater]; comparison: RaterComparison }) {
  const { raters, comparison } = props;
  const { disagreements: list, steps, firstError } = comparison;
  const workspace = useWorkspace();
  const words = useReviewWords();
  const open = async (at: number): Promise<void> => {
    const failure = await walkDisagreements(workspace, raters, list, at);
    if (failure) workspace.view.setState({ failure });
  };
  if (list.length === 0) {
    const isShared = steps > 0 || (firstError?.lines ?? 0) > 0;
    return <p className="review-note">{isShared ? words.noDisagreement : words.nothingShared}</p>;
  }
  return (
    <>
      <h3 className="review-heading">{words.disagreements(list.length)}</h3>
      <p className="review-note">
        {words.disagreementsHelp} {list.length > MOST_LISTED ? words.firstOf(MOST_LISTED) : ""}
      </p>
      <ol className="review-list" aria-label={words.disagreements(list.length)}>
        {list.slice(0, MOST_LISTED).map((one, at) => (
          <li key={`${one.trace.id} ${one.step}`}>
            <button type="button" className="review-open" onClick={() => void open(at)}>
              <DisagreementRow raters={raters} one={one} />
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function DisagreementRow({ raters, one }: { raters: readonly [Rater, Rater]; one: Disagreement }) {
  const words = useReviewWords();
  const raterName = useRaterName();
  const saying = useSaying();
  return (
    <>
      <span className="review-where">
        {one.trace.title} · {words.step(one.place)}
      </span>
      {one.said.map((value, at) => (
        <span key={raters[at === 0 ? 0 : 1].id} className="review-said">
          {words.sayings(raterName(raters[at === 0 ? 0 : 1]), saying(value))}
        </span>
      ))}
    </>
  );
}
