import { beforeEach, describe, expect, it } from "vitest";
import { err, must, ok } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type Chapter, logOf, type Trace } from "../../trace";
import { forked, imageId, stepId, traceId, trunk } from "../../trace/testing";
import type { Talk, Workspace } from "../state";
import { NOT_GIVEN, openedTrace, workspaceWith } from "../testing";
import {
  changeTalk,
  endTalk,
  goBack,
  goForward,
  goToEnd,
  isAtEnd,
  leaveTalk,
  reveal,
  startTalk,
  tellStory,
  toggleGuessing,
} from "./talk";

const chapter = (id: string, step: string, given: Partial<Chapter> = {}): Chapter => ({
  id,
  elsewhere: null,
  step: stepId(step),
  view: null,
  caption: "",
  question: "",
  notes: "",
  ...given,
});

const withStory = (trace: Trace, ...story: readonly Chapter[]): Trace =>
  story.reduce((told, of, index) => must(applyEdit(told, { kind: "add-chapter", chapter: of, index })), trace);

const home = { ...forked, id: traceId("home") };
const other = { ...trunk, id: traceId("other") };
let kept: Map<string, Trace>;

/** A workspace with a trace open, and those of `kept` in storage. */
function workspaceOn(trace: Trace, at: string): Workspace {
  kept.set(trace.id, trace);
  const workspace = workspaceWith({
    storage: {
      open: async (id) => {
        const found = kept.get(id);
        return found ? ok(openedTrace(found)) : err({ ...NOT_GIVEN, code: "no-such-trace" });
      },
    },
  });
  workspace.session.open(logOf(trace), null, null);
  workspace.session.goTo(stepId(at));
  return workspace;
}

const talkOf = ({ presenter }: Workspace): Talk => {
  const { talk } = presenter.getState();
  if (!talk) throw new Error("Nothing is presented");
  return talk;
};
/** The trace and the step on show. */
const shown = ({ session }: Workspace): string => {
  const { log, place } = session.store.getState();
  return `${log?.trace.id} ${place.step}`;
};

beforeEach(() => {
  kept = new Map([[other.id, other]]);
});

describe("a line before an audience", () => {
  it("is walked there and back, to both ends, and no further", async () => {
    const workspace = workspaceOn(home, "a");
    startTalk(workspace);
    await goForward(workspace);
    expect(shown(workspace)).toBe("home d");
    await goToEnd(workspace, "last");
    expect([shown(workspace), isAtEnd(workspace)]).toEqual(["home e", true]);
    await goForward(workspace);
    expect(shown(workspace)).toBe("home e");
    await goToEnd(workspace, "first");
    await goBack(workspace);
    expect([shown(workspace), isAtEnd(workspace)]).toEqual(["home p", false]);
  });

  it("takes the panels' half-done things away", () => {
    const workspace = workspaceOn(home, "a");
    workspace.view.setState({ playing: true, dialog: "keys", tool: "box", eye: true });
    startTalk(workspace);
    expect(workspace.view.getState()).toMatchObject({ playing: false, dialog: null, tool: "select", eye: false });
  });

  it("comes back from a dark screen where it was", async () => {
    const workspace = workspaceOn(home, "a");
    startTalk(workspace);
    changeTalk(workspace, () => ({ black: true }));
    await goForward(workspace);
    expect([shown(workspace), talkOf(workspace).black]).toEqual(["home a", false]);
  });

  it("leaves the innermost thing first", async () => {
    const workspace = workspaceOn(other, "zoom");
    startTalk(workspace);
    toggleGuessing(workspace);
    changeTalk(workspace, () => ({ black: true, help: true }));
    await leaveTalk(workspace);
    expect(talkOf(workspace)).toMatchObject({ help: false, black: true });
    await leaveTalk(workspace);
    expect(talkOf(workspace)).toMatchObject({ black: false });
    await leaveTalk(workspace);
    expect(talkOf(workspace).guessing).toBeNull();
    await leaveTalk(workspace);
    expect(workspace.presenter.getState().talk).toBeNull();
  });
});

