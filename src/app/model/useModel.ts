import { useQuery } from "@tanstack/react-query";
import type { ModelCard } from "../../catalog";
import { chosenCard, type Failure, failureIn, modelQuery, type ReadyModel } from "../../workspace";
import { useView, useWorkspace } from "../binding/useWorkspace";

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
