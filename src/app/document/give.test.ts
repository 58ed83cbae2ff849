import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { Desk } from "../desk";
import { createQueries } from "../queries";
import { FRESH_VIEW, type ViewState } from "../view";
import { report } from "./give";

const FULL = { code: "storage-full", message: "" };

let desk: Desk;

beforeEach(() => {
  const view = createStore<ViewState>(() => ({
    ...FRESH_VIEW,
    dialog: "problem",
    failure: { code: "old", message: "" },
  }));
  // Telling what became of an opening touches no other part of the desk.
  desk = { view, queries: createQueries() } as unknown as Desk;
});

describe("what became of an opening", () => {
  it("is told in the dialog that asked for it, where it failed", async () => {
    expect(await report(desk, Promise.resolve(FULL))).toBe(false);
    expect(desk.view.getState()).toMatchObject({ dialog: "problem", failure: FULL });
  });

  it("closes the dialog and puts away what failed before", async () => {
    expect(await report(desk, Promise.resolve(null))).toBe(true);
    expect(desk.view.getState()).toMatchObject({ dialog: null, failure: null });
  });

  it("leaves what was told on the way, as that nothing is kept", async () => {
    const opening = async (): Promise<null> => {
      await Promise.resolve();
      desk.view.setState({ failure: FULL });
      return null;
    };
    expect(await report(desk, opening())).toBe(true);
    expect(desk.view.getState()).toMatchObject({ dialog: null, failure: FULL });
  });
});
