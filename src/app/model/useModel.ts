import { useQuery } from "@tanstack/react-query";
import type { ModelCard } from "../../catalog";
import type { Dialect } from "../../dialect";
import { chosenCard, dialectOf } from "../../workspace/models";
import type { Failure, ReadyModel } from "../../workspace/ports";
import { failureIn, modelQuery } from "../../workspace/queries";
import { askedDialect, dialectToAsk, NATIVE } from "../../workspace/runs";
import { useTrace, useView, useWorkspace } from "../binding/useWorkspace";

export interface ModelState {
  readonly card: ModelCard;
  readonly ready: ReadyModel | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly state: "none" | "loading" | "ready" | "failed";
}

/** The chosen model as far as it is loaded. Watching it never loads it. */
export function useModel(): ModelState {
  const { edges, view } = useWorkspace();
  const card = useView(chosenCard);
  const settings = useView((state) => state.settings);
  const query = useQuery({ ...modelQuery(edges, view, card, settings), enabled: false });
  const loading = query.fetchStatus === "fetching";
  const failed = query.isError && !loading;
  const state = query.data ? "ready" : loading ? "loading" : failed ? "failed" : "none";
  return { card, ready: query.data ?? null, loading, failure: failed ? failureIn(query.error) : null, state };
}

/** The name of the chosen dialect, and the dialect itself once it is there. */
export function useChosenDialect(): { readonly name: string; readonly dialect: Dialect | null } {
  const workspace = useWorkspace();
  const trace = useTrace();
  const { dialects, prompts } = useView(({ dialects, prompts }) => ({ dialects, prompts }));
  const { ready, card } = useModel();
  const name = trace ? askedDialect({ dialects, card }, trace) : NATIVE;
  const { data } = useQuery({
    queryKey: ["dialect", name, prompts[name] ?? null, card.id, ready !== null],
    queryFn: () => dialectToAsk(workspace),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (name === NATIVE) return { name, dialect: ready?.dialect ?? dialectOf(card) };
  return { name, dialect: data ?? null };
}
