import { useMemo, useState } from "react";
import type { Step, Trace } from "../../trace";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { useBreakpointWords } from "./useBreakpoints";

/** As many as anybody reads through. */
const MOST_SHOWN = 50;
/** What stands around what was found, in characters. */
const AROUND = 24;

interface Found {
  readonly step: Step;
  /** Its place on its line, from 1. */
  readonly place: number;
  readonly words: string;
  /** It is only in a token that was likely and not chosen. */
  readonly isAlternative: boolean;
}

/** Every step of every branch that has words in it, or had a token with them among its likeliest. */
function find(trace: Trace, sought: string): readonly Found[] {
  const wanted = sought.toLowerCase();
  const places = new Map<Step["id"], number>();
  return [...trace.steps.values()].flatMap((step): readonly Found[] => {
    const place = (step.parent === null ? 0 : (places.get(step.parent) ?? 0)) + 1;
    places.set(step.id, place);
    if (step.removed) return [];
    const said = "text" in step.body ? `${step.raw} ${step.body.text}` : step.raw;
    const text = step.body.kind === "problem" ? step.body.question : said;
    const at = text.toLowerCase().indexOf(wanted);
    if (at >= 0) {
      const words = text.slice(Math.max(0, at - AROUND), at + wanted.length + AROUND).trim();
      return [{ step, place, words, isAlternative: false }];
    }
    const tokens = step.generation?.tokens ?? step.logged ?? [];
    const other = tokens
      .flatMap(({ alternatives }) => alternatives)
      .find((alternative) => alternative.text.toLowerCase().includes(wanted));
    return other ? [{ step, place, words: other.text, isAlternative: true }] : [];
  });
}

export function Finder() {
  const { session } = useWorkspace();
  const words = useBreakpointWords();
  const trace = useTrace();
  const [sought, setSought] = useState("");
  const found = useMemo(() => (trace && sought.trim() ? find(trace, sought.trim()) : null), [trace, sought]);
  return (
    <div className="breakpoints-finder">
      <label className="breakpoints-answer">
        {words.find}
        <input className="input" type="search" value={sought} onChange={({ target }) => setSought(target.value)} />
      </label>
      <p role="status" className="breakpoints-note">
        {found ? words.found(found.length) : ""}
      </p>
      <ul className="breakpoints-list">
        {found?.slice(0, MOST_SHOWN).map(({ step, place, words: said, isAlternative }) => (
          <li key={step.id}>
            <button type="button" className="link breakpoints-found" onClick={() => session.goTo(step.id)}>
              {words.foundStep(place, said)}
            </button>
            {isAlternative ? <span className="breakpoints-note"> {words.alternative}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
