import { type UseQueryResult, useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Trace } from "../../trace";
import { keptQuery } from "../../workspace/queries";
import type { FilmSubject } from "../../workspace/state";
import { useLine, useTrace, useWorkspace } from "../binding/useWorkspace";
import { scenesOf } from "./shots";
import { type StoryScenes, scenesOfStory, tracesToldOf } from "./story";
import { useChoice } from "./useChoice";

/** What is told; `isPending` while traces that the story tells of are read. */
interface Told extends StoryScenes {
  readonly isPending: boolean;
}

/** The ends of what was chosen, counted from 1, within a line of `length` steps. */
export function rangeOf(
  choice: { from: number | null; to: number | null },
  length: number,
): { from: number; to: number } {
  const from = Math.min(choice.from ?? 1, Math.max(length, 1));
  return { from, to: Math.max(from, Math.min(choice.to ?? length, length)) };
}

/** What is told of the open trace: its line, unless a person chose the story and there is one. */
export function useSubject(): FilmSubject {
  const [{ subject }] = useChoice();
  const hasStory = (useTrace()?.story.length ?? 0) > 0;
  return hasStory ? subject : "line";
}

/** The chosen steps of the line in sight, or the story, as scenes. */
export function useScenes(): Told {
  const { edges } = useWorkspace();
  const [choice] = useChoice();
  const subject = useSubject();
  const trace = useTrace();
  const { line } = useLine();
  const { from, to } = rangeOf(choice, line.length);
  const ids = useMemo(() => (trace && subject === "story" ? tracesToldOf(trace) : []), [trace, subject]);
  const read = useQueries({ queries: ids.map((id) => keptQuery(edges, id)), combine: tracesOf });
  return useMemo(() => {
    const isPending = read.some((other) => other === undefined);
    if (!trace) return { scenes: [], missing: 0, isPending };
    if (subject === "line") return { scenes: scenesOf(trace, line, from, to), missing: 0, isPending };
    const others = new Map(read.flatMap((other) => (other ? [[other.id, other] as const] : [])));
    return { ...scenesOfStory(trace, others), isPending };
  }, [trace, subject, line, from, to, read]);
}

const tracesOf = (results: readonly UseQueryResult<Trace | null>[]): readonly (Trace | null | undefined)[] =>
  results.map(({ data }) => data);
