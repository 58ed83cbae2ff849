import { useStore } from "zustand";
import type { FilmChoice } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";

/** What the person chose for films, and the way to change a part of it. */
export function useChoice(): readonly [FilmChoice, (change: Partial<FilmChoice>) => void] {
  const { films } = useWorkspace();
  const choice = useStore(films, (state) => state.choice);
  return [
    choice,
    (change) =>
      films.setState(({ choice: before, filming }) => ({
        choice: { ...before, ...change },
        // What was said of the last one is not said of what is chosen now.
        filming: filming.kind === "recording" ? filming : { kind: "none" },
      })),
  ];
}
