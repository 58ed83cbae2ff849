import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Desk } from "../../workspace/state/workspace";
import { type DocumentState, NO_DOCUMENT } from "../../workspace/state/document";
import type { SaveStatus } from "../../workspace/ports/ports";
import { DeskProvider } from "../services";
import { FRESH_VIEW } from "../../workspace/state";
import { en } from "../words/en";
import { SaveFailure, SaveState } from "./SaveState";

const FULL = en.save.failed(en.failures["storage-full"] ?? "");

function said(part: React.ReactNode, status: SaveStatus, document: Partial<DocumentState> = {}): string {
  // What is shown of the saving asks for nothing else of the desk.
  const desk = {
    view: createStore(() => ({ ...FRESH_VIEW, language: "en" })),
    services: { shelf: { saveStatus: createStore(() => status) } },
    documents: { store: createStore(() => ({ ...NO_DOCUMENT, ...document })) },
  } as unknown as Desk;
  return renderToStaticMarkup(<DeskProvider desk={desk}>{part}</DeskProvider>).replace(/<[^>]*>/g, "");
}

describe("where there is no room to say whether all is saved", () => {
  it("is still said that it is not", () => {
    expect(said(<SaveFailure />, { kind: "failed", code: "storage-full" })).toBe(FULL);
  });

  it("is said, too, of what could not be kept from the beginning", () => {
    const saved = { kind: "saved", atMillis: 1 } as const;
    expect(said(<SaveFailure />, saved, { unkept: "storage-full" })).toBe(FULL);
    expect(said(<SaveState />, saved, { unkept: "storage-full" })).toBe(FULL);
  });

  it("is nothing said while it is", () => {
    expect(said(<SaveFailure />, { kind: "saved", atMillis: 1 })).toBe("");
    expect(said(<SaveState />, { kind: "saving" })).toBe(en.save.unsaved);
  });
});
