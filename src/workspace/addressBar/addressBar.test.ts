import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { err, ok } from "../../base";
import { LEVELS, SAMPLES } from "../../catalog";
import { NO_VIEW } from "../../sharing";
import { type Trace, traceIdFrom } from "../../trace";
import { stepId, trunk } from "../../trace/testing";
import { openFirst } from "../createWorkspace";
import type { DocumentName } from "../state";
import { openedTrace, workspaceWith } from "../testing";
import { type AddressBar, followOpenDocument } from "./follow";
import { parseWhereabouts, printWhereabouts } from "./fragment";

const first: Trace = { ...trunk, id: traceIdFrom("first") };
const second: Trace = { ...trunk, id: traceIdFrom("second") };

/** A workspace with two kept traces, followed by a history that a test walks. */
async function followed() {
  const workspace = workspaceWith({
    storage: {
      open: async (id) => {
        const found = [first, second].find((trace) => trace.id === id);
        return found ? ok(openedTrace(found)) : err({ code: "no-such-trace", message: "" });
      },
      keep: async (trace) => ok(openedTrace(trace)),
    },
  });
  await workspace.documents.openKept(first.id);
  const entries = [""];
  const whens: string[] = [];
  let at = 0;
  let listener: (fragment: string) => unknown = () => {};
  const links: string[] = [];
  const bar: AddressBar = {
    fragment: () => entries[at] ?? "",
    replace(fragment, when) {
      entries.splice(at, 1, fragment);
      whens.push(when);
    },
    push: (fragment) => void entries.splice(++at, entries.length, fragment),
    onChange: (told) => {
      listener = told;
    },
  };
  followOpenDocument(workspace, bar, async (fragment) => void links.push(fragment));
  return {
    workspace,
    entries,
    whens,
    links,
    go: async (delta: number) => {
      at += delta;
      await listener(bar.fragment());
      await settled();
    },
    write: async (fragment: string) => {
      bar.push(fragment);
      await listener(fragment);
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const openId = ({ session }: ReturnType<typeof workspaceWith>) => session.store.getState().log?.trace.id;

describe("the fragment of what is open", () => {
  const id = fc.string({ minLength: 1, maxLength: 100 });
  const document: fc.Arbitrary<DocumentName> = fc.oneof(
    id.map((text) => ({ kind: "trace" as const, id: traceIdFrom(text) })),
    fc.constantFrom(...SAMPLES).map((sample) => ({ kind: "sample" as const, id: sample.id })),
    fc.record({
      kind: fc.constant("gym" as const),
      family: fc.constantFrom("find", "count", "maze"),
      seed: fc.nat(9_999_999),
      level: fc.constantFrom(...LEVELS),
    }),
  );

  it("reads back as what was written", () => {
    fc.assert(
      fc.property(document, fc.option(id), fc.option(id), (name, step, through) => {
        const view = { ...NO_VIEW, step, through };
        expect(parseWhereabouts(printWhereabouts({ document: name, view }))).toEqual({ document: name, view });
      }),
    );
  });

  it("names nothing where somebody else wrote it", () => {
    const strangers = [
      "",
      "#",
      "#trace=s1.AAAA",
      "#kept=",
      `#kept=${"x".repeat(101)}`,
      "#gym=chess-1",
      "#sample=no",
      "#top",
    ];
    expect(strangers.map(parseWhereabouts)).toEqual(strangers.map(() => null));
  });
});

describe("the address bar", () => {
  it("keeps the document and the step, and grows no history while one walks", async () => {
    const { workspace, entries, whens } = await followed();
    workspace.session.goTo(stepId("look"));
    await settled();
    workspace.session.goTo(stepId("zoom"));
    await settled();
    expect(entries).toEqual(["#kept=first&step=zoom&through=answer"]);
    expect(whens).toEqual(["soon", "soon", "soon"]);
  });

  it("gives a problem that was changed its own name at once: a reload may come before a walk would be written", async () => {
    const { workspace, entries, whens } = await followed();
    const { documents, session } = workspace;
    await documents.openGym({ family: "find", seed: 7, difficulty: 2 });
    await settled();
    whens.splice(0);
    const { log, place } = session.store.getState();
    session.remark("star", place.step ?? stepId("none"), { starred: true });
    await vi.waitFor(() => expect(documents.store.getState().keptAs).toBe(log?.trace.id));
    expect(whens).toEqual(["now"]);
    expect(entries.at(-1)).toMatch(new RegExp(`^#kept=${log?.trace.id}(&|$)`));
  });

  it("goes back and forward between documents, each where it was left", async () => {
    const { workspace, entries, go } = await followed();
    workspace.session.goTo(stepId("look"));
    await settled();
    await workspace.documents.openKept(second.id);
    await settled();
    expect(entries.map((entry) => entry.slice(0, 12))).toEqual(["#kept=first&", "#kept=second"]);
    await go(-1);
    expect([openId(workspace), workspace.session.store.getState().place.step]).toEqual(["first", "look"]);
    await go(1);
    expect(openId(workspace)).toBe("second");
    expect(entries).toHaveLength(2);
  });

  it("says so of a trace that is not kept here, and names what is open again", async () => {
    const { workspace, entries, write } = await followed();
    await write("#kept=gone");
    expect(workspace.view.getState().failure?.code).toBe("no-such-trace");
    expect([openId(workspace), entries.at(-1)?.startsWith("#kept=first")]).toEqual(["first", true]);
  });

  it("leaves a link that carries a trace to those who open links", async () => {
    const { links, write } = await followed();
    await write("#trace=s1.AAAA");
    expect(links).toEqual(["#trace=s1.AAAA"]);
  });

  it("opens what it names before what was open last", async () => {
    const asked: string[] = [];
    const workspace = workspaceWith({
      storage: {
        open: async (id) => {
          asked.push(id);
          return id === second.id ? ok(openedTrace(second)) : err({ code: "no-such-trace", message: "" });
        },
        setting: async () => ({ kind: "trace", id: second.id }),
      },
    });
    const here = (fragment: string) => openFirst(workspace, { src: null, sample: null, link: "", here: fragment });
    await here("#kept=second&step=look");
    expect([asked, workspace.session.store.getState().place.step]).toEqual([["second"], "look"]);
    await here("#kept=gone");
    expect([openId(workspace), workspace.view.getState().failure?.code]).toEqual(["second", "no-such-trace"]);
  });
});
