import { useQuery } from "@tanstack/react-query";
import type { ModelCard } from "../../catalog";
import type { Failure, ReadyModel } from "../../workspace/ports/ports";
import { failureIn, modelQuery } from "../../workspace/queries/queries";
import { useDesk, useView } from "../services";
import { chosenCard } from "../../workspace/models/cards";

export interface ModelState {
  readonly card: ModelCard;
  readonly ready: ReadyModel | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
  readonly state: "none" | "loading" | "ready" | "failed";
}

/** The chosen model as far as it is loaded. Watching it never loads it. */
export function useModel(): ModelState {
  const { services, view } = useDesk();
  const card = useView(chosenCard);
  const backend = useView((state) => state.settings.backend);
  const query = useQuery({ ...modelQuery(services, view, card, backend), enabled: false });
  const loading = query.fetchStatus === "fetching";
  const failed = query.isError && !loading;
  const state = query.data ? "ready" : loading ? "loading" : failed ? "failed" : "none";
  return { card, ready: query.data ?? null, loading, failure: failed ? failureIn(query.error) : null, state };
}
