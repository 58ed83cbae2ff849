import { describe, expect, it } from "vitest";
import { err, ok } from "../../base";
import { imageBox } from "../../geometry";
import { NO_VIEW, printLink } from "../../sharing";
import { logOf, type Trace } from "../../trace";
import { addImage, addJudgement, addStep, built, imageId, source, stepId, trunk } from "../../trace/testing";
import { openedTrace, workspaceWith } from "../testing";
import { openLink } from "./openLink";
import { prepareShare, type SharePlan } from "./prepare";

const PACK = Uint8Array.of(1, 2, 3, 4);
const hashOf = (...given: Parameters<typeof printLink>): string => new URL(printLink(...given)).hash;

/** A workspace whose storage reads any pack as that trace, and keeps what it is told under its run. */
function workspaceReading(trace: Trace) {
  const kept = new Map<string, Trace>();
  const workspace = workspaceWith({
    storage: {
      unpack: async () => ok({ trace, missing: [] }),
      keep: async (of, run) => {
        kept.set(run ?? "", of);
        return ok(openedTrace(of));
      },
      traceOfRun: async (run) => kept.get(run)?.id ?? null,
      open: async (id) => {
        const found = [...kept.values()].find((each) => each.id === id);
        return found ? ok(openedTrace(found)) : err({ code: "no-such-trace", message: "" });
      },
    },
  });
  return { workspace, kept };
}

describe("opening a link", () => {
  it("shows the trace at the step, on the branch, at the place and in the look that it names", async () => {
    const { workspace } = workspaceReading(trunk);
    const region = imageBox(1, 2, 30, 20);
    const view = { step: "look", through: "answer", region, language: null, theme: "dark" } as const;
    await openLink(workspace, hashOf("https://x.test/", PACK, view), null);
    const { place, log } = workspace.session.store.getState();
    expect([place.step, place.preferred.get(stepId("look"))]).toEqual(["look", "zoom"]);
    expect(log?.trace.title).toBe(trunk.title);
    const { theme, cameraRequest, failure } = workspace.view.getState();
    expect([theme, cameraRequest, failure]).toEqual(["dark", { kind: "sight", box: region, key: 1 }, null]);
  });

  it("opens the same link again as the document that it was made into", async () => {
    const { workspace, kept } = workspaceReading(trunk);
    const link = hashOf("https://x.test/", PACK, NO_VIEW);
    await openLink(workspace, link, null);
    const first = workspace.session.store.getState().log?.trace.id;
    await openLink(workspace, link, null);
    expect([workspace.session.store.getState().log?.trace.id, kept.size]).toEqual([first, 1]);
    await openLink(workspace, hashOf("https://x.test/", Uint8Array.of(9), NO_VIEW), null);
    expect(kept.size).toBe(2);
  });

  it("passes over a step that the trace does not have", async () => {
    const { workspace } = workspaceReading(trunk);
    await openLink(
      workspace,
      hashOf("https://x.test/", PACK, { ...NO_VIEW, step: "nowhere", region: imageBox(0, 0, 9, 9) }),
      null,
    );
    expect(workspace.view.getState().cameraRequest).toBeNull();
  });

  it("says that a link is cut, or of a later way of writing, and leaves what is open", async () => {
    const { workspace } = workspaceReading(trunk);
    for (const [link, code] of [
      ["#trace=s1.", "link-cut"],
      ["#trace=s9.AAAA", "newer-link"],
    ] as const) {
      await openLink(workspace, link, null);
      expect([workspace.view.getState().failure?.code, workspace.session.store.getState().log]).toEqual([code, null]);
    }
    const cut = workspaceWith({ storage: { unpack: async () => err({ code: "not-a-zip", message: "" }) } });
    await openLink(cut, hashOf("https://x.test/", PACK), null);
    expect(cut.view.getState().failure?.code).toBe("link-cut");
  });
});

const secret = built(
  addImage(source("1")),
  addStep("p", null, { kind: "problem", question: "Write to ada@example.org?", images: [imageId("1")] }),
  addJudgement("j", "p", { note: "in /home/ada/runs/1.json" }),
);

describe("preparing what is handed on", () => {
  const plan: SharePlan = { withheld: new Set(["emails", "paths"]), own: [], boxes: new Map() };

  it("packs the trace without what is withheld, and tells what was read back", async () => {
    let packed: Trace | null = null;
    const workspace = workspaceWith({
      storage: {
        pack: async (trace) => {
          packed = trace;
          return ok(new Blob([PACK]));
        },
        unpack: async () =>
          packed ? ok({ trace: packed, missing: [imageId("1")] }) : err({ code: "damaged", message: "" }),
      },
    });
    workspace.session.open(logOf(secret), null, openedTrace(secret).journal);
    const prepared = await prepareShare(workspace, plan);
    if (!prepared.ok) throw new Error(prepared.error.code);
    expect([...prepared.value.pack]).toEqual([...PACK]);
    expect(prepared.value.missing).toBe(1);
    expect(JSON.stringify([...prepared.value.trace.steps.values()])).not.toContain("ada@");
  });

  it("hands nothing on where something that was to go is read back", async () => {
    const careless = { pack: async () => ok(new Blob([PACK])), unpack: async () => ok({ trace: secret, missing: [] }) };
    const workspace = workspaceWith({ storage: careless });
    workspace.session.open(logOf(secret), null, openedTrace(secret).journal);
    expect(await prepareShare(workspace, plan)).toMatchObject({ ok: false, error: { code: "withheld-left" } });
    const pictures: SharePlan = { withheld: new Set(["pictures"]), own: [], boxes: new Map() };
    expect(await prepareShare(workspace, pictures)).toMatchObject({ ok: false, error: { code: "withheld-left" } });
  });
});