describe("a guess", () => {
  it("is asked of the next step that has a place, which is gone to; then revealed, then gone on from", async () => {
    const workspace = workspaceOn(other, "ask");
    workspace.session.goTo(stepId("answer"));
    workspace.session.goTo(stepId("ask"));
    startTalk(workspace);
    toggleGuessing(workspace);
    expect(shown(workspace)).toBe("other zoom");
    expect(talkOf(workspace).guessing).toEqual({
      step: "zoom",
      question: "",
      guesses: [],
      aim: null,
      isRevealed: false,
    });
    await goForward(workspace);
    expect([shown(workspace), talkOf(workspace).guessing?.isRevealed]).toEqual(["other zoom", true]);
    await goForward(workspace);
    expect([shown(workspace), talkOf(workspace).guessing]).toEqual(["other saw", null]);
  });

  it("is refused where no step ahead has a place, and taken back by asking again", () => {
    const workspace = workspaceOn(other, "answer");
    startTalk(workspace);
    toggleGuessing(workspace);
    expect(talkOf(workspace).guessing).toBeNull();
    expect(talkOf(workspace).refusal).toBe("no-place-ahead");
    workspace.session.goTo(stepId("zoom"));
    toggleGuessing(workspace);
    toggleGuessing(workspace);
    expect(talkOf(workspace).guessing).toBeNull();
  });
});

describe("a story", () => {
  const elsewhere = { trace: other.id, title: "Another run" };

  it("is told across branches and traces, and ends in the trace that holds it", async () => {
    const story = withStory(home, chapter("1", "c"), chapter("2", "e"), chapter("3", "saw", { elsewhere }));
    const workspace = workspaceOn(story, "p");
    await tellStory(workspace);
    const seen = [shown(workspace)];
    for (let i = 0; i < 3; i++) {
      await goForward(workspace);
      seen.push(shown(workspace));
    }
    expect(seen).toEqual(["home c", "home e", "other saw", "other saw"]);
    expect(isAtEnd(workspace)).toBe(true);
    await goBack(workspace);
    expect(shown(workspace)).toBe("home e");
    await goToEnd(workspace, "last");
    await endTalk(workspace);
    expect(workspace.session.store.getState().log?.trace.id).toBe("home");
  });

  it("begins at the chapter that is asked for, and not at all without chapters", async () => {
    const workspace = workspaceOn(withStory(home, chapter("1", "c"), chapter("2", "e")), "p");
    await tellStory(workspace, "2");
    expect(shown(workspace)).toBe("home e");
    const empty = workspaceOn(home, "p");
    await tellStory(empty);
    expect(empty.presenter.getState().talk).toBeNull();
  });

  it("tells that a chapter is missing, and goes on behind it", async () => {
    const gone = { trace: traceId("gone"), title: "Gone" };
    const story = withStory(
      home,
      chapter("1", "c"),
      chapter("2", "x", { elsewhere: gone, question: "Where?" }),
      chapter("3", "nowhere", { elsewhere }),
      chapter("4", "e"),
    );
    const workspace = workspaceOn(story, "p");
    await tellStory(workspace);
    const missing: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      await goForward(workspace);
      missing.push(talkOf(workspace).telling?.isMissing);
    }
    expect(missing).toEqual([true, true, false]);
    expect(shown(workspace)).toBe("home e");
  });

  it("asks its question before the step is shown", async () => {
    const workspace = workspaceOn(
      withStory(other, chapter("1", "look"), chapter("2", "zoom", { question: "Where?" })),
      "ask",
    );
    await tellStory(workspace);
    expect(talkOf(workspace).guessing).toBeNull();
    await goForward(workspace);
    expect(talkOf(workspace).guessing).toMatchObject({ step: "zoom", question: "Where?", isRevealed: false });
    reveal(workspace);
    expect(talkOf(workspace).guessing?.isRevealed).toBe(true);
    await goBack(workspace);
    expect([shown(workspace), talkOf(workspace).guessing]).toEqual(["other look", null]);
  });

  it("shows a crop itself where that is what the chapter looks at, and in its place elsewhere", async () => {
    const box = imageBox(0, 0, 9, 9);
    const story = withStory(
      other,
      chapter("1", "saw", { view: { image: imageId("3"), box } }),
      chapter("2", "saw", { view: { image: imageId("1"), box } }),
    );
    const workspace = workspaceOn(story, "ask");
    await tellStory(workspace);
    expect(workspace.view.getState().cropItself).toBe(true);
    await goForward(workspace);
    expect(workspace.view.getState().cropItself).toBe(false);
  });
});
