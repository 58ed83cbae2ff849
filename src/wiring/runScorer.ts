import { isOrientation, type Size, storedSize } from "../geometry";
import type { RunScorer } from "../logs";
import type { ChosenReward } from "../opening";

/** A reward for the runs of a list; null where there is none of that name, or its file makes none. */
export async function openScorer({ name, file }: ChosenReward): Promise<RunScorer | null> {
  // Rewards are of no use before one is chosen.
  const scoring = await import("../scoring");
  const opened = scoring.composedOrNamed(name, file ?? undefined);
  if (!opened.ok) return null;
  const reward = opened.value;
  return {
    inGroups: reward.scores === "group",
    sizeOf: reward.needs.includes("boxes") ? uprightSizeOf : null,
    score: (runs) => scoring.scoreRuns(reward, runs),
    statistics(groups) {
      const several = groups.filter(({ length }) => length > 1);
      const { groups: count, shareUniform } = scoring.batchStatistics(several);
      const { rollouts, mean, spread, least, most } = scoring.groupStatistics(groups.flat());
      return { scored: rollouts, mean, spread, least, most, groups: count, shareUniform };
    },
  };
}

/** Null where the file is no picture, or none that anything here reads. */
async function uprightSizeOf(picture: Blob): Promise<Size | null> {
  const { readImageHeader } = await import("../raster");
  const header = readImageHeader(new Uint8Array(await picture.arrayBuffer()));
  if (!header.ok) return null;
  const { width, height, orientation } = header.value;
  return isOrientation(orientation) ? storedSize({ width, height }, orientation) : { width, height };
}
