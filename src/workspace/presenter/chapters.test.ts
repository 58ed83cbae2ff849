import { beforeEach, describe, expect, it, vi } from "vitest";
import { err, must, ok } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type Chapter, logOf, type Trace } from "../../trace";
import { imageId, stepId, traceId, trunk } from "../../trace/testing";
import { runCommand } from "../commands";
import type { Workspace } from "../state";
import { NOT_GIVEN, workspaceWith } from "../testing";
import {
  addChapterHere,
  changeChapter,
  chaptersFrom,
  moveChapter,
  removeChapter,
  stepNumberOf,
  takeChaptersOf,
} from "./chapters";

const view = { image: imageId("1"), box: imageBox(1, 2, 30, 20) };
const home: Trace = { ...trunk, id: traceId("home"), title: "Home" };

const chapter = (id: string, given: Partial<Chapter> = {}): Chapter => ({
  id,
  elsewhere: null,
  step: stepId("zoom"),
  view: null,
  caption: "",
  question: "",
  notes: "",
  ...given,
});
const told = (trace: Trace, ...story: readonly Chapter[]): Trace =>
  must(
    applyEdit(trace, {
      kind: "batch",
      edits: story.map((of, index) => ({ kind: "add-chapter", chapter: of, index })),
    }),
  );

let workspace: Workspace;
let kept: Map<string, Trace>;
const story = (): readonly Chapter[] => workspace.session.store.getState().log?.trace.story ?? [];
const order = (): string =>
  story()
    .map(({ caption }) => caption)
    .join(" ");
const idAt = (index: number): string => story()[index]?.id ?? "";
const entries = (): number => workspace.session.store.getState().log?.cursor ?? 0;

beforeEach(() => {
  kept = new Map();
  workspace = workspaceWith({
    storage: {
      read: async (id) => {
        const found = kept.get(id);
        return found ? ok(found) : err({ ...NOT_GIVEN, code: "no-such-trace" });
      },
    },
  });
  workspace.session.open(logOf(home), null, null);
});

describe("the view in sight as a chapter", () => {
  it("is the step, and where the camera was moved to by hand", () => {
    workspace.session.goTo(stepId("saw"));
    addChapterHere(workspace);
    workspace.view.setState({ seen: view });
    addChapterHere(workspace);
    expect(story().map(({ step, view }) => [step, view])).toEqual([
      ["saw", null],
      ["saw", view],
    ]);
    expect(workspace.view.getState().notice?.news).toEqual({ kind: "chapter-added", index: 2 });
  });

  it("is what it was when the key was pressed, though the person has gone on before the code has come", async () => {
    workspace.session.goTo(stepId("zoom"));
    runCommand(workspace, "addChapter");
    workspace.session.goTo(stepId("saw"));
    await vi.waitFor(() => expect(story()).toHaveLength(1));
    expect(story()[0]?.step).toBe("zoom");
  });

  it("is taken back by undo", () => {
    addChapterHere(workspace);
    workspace.session.undo();
    expect(story()).toEqual([]);
    workspace.session.redo();
    expect(story()).toHaveLength(1);
  });

  it("leaves the step where it is, whatever the camera saw of a picture that is gone", () => {
    workspace.view.setState({ seen: { ...view, image: imageId("9") } });
    addChapterHere(workspace);
    expect(story()[0]?.view).toBeNull();
  });
});

describe("a story in the making", () => {
  beforeEach(() => {
    for (const caption of ["one", "two", "three"]) {
      addChapterHere(workspace);
      changeChapter(workspace, idAt(story().length - 1), { caption });
    }
  });

  it("is put in another order, no further than its ends, and by one edit each", () => {
    moveChapter(workspace, idAt(2), 0);
    expect(order()).toBe("three one two");
    moveChapter(workspace, idAt(0), 99);
    expect(order()).toBe("one two three");
    const before = entries();
    moveChapter(workspace, idAt(0), -5);
    moveChapter(workspace, "nobody", 1);
    expect([order(), entries()]).toEqual(["one two three", before]);
  });

  it("makes no edit where the same is said again, or of a chapter that is gone", () => {
    const before = entries();
    changeChapter(workspace, idAt(0), { caption: "one" });
    changeChapter(workspace, "nobody", { caption: "x" });
    expect(entries()).toBe(before);
    removeChapter(workspace, idAt(1));
    expect([order(), entries()]).toEqual(["one three", before + 1]);
  });

  it("tells where the step of a chapter is on its line, or that it is elsewhere", () => {
    const trace = told(home, chapter("a", { step: stepId("saw") }));
    expect(stepNumberOf(trace, chapter("a", { step: stepId("saw") }))).toBe(4);
    expect(stepNumberOf(trace, chapter("a", { elsewhere: { trace: traceId("x"), title: "" } }))).toBeNull();
  });
});

describe("chapters of another trace", () => {
  const other: Trace = { ...trunk, id: traceId("other"), title: "Other" };

  it("are taken in behind the own ones as names of steps there, and undone as one", async () => {
    kept.set("other", told(other, chapter("a", { caption: "there", view }), chapter("b", { step: stepId("answer") })));
    addChapterHere(workspace);
    expect(await takeChaptersOf(workspace, traceId("other"))).toEqual(ok(2));
    expect(story().map(({ elsewhere, step, caption }) => [elsewhere?.title, step, caption])).toEqual([
      [undefined, "ask", ""],
      ["Other", "zoom", "there"],
      ["Other", "answer", ""],
    ]);
    expect(story()[1]?.view).toEqual(view);
    workspace.session.undo();
    expect(story()).toHaveLength(1);
  });

  it("come home where they were of this trace all along, if their step is still there", () => {
    let next = 0;
    const back = chaptersFrom(
      told(
        other,
        chapter("a", { elsewhere: { trace: home.id, title: "Home" }, view: { ...view, image: imageId("9") } }),
        chapter("b", { elsewhere: { trace: home.id, title: "Home" }, step: stepId("nowhere") }),
        chapter("c", { elsewhere: { trace: traceId("third"), title: "Third" } }),
      ),
      home,
      () => `new${next++}`,
    );
    expect(back.map(({ elsewhere, view }) => [elsewhere?.title ?? null, view])).toEqual([
      [null, null],
      ["Third", null],
    ]);
    expect(new Set(back.map(({ id }) => id)).size).toBe(2);
  });

  it("are refused by name where there are none, or no such trace", async () => {
    kept.set("other", other);
    expect(await takeChaptersOf(workspace, traceId("other"))).toEqual(err("no-chapters"));
    expect(await takeChaptersOf(workspace, traceId("gone"))).toEqual(err("no-such-trace"));
    expect(entries()).toBe(0);
  });
});
