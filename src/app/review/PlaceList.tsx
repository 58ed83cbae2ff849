import type { CountedPlace } from "../../annotation";
import { goToPlace } from "../../workspace/review";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { gist } from "../words/names";
import { useReviewWords } from "./reviewWords";

const MOST_PLACES = 100;

/** The places that a row counts, each to be opened. */
export function PlaceList({ name, places }: { name: string; places: readonly CountedPlace[] }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const stepName = useStepName();
  const open = async ({ trace, step }: CountedPlace): Promise<void> => {
    const failure = await goToPlace(workspace, trace, step);
    if (failure) workspace.view.setState({ failure });
  };
  return (
    <>
      <ul className="review-places" aria-label={words.places(name)}>
        {places.slice(0, MOST_PLACES).map((place, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one place may be counted twice, and the list is fixed
          <li key={at}>
            <button type="button" className="review-open" onClick={() => void open(place)}>
              <span className="review-where">{place.trace.title}</span>
              <span className="review-said">{stepName(place)}</span>
            </button>
          </li>
        ))}
      </ul>
      {places.length > MOST_PLACES ? <p className="review-note">{words.firstOf(MOST_PLACES)}</p> : null}
    </>
  );
}

/** What a place is called: the words of its step where the trace is open, else nothing more than that it is a step. */
function useStepName(): (place: CountedPlace) => string {
  const words = useReviewWords();
  const common = useWords();
  const trace = useTrace();
  return ({ trace: { id }, step, place }) => {
    if (step === null) return words.whole;
    const known = trace?.id === id ? trace.steps.get(step) : undefined;
    const where = place === null ? "" : words.step(place);
    return known ? `${where} · ${gist(known, common).slice(0, 120)}` : where;
  };
}
