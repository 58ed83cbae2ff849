import { QueryObserver } from "@tanstack/query-core";
import { beforeEach, describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { bitmapQuery } from "../queries";
import type { Workspace } from "../state";
import { workspaceWith } from "../testing";
import { report } from "./open";

const FULL = { code: "storage-full", message: "" };

let workspace: Workspace;
let bitmap: Workspace["edges"]["images"]["bitmap"];

beforeEach(() => {
  workspace = workspaceWith(
    { images: { bitmap: (id) => bitmap(id) } },
    { dialog: "problem", failure: { code: "old", message: "" } },
  );
});

describe("what became of an opening", () => {
  it("is told in the dialog that asked for it, where it failed", async () => {
    expect(await report(workspace, Promise.resolve(FULL))).toBe(false);
    expect(workspace.view.getState()).toMatchObject({ dialog: "problem", failure: FULL });
  });

  it("closes the dialog and puts away what failed before", async () => {
    expect(await report(workspace, Promise.resolve(null))).toBe(true);
    expect(workspace.view.getState()).toMatchObject({ dialog: null, failure: null });
  });

  it("leaves what was told on the way, as that nothing is kept", async () => {
    const opening = async (): Promise<null> => {
      await Promise.resolve();
      workspace.view.setState({ failure: FULL });
      return null;
    };
    expect(await report(workspace, opening())).toBe(true);
    expect(workspace.view.getState()).toMatchObject({ dialog: null, failure: FULL });
  });
});

it("looks again for a picture that was missing once a document is opened", async () => {
  let kept: ImageBitmap | null = null;
  let looks = 0;
  bitmap = async () => {
    looks += 1;
    return kept;
  };
  const stage = new QueryObserver(workspace.queries, bitmapQuery(workspace.edges, "1".repeat(64) as ImageId));
  const leave = stage.subscribe(() => {});
  const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  await rest();
  expect(stage.getCurrentResult().data).toBeNull();
  // A bitmap is only handed on here.
  kept = { width: 1, height: 1 } as ImageBitmap;
  await report(workspace, Promise.resolve(null));
  await rest();
  expect(stage.getCurrentResult().data).toBe(kept);
  await report(workspace, Promise.resolve(null));
  await rest();
  expect(looks).toBe(2);
  leave();
});
