import { useQuery } from "@tanstack/react-query";
import type { Dialect } from "../../dialect";
import { chosenDialect, currentDialect, dialectOf, NATIVE } from "../../workspace";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { useModel } from "./useModel";

/** The name of the chosen dialect, and the dialect itself once it is there. */
export function useChosenDialect(): { readonly name: string; readonly dialect: Dialect | null } {
  const workspace = useWorkspace();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const { dialects, prompts } = useView(({ dialects, prompts }) => ({ dialects, prompts }));
  const { ready, card } = useModel();
  const name = trace ? chosenDialect({ dialects }, trace) : NATIVE;
  const { data } = useQuery({
    queryKey: ["dialect", name, prompts[name] ?? null, card.id, ready !== null],
    queryFn: () => currentDialect(workspace),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (name === NATIVE) return { name, dialect: ready?.dialect ?? dialectOf(card) };
  return { name, dialect: data ?? null };
}
