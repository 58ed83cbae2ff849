import { useState } from "react";
import type { Reference, Reward, Score } from "../../scoring";
import { failureIn } from "../../workspace/queries";
import { scoreByAsking } from "../../workspace/search";
import { useLine, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useSearchWords } from "../search/useSearch";
import { failureWords } from "../words";
import { ScoreDetails } from "./ScoreDetails";

/** A reward that asks a judge of its own: the chosen model is asked when a person wants it, and its score is shown. */
export function AskForScore({ reward, reference }: { reward: Reward; reference: Reference }) {
  const workspace = useWorkspace();
  const common = useWords();
  const words = useSearchWords();
  const trace = useTrace();
  const { line } = useLine();
  const [told, setTold] = useState<{ readonly score: Score | null; readonly refusal: string | null } | null>(null);
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching);
  const ask = async (): Promise<void> => {
    if (!trace) return;
    try {
      const scored = await scoreByAsking(workspace, reward, line, { images: trace.images, reference });
      setTold(scored.ok ? { score: scored.value, refusal: null } : { score: null, refusal: scored.error });
    } catch (thrown) {
      setTold({ score: null, refusal: failureWords(common, failureIn(thrown).code) });
    }
  };
  return (
    <>
      <ScoreDetails reward={reward} score={told?.score ?? null} refusal={told ? told.refusal : "missing-judge"} />
      <Button tone="model" disabled={isBusy} onClick={() => void ask()}>
        {isBusy ? words.busy : words.scores.askModel}
      </Button>
    </>
  );
}
