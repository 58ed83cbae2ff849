import { describe, expect, it } from "vitest";
import { ok } from "../../src/base";
import { GYM_MODEL, gymProblem } from "../../src/catalog";
import { lineTo } from "../../src/trace";
import { imagesOf } from "../../src/wiring/images";
import { changeProgram, runModules } from "../../src/workspace/interpreting";
import { modelThat, workspaceWith } from "../../src/workspace/testing";
import { createRig, GYM_MODEL_FOLDER } from "./rig";

describe("VQA by the built-in model itself", () => {
  it("answers what a drawn problem asks", async () => {
    const rig = await createRig(GYM_MODEL_FOLDER);
    const loaded = { ...modelThat(GYM_MODEL, rig.model.continue), run: rig.model, dialect: rig.dialect };
    const page = workspaceWith({
      images: imagesOf(rig.executor, async () => ({ ok: false, error: "no-tool" })),
      models: { load: async () => ok(loaded) },
    });
    const name = { family: "find", seed: 12, difficulty: 2 } as const;
    const { question, truth } = await gymProblem(name);
    expect(await page.documents.openGym(name)).toBeNull();
    changeProgram(page, `ANSWER0=VQA(image=IMAGE,question='${question}')\nFINAL_RESULT=RESULT(var=ANSWER0)\n`);
    await runModules(page);
    expect(page.interpreting.getState().refusal).toBeNull();
    const { log, place } = page.session.store.getState();
    const last = log && lineTo(log.trace, place.step).at(-1);
    expect(last?.body).toEqual({ kind: "answer", text: truth.toLowerCase() });
  });
});
