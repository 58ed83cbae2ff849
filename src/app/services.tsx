import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";
import type { SessionState } from "../session";
import type { Desk } from "../workspace/state/workspace";
import type { DocumentState } from "../workspace/documents";
import type { ViewState } from "../workspace/state";
import { type Language, languageFor, loadWords, type Words, wordsIn } from "./words";

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = ({ desk, children }: { desk: Desk; children: ReactNode }) => (
  <DeskContext value={desk}>{children}</DeskContext>
);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("No desk: wrap the tree in DeskProvider");
  return desk;
}

/** A part of the view, compared shallowly, so that a selector may make a fresh list. */
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useDesk().view, useShallow(select));

export const useSession = <T,>(select: (state: SessionState) => T): T =>
  useStore(useDesk().services.session.store, select);

export const useDocument = <T,>(select: (state: DocumentState) => T): T => useStore(useDesk().documents.store, select);

export const languageOf = (state: Pick<ViewState, "language">): Language =>
  state.language ?? languageFor(navigator.languages);

export const useLanguage = (): Language => useView(languageOf);

/** Shows the app in a language, once its words are there. */
export async function showIn(language: Language, view: Desk["view"]): Promise<void> {
  try {
    await loadWords(language);
    view.setState({ language });
  } catch {
    view.setState({
      failure: { code: "words-unreachable", message: "The words of this language could not be fetched." },
    });
  }
}

export const useWords = (): Words => wordsIn(useLanguage());
