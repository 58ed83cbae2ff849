import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LookCard } from "../../../src/influence";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "../../headless/rig";
import { toolsOf } from "../tools";
import { lookCards } from "./look";

const asRun = ({ figures }: LookCard): number => figures.find(({ arm }) => arm === "as-run")?.probability?.mean ?? 0;

describe("two looks of one line", () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await createRig(GYM_MODEL_FOLDER);
  });
  afterAll(() => rig.engine.dispose());

  // The answers of the one are a closed set, those of the others are whatever number the picture gives.
  it.each(["find", "measure", "chart"] as const)(
    "are ranked on %s, where the line as it was run is likely",
    async (family) => {
      const cards = await lookCards({ family, seed: 5001, difficulty: 2 }, rig, toolsOf(rig));
      if (typeof cards === "string") throw new Error(cards);
      expect(asRun(cards.needless)).toBeGreaterThan(0.9);
      expect(asRun(cards.needed)).toBeGreaterThan(0.9);
      expect(cards.needed.reliability ?? 0).toBeGreaterThan(cards.needless.reliability ?? 0);
    },
  );
});
