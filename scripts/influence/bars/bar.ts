import type { GymName } from "../../../src/catalog";
import type { InfluenceTools } from "../../../src/influence";
import type { Rig } from "../../headless/rig";

/** How one problem came out. `skipped`: it makes no case, as where the model recovers from what was planted. */
export interface BarResult {
  readonly outcome: "held" | "missed" | "skipped";
  /** What was seen, or why it makes no case, for a person who looks into it. */
  readonly seen: string;
  /** Figures that are averaged over the problems, as shares of cost. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** Holds a method against one problem whose truth is known. */
export type BarCheck = (name: GymName, rig: Rig, tools: InfluenceTools) => Promise<BarResult>;

export const skipped = (seen: string): BarResult => ({ outcome: "skipped", seen });
export const heldIf = (held: boolean, seen: string): BarResult => ({ outcome: held ? "held" : "missed", seen });
