import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { SaveStatus } from "../../workspace/ports";
import { type DocumentState, NO_DOCUMENT } from "../../workspace/state";
import { workspaceWith } from "../../workspace/testing";
import { WorkspaceProvider } from "../binding/useWorkspace";
import { en } from "../words/en";
import { SaveFailure, SaveState } from "./SaveState";

const FULL = en.save.failed(en.failures["storage-full"] ?? "");

function said(part: React.ReactNode, status: SaveStatus, document: Partial<DocumentState> = {}): string {
  const given = workspaceWith({ storage: { saveStatus: createStore(() => status) } }, { language: "en" });
  // What is rendered to a string is the first state of a store.
  const store = createStore<DocumentState>(() => ({ ...NO_DOCUMENT, ...document }));
  const workspace = { ...given, documents: { ...given.documents, store } };
  return renderToStaticMarkup(<WorkspaceProvider workspace={workspace}>{part}</WorkspaceProvider>).replace(
    /<[^>]*>/g,
    "",
  );
}

describe("where there is no room to say whether all is saved", () => {
  it("is still said that it is not", () => {
    expect(said(<SaveFailure />, { kind: "failed", code: "storage-full" })).toBe(FULL);
  });

  it("is said, too, of what could not be kept from the beginning", () => {
    const saved = { kind: "saved", atMillis: 1 } as const;
    expect(said(<SaveFailure />, saved, { unkept: "storage-full" })).toBe(FULL);
    expect(said(<SaveState />, saved, { unkept: "storage-full" })).toBe(en.save.notSaved);
  });

  it("is nothing said while it is", () => {
    expect(said(<SaveFailure />, { kind: "saved", atMillis: 1 })).toBe("");
    expect(said(<SaveState />, { kind: "saving" })).toBe(en.save.unsaved);
  });
});
