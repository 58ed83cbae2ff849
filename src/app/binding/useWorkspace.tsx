import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";
import type { SessionState } from "../../session";
import { type DocumentState, type Language, languageOf, type ViewState, type Workspace } from "../../workspace";
import { type Words, wordsIn } from "../words";

const WorkspaceContext = createContext<Workspace | null>(null);

export const WorkspaceProvider = ({ workspace, children }: { workspace: Workspace; children: ReactNode }) => (
  <WorkspaceContext value={workspace}>{children}</WorkspaceContext>
);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("No workspace: wrap the tree in WorkspaceProvider");
  return workspace;
}

/** A part of the view, compared shallowly, so that a selector may make a fresh list. */
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useWorkspace().view, useShallow(select));

export const useSession = <T,>(select: (state: SessionState) => T): T => useStore(useWorkspace().session.store, select);

export const useDocument = <T,>(select: (state: DocumentState) => T): T =>
  useStore(useWorkspace().documents.store, select);

export const useLanguage = (): Language => useView(languageOf);

export const useWords = (): Words => wordsIn(useLanguage());
