import { describe, expect, it } from "vitest";
import { err, ok } from "../../base";
import { logOf } from "../../trace";
import { trunk } from "../../trace/testing";
import type { Edges, FilmForm, FilmFrames } from "../ports";
import { workspaceWith } from "../testing";
import { recordFilm, savePaper, saveSheet } from "./recordFilm";

const frames: FilmFrames = {
  size: { width: 2, height: 2 },
  framesPerSecond: 10,
  frameCount: 4,
  nameOf: String,
  paint: () => {},
};
const form: FilmForm = { container: "webm", codec: "vp9", codecString: "vp09.00.31.08", size: frames.size };

function filming(record: Edges["films"]["record"]) {
  const saved: string[] = [];
  const workspace = workspaceWith({
    films: { record },
    page: {
      saveFile: (_, name) => void saved.push(name),
      async saveZip(files, name) {
        let bytes = 0;
        for await (const file of files) bytes += file.bytes.length;
        saved.push(name);
        return ok({ bytes });
      },
    },
  });
  workspace.session.open(logOf({ ...trunk, title: "Which sign?" }), null, null);
  return { workspace, saved, told: () => workspace.films.getState().filming };
}

describe("to make a film", () => {
  it("tells how far it is, and hands the film over by the name of the trace", async () => {
    const parts: number[] = [];
    const { workspace, saved, told } = filming(async (_frames, _form, { onProgress }) => {
      onProgress(2);
      const now = workspace.films.getState().filming;
      if (now.kind === "recording") parts.push(now.part);
      return ok(new Blob(["film"]));
    });
    await recordFilm(workspace, frames, form);
    expect(parts).toEqual([0.5]);
    expect(saved).toEqual(["Which-sign.webm"]);
    expect(told()).toEqual({ kind: "saved", name: "Which-sign.webm", bytes: 4 });
  });

  it("keeps its name while another trace is opened, and tells of its end who went on", async () => {
    const { workspace, saved } = filming(async () => {
      workspace.session.open(logOf({ ...trunk, title: "Another" }), null, null);
      return ok(new Blob(["film"]));
    });
    await recordFilm(workspace, frames, form);
    expect(saved).toEqual(["Which-sign.webm"]);
    expect(workspace.view.getState().notice?.news).toEqual({ kind: "saved", name: "Which-sign.webm" });
  });

  it("tells who went on that it failed, and in its dialog nobody twice", async () => {
    const failure = { code: "film-failed", message: "" };
    const { workspace, told } = filming(async () => err(failure));
    workspace.view.setState({ dialog: "film" });
    await recordFilm(workspace, frames, form);
    expect([told(), workspace.view.getState().failure]).toEqual([{ kind: "failed", failure }, null]);
    workspace.view.setState({ dialog: null });
    await recordFilm(workspace, frames, form);
    expect(workspace.view.getState().failure).toEqual(failure);
  });

  it("ends when it is stopped, and hands over nothing", async () => {
    const { workspace, saved, told } = filming(
      (_frames, _form, { signal }) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    const made = recordFilm(workspace, frames, form);
    const now = told();
    if (now.kind === "recording") now.stop();
    await made;
    expect([told(), saved]).toEqual([{ kind: "stopped" }, []]);
  });

  it("says why there is none", async () => {
    const refused = filming(async () => err({ code: "encoder-failed", message: "" }));
    await recordFilm(refused.workspace, frames, form);
    expect(refused.told()).toMatchObject({ kind: "failed", failure: { code: "encoder-failed" } });
    const broken = filming(async () => Promise.reject(new Error("no")));
    await recordFilm(broken.workspace, frames, form);
    expect(broken.told()).toMatchObject({ kind: "failed", failure: { code: "film-failed", message: "Error: no" } });
  });

  it("makes one at a time", async () => {
    let begun = 0;
    const { workspace } = filming(async () => {
      begun++;
      return ok(new Blob());
    });
    await Promise.all([recordFilm(workspace, frames, form), recordFilm(workspace, frames, form)]);
    expect(begun).toBe(1);
  });
});

describe("to make a sheet or a paper", () => {
  const none = async () => err({ code: "encoder-failed", message: "" });

  it("hands over a picture, or says that there is none so large", async () => {
    const { workspace, saved, told } = filming(none);
    await saveSheet(workspace, async () => new Blob(["png"]));
    expect(saved).toEqual(["Which-sign.png"]);
    await saveSheet(workspace, async () => null);
    expect(told()).toMatchObject({ kind: "failed", failure: { code: "film-too-large" } });
  });

  it("hands over all files as a zip", async () => {
    const { workspace, saved, told } = filming(none);
    const file = (path: string) => async () => ({ path, bytes: new Uint8Array(3) });
    await savePaper(workspace, [file("trace.tex"), file("trace.md")]);
    expect(saved).toEqual(["Which-sign-paper.zip"]);
    expect(told()).toEqual({ kind: "saved", name: "Which-sign-paper.zip", bytes: 6 });
  });
});
