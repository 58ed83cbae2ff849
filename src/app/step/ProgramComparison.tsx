import { useQuery } from "@tanstack/react-query";
import { useStore } from "zustand";
import type { ImageId } from "../../action";
import { agreementOf } from "../../opening";
import { parentOf, type Step, type Trace } from "../../trace";
import type { Edges } from "../../workspace";
import { isRunnable, loggedPictures } from "../../workspace/programs";
import { useLanguage, useTrace, useWorkspace } from "../binding/useWorkspace";
import { PROGRAM_WORDS, type ProgramWords, saidOf } from "../words/programs";
import { lookedAt, Pixels, percent, small } from "./Comparison";
import { isSameShape, likenessOf, pixelDifference } from "./pixelDifference";
import "./lens.css";

/** A picture that a program showed here, beside the one that its log has at the same place; and what was done otherwise. */
export default function ProgramComparison({ step, image }: { step: Step; image: ImageId }) {
  const { edges, programs } = useWorkspace();
  const words = PROGRAM_WORDS[useLanguage()];
  const trace = useTrace();
  const notes = useStore(programs, (state) => state.notes.get(step.id) ?? null);
  const logged = trace ? loggedBeside(trace, step) : null;
  const { data } = useQuery({
    queryKey: ["program-comparison", image, logged],
    queryFn: () => (trace && logged ? compare(edges, trace, logged, image) : null),
    enabled: logged !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      {data ? (
        <section className="comparison" aria-label={words.compare.title}>
          <div className="comparison-two">
            <Pixels image={data.kept} name={words.compare.kept} />
            <Pixels image={data.here} name={words.compare.here} />
          </div>
          <p className="lens-why" data-testid="program-likeness">
            <strong>{words.compare[data.likeness]}</strong>{" "}
            {words.compare.facts(percent(data.agreement), percent(data.difference))}
          </p>
        </section>
      ) : null}
      {notes ? <Notes notes={notes} words={words} /> : null}
    </>
  );
}

const Notes = ({ notes, words }: { notes: readonly string[]; words: ProgramWords }) => (
  <ul className="step-aside">
    {notes.map((code) => (
      <li key={code}>{saidOf(words.notes, code)}</li>
    ))}
  </ul>
);

/** The log's picture at the place that this one has among those of its program. */
function loggedBeside(trace: Trace, step: Step): ImageId | null {
  let place = 0;
  let at: Step | undefined = parentOf(trace, step);
  for (; at && at.body.kind === "observation" && at.author !== "import"; at = parentOf(trace, at)) place++;
  // Above the first of them stand what was read out of the program, and the program itself.
  while (at && at.body.kind === "action" && !isRunnable(at)) at = parentOf(trace, at);
  const body = at && isRunnable(at) ? loggedPictures(trace, at)[place]?.body : undefined;
  return body?.kind === "observation" ? body.image : null;
}

async function compare(edges: Edges, trace: Trace, kept: ImageId, here: ImageId) {
  const [first, second] = [trace.images.get(kept), trace.images.get(here)];
  if (!first || !second) return null;
  const [a, b] = await lookedAt(edges, [first, second]);
  if (!a || !b) return null;
  const agreement = agreementOf(first, second);
  const difference = pixelDifference(small(a), small(b));
  const likeness = likenessOf(agreement, difference, isSameShape(first, second));
  return { agreement, difference, likeness, kept: first, here: second };
}
