import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import { logOf } from "../../trace";
import { stepId, trunk } from "../../trace/testing";
import { parseShortcut } from "../commands";
import type { Workspace } from "../state";
import { workspaceWith } from "../testing";
import { AIM_KEYS, aimed, firstAim, pressAimKey } from "./aim";
import { talkKeyFor } from "./keys";
import { changeTalk, goForward, leaveTalk, startTalk, toggleGuessing } from "./talk";

const size = { width: 400, height: 200 };
const KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] as const;

describe("the box of a guess by key", () => {
  it("begins in the middle, and is moved and sized by a 40th of the longer side", () => {
    const first = firstAim(size);
    expect(first).toEqual(imageBox(150, 75, 100, 50));
    expect(aimed(first, "ArrowLeft", size, false)).toEqual(imageBox(140, 75, 100, 50));
    expect(aimed(first, "ArrowDown", size, false)).toEqual(imageBox(150, 85, 100, 50));
    expect(aimed(first, "ArrowRight", size, true)).toEqual(imageBox(150, 75, 110, 50));
    expect(aimed(first, "ArrowUp", size, true)).toEqual(imageBox(150, 75, 100, 40));
  });

  it("keeps an inside and stays in the picture, whatever is pressed, and a side only changes by its own keys", () => {
    const press = fc.record({ key: fc.constantFrom(...KEYS), sized: fc.boolean() });
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, fc.array(press, { maxLength: 80 }), (width, height, presses) => {
        let box = firstAim({ width, height });
        for (const { key, sized } of presses) {
          const next = aimed(box, key, { width, height }, sized);
          if (!sized) expect([next.width, next.height]).toEqual([box.width, box.height]);
          else expect([next.left, next.top]).toEqual([box.left, box.top]);
          expect(Math.min(next.width, next.height)).toBeGreaterThan(0);
          expect(Math.min(next.left, next.top)).toBeGreaterThanOrEqual(0);
          expect(next.left + next.width).toBeLessThanOrEqual(width + 1e-9);
          expect(next.top + next.height).toBeLessThanOrEqual(height + 1e-9);
          box = next;
        }
      }),
    );
  });
});

describe("the keys of a guess", () => {
  const asked = (): Workspace => {
    const workspace = workspaceWith();
    workspace.session.open(logOf(trunk), null, null);
    workspace.session.goTo(stepId("zoom"));
    startTalk(workspace);
    toggleGuessing(workspace);
    return workspace;
  };
  const press = (workspace: Workspace, key: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}): boolean =>
    pressAimKey(workspace, { key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held }, size);
  const guessing = ({ presenter }: Workspace) => presenter.getState().talk?.guessing;

  it("put a box down, move it, size it and give it", () => {
    const workspace = asked();
    expect(press(workspace, "ArrowRight")).toBe(true);
    expect(guessing(workspace)?.aim).toEqual(firstAim(size));
    press(workspace, "ArrowRight");
    press(workspace, "ArrowDown", { shiftKey: true });
    expect(guessing(workspace)).toMatchObject({ aim: imageBox(160, 75, 100, 60), guesses: [] });
    expect(press(workspace, "Enter")).toBe(true);
    expect(guessing(workspace)).toMatchObject({ aim: null, guesses: [imageBox(160, 75, 100, 60)] });
    // Without a box Enter goes on, as it does in all of a talk.
    expect(press(workspace, "Enter")).toBe(false);
  });

  it("are all in the list of the help: each of them changes the guess that is being made", async () => {
    for (const shown of AIM_KEYS.flatMap(({ keys }) => keys)) {
      const workspace = asked();
      press(workspace, "ArrowRight");
      const before = guessing(workspace);
      const { key, shift: shiftKey } = parseShortcut(shown);
      if (!press(workspace, key, { shiftKey }))
        await talkKeyFor({ key, ctrlKey: false, metaKey: false, altKey: false })?.run(workspace);
      expect([shown, guessing(workspace)]).not.toEqual([shown, before]);
    }
  });

  it("leave the box by Escape before the question, and without it what was given", async () => {
    const workspace = asked();
    press(workspace, "ArrowUp");
    press(workspace, "Enter");
    press(workspace, "ArrowUp");
    await leaveTalk(workspace);
    expect(guessing(workspace)).toMatchObject({ aim: null, guesses: [firstAim(size)] });
    await leaveTalk(workspace);
    expect(guessing(workspace)).toBeNull();
  });

  it("are the talk's own once the place is shown, on a dark screen, and with Ctrl", async () => {
    const workspace = asked();
    expect(press(workspace, "ArrowRight", { ctrlKey: true })).toBe(false);
    changeTalk(workspace, () => ({ black: true }));
    expect(press(workspace, "ArrowRight")).toBe(false);
    changeTalk(workspace, () => ({ black: false }));
    press(workspace, "ArrowRight");
    await goForward(workspace);
    expect(guessing(workspace)).toMatchObject({ aim: null, isRevealed: true, guesses: [] });
    expect(press(workspace, "ArrowRight")).toBe(false);
  });
});
