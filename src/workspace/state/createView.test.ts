import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createView, type View } from ".";

let kept: Map<string, unknown>;
let isFull: boolean;

/** A tab: all of them share what the browser keeps. */
const tab = (): Promise<View> =>
  createView({
    setting: async (key: string) => structuredClone(kept.get(key)),
    setSetting: async (key: string, value: unknown) => {
      if (isFull) throw new Error("storage-full");
      kept.set(key, structuredClone(value));
    },
  });

const moment = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const afterAWhile = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  isFull = false;
});

afterEach(() => {
  vi.useRealTimers();
});

describe("what the browser remembers of the view", () => {
  it("is of every tab what was changed there, and nothing else", async () => {
    const [first, second] = [await tab(), await tab()];
    first.setState({ hubNames: ["a/b"], prompts: { grit: "Look." } });
    await afterAWhile();
    second.setState({ treeOpen: false });
    await afterAWhile();
    first.setState({ loop: true });
    await afterAWhile();
    expect((await tab()).getState()).toMatchObject({
      hubNames: ["a/b"],
      prompts: { grit: "Look." },
      treeOpen: false,
      loop: true,
    });
  });

  it("is written at once, and what follows closely with a later writing", async () => {
    const view = await tab();
    view.setState({ speed: 2 });
    await moment();
    expect(kept.get("view")).toMatchObject({ speed: 2 });
    view.setState({ speed: 4 });
    await moment();
    expect(kept.get("view")).toMatchObject({ speed: 2 });
    await afterAWhile();
    expect(kept.get("view")).toMatchObject({ speed: 4 });
  });

  it("does not wait where the page is about to go", async () => {
    const view = await tab();
    view.setState({ speed: 2 });
    view.setState({ loop: true });
    void view.flush();
    await moment();
    expect(kept.get("view")).toMatchObject({ speed: 2, loop: true });
  });

  it("is written with the next change where it could not be before", async () => {
    const view = await tab();
    isFull = true;
    view.setState({ theme: "dark" });
    await afterAWhile();
    isFull = false;
    view.setState({ loop: true });
    await afterAWhile();
    expect((await tab()).getState()).toMatchObject({ theme: "dark", loop: true });
  });
});
