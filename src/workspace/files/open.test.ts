import { QueryObserver } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import type { ImageId } from "../../action";
import type { Desk } from "../state/workspace";
import type { Services } from "../ports/ports";
import { bitmapQuery, createQueries } from "../queries/queries";
import { FRESH_VIEW, type ViewState } from "../state";
import { report } from "./open";

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

it("looks again for a picture that was missing once a document is opened", async () => {
  let kept: ImageBitmap | null = null;
  let looks = 0;
  const services = {
    images: {
      bitmap: async () => {
        looks += 1;
        return kept;
      },
    },
  } as unknown as Services;
  const stage = new QueryObserver(desk.queries, bitmapQuery(services, "1".repeat(64) as ImageId));
  const leave = stage.subscribe(() => {});
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  await rest();
  expect(stage.getCurrentResult().data).toBeNull();
  // A bitmap is only handed on here.
  kept = { width: 1, height: 1 } as ImageBitmap;
  await report(desk, Promise.resolve(null));
  await rest();
  expect(stage.getCurrentResult().data).toBe(kept);
  await report(desk, Promise.resolve(null));
  await rest();
  expect(looks).toBe(2);
  leave();
});
