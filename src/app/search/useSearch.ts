import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { createFollower, type Driven, type FlawedSearch, treeSoFar } from "../../driver";
import { useLanguage, useTrace, useWorkspace } from "../binding/useWorkspace";
import { SEARCH_WORDS, type SearchWords } from "../words/search";

/** The words that come with searches. */
export const useSearchWords = (): SearchWords => SEARCH_WORDS[useLanguage()];

/** The search on show, as its trace has it now. */
export interface ShownSearch {
  /** Every search of the open trace, the oldest first. */
  readonly ids: readonly string[];
  readonly driven: Driven | null;
  /** The same with what the round that goes on has grown so far; its last nodes cannot be steered yet. */
  readonly soFar: Driven | null;
  /** Null where it can be followed, or there is none. */
  readonly flaw: FlawedSearch | null;
  /** It is being driven now. */
  readonly isDriving: boolean;
}

/** The search that a person chose to see, or the newest. */
export function useShownSearch(): ShownSearch {
  const { search } = useWorkspace();
  const searches = useTrace()?.searches;
  const { shown, driving } = useStore(search);
  // It remembers how far it has followed each search, so that an event more costs an event.
  const [follow] = useState(createFollower);
  const ids = useMemo(() => [...(searches?.keys() ?? [])], [searches]);
  const id = shown !== null && ids.includes(shown) ? shown : (ids.at(-1) ?? null);
  const found = useMemo(() => (searches && id !== null ? follow({ searches }, id) : null), [searches, id, follow]);
  const driven = found?.ok ? found.value : null;
  const soFar = useMemo(() => driven && { ...driven, state: { ...driven.state, tree: treeSoFar(driven) } }, [driven]);
  return {
    ids,
    driven,
    soFar,
    flaw: found && !found.ok ? found.error : null,
    isDriving: driving !== null && driving.id === id,
  };
}
