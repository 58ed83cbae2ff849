import { describe, expect, it, vi } from "vitest";
import { logOf } from "../../trace";
import { forked, stepId } from "../../trace/testing";
import type { Workspace } from "../state";
import { workspaceWith } from "../testing";
import { releaseLaser, TALK_KEYS, type TalkKeyId, talkKeyFor } from "./keys";
import { startTalk } from "./talk";

function talking(at: string): Workspace {
  const workspace = workspaceWith();
  workspace.session.open(logOf(forked), null, null);
  workspace.session.goTo(stepId(at));
  startTalk(workspace);
  return workspace;
}

const press = (workspace: Workspace, key: string): void =>
  talkKeyFor({ key, ctrlKey: false, metaKey: false, altKey: false })?.run(workspace);
const step = ({ session }: Workspace) => session.store.getState().place.step;
const laser = ({ presenter }: Workspace) => presenter.getState().talk?.laser;

describe("the keys of a talk", () => {
  it("are given to one thing each", () => {
    const keys = TALK_KEYS.flatMap((key) => key.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each<[string, TalkKeyId]>([
    ["PageDown", "forward"],
    ["PageUp", "back"],
    [" ", "forward"],
    ["B", "black"],
    [".", "black"],
    ["Escape", "leave"],
  ])("take %s of a speaker's remote, or of a locked shift, for %s", (key, id) => {
    expect(talkKeyFor({ key, ctrlKey: false, metaKey: false, altKey: false })?.id).toBe(id);
  });

  it("leave alone what is pressed with Ctrl, Alt or ⌘, and keys that are none of theirs", () => {
    expect(talkKeyFor({ key: "s", ctrlKey: true, metaKey: false, altKey: false })).toBeNull();
    expect(talkKeyFor({ key: "Enter", ctrlKey: false, metaKey: true, altKey: false })).toBeNull();
    expect(talkKeyFor({ key: "1", ctrlKey: false, metaKey: false, altKey: false })).toBeNull();
  });

  it("turn to the branch beside and back", () => {
    const workspace = talking("c");
    press(workspace, "ArrowDown");
    expect(step(workspace)).toBe("e");
    press(workspace, "ArrowDown");
    expect(step(workspace)).toBe("e");
    press(workspace, "ArrowUp");
    expect(step(workspace)).toBe("c");
  });

  it("have the laser for as long as it is held, or from tap to tap", () => {
    const workspace = talking("c");
    press(workspace, "k");
    releaseLaser(workspace, 2000);
    expect(laser(workspace)).toBe(false);
    press(workspace, "k");
    releaseLaser(workspace, 80);
    expect(laser(workspace)).toBe(true);
    press(workspace, "k");
    releaseLaser(workspace, 80);
    expect(laser(workspace)).toBe(false);
  });
});

describe("the full screen", () => {
  const talkOver = (toggleFullScreen: () => Promise<void>, leaveFullScreen = () => {}): Workspace => {
    const workspace = workspaceWith({ page: { toggleFullScreen, leaveFullScreen } });
    workspace.session.open(logOf(forked), null, null);
    startTalk(workspace);
    return workspace;
  };
  const refusal = ({ presenter }: Workspace) => presenter.getState().talk?.refusal;

  it("is asked for by F, and left with the talk", async () => {
    const told: string[] = [];
    const workspace = talkOver(
      async () => void told.push("toggle"),
      () => void told.push("leave"),
    );
    press(workspace, "f");
    await new Promise((resolve) => setTimeout(resolve));
    press(workspace, "Escape");
    expect(told).toEqual(["toggle", "leave"]);
  });

  it("is refused in words where the browser has none", async () => {
    const workspace = talkOver(() => {
      throw new TypeError("requestFullscreen is not a function");
    });
    press(workspace, "f");
    await vi.waitFor(() => expect(refusal(workspace)).toBe("no-full-screen"));
  });
});
