import { useQuery } from "@tanstack/react-query";
import { type OwnReward, ownRewardsQuery } from "../../workspace/scores";
import { useWorkspace } from "./useWorkspace";

const NONE: readonly OwnReward[] = [];

/** The rewards that a person keeps in this browser; none until they are read. */
export function useOwnRewards(): readonly OwnReward[] {
  const { data = NONE } = useQuery(ownRewardsQuery(useWorkspace()));
  return data;
}
