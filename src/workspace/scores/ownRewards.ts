import * as z from "zod/mini";
import { composeReward, parseRewardFile, printRewardFile, type Reward, type RewardFile } from "../../scoring";
import type { Workspace } from "../state";

/** A reward that a person keeps in this browser, and the text of its file, by which everybody else is told of it. */
export interface OwnReward {
  readonly reward: Reward;
  readonly file: string;
}

const SETTING = "rewards";
const MOST_KEPT = 50;
const LONGEST_FILE = 100_000;
const kept = z.array(z.string().check(z.maxLength(LONGEST_FILE))).check(z.maxLength(MOST_KEPT));

/** The rewards that this browser keeps, by the time they were kept. What an older page kept and no longer reads is left out. */
export const ownRewardsQuery = ({ edges }: Pick<Workspace, "edges">) => ({
  queryKey: ["own-rewards"],
  queryFn: async (): Promise<readonly OwnReward[]> => {
    const read = kept.safeParse(await edges.storage.setting(SETTING).catch(() => null));
    return (read.success ? read.data : []).flatMap((file) => {
      const parsed = parseRewardFile(file);
      return parsed.ok ? [{ reward: parsed.value, file }] : [];
    });
  },
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Keeps a reward in this browser; one of the same name gives way to it. Nothing is kept of what is no reward. */
export async function keepReward(workspace: Workspace, file: RewardFile): Promise<void> {
  const reward = composeReward(file);
  if (!reward.ok) return;
  const others = (await own(workspace)).filter(({ reward: { name } }) => name !== file.name);
  await write(workspace, [...others, { reward: reward.value, file: printRewardFile(file) }].slice(-MOST_KEPT));
}

export async function forgetReward(workspace: Workspace, called: string): Promise<void> {
  await write(
    workspace,
    (await own(workspace)).filter(({ reward: { name } }) => name !== called),
  );
}

const own = (workspace: Workspace): Promise<readonly OwnReward[]> =>
  workspace.queries.fetchQuery(ownRewardsQuery(workspace));

async function write(workspace: Workspace, rewards: readonly OwnReward[]): Promise<void> {
  workspace.queries.setQueryData(ownRewardsQuery(workspace).queryKey, rewards);
  const files = rewards.map(({ file }) => file);
  // A browser that keeps nothing has them until the page is left.
  await workspace.edges.storage.setSetting(SETTING, files).catch(() => {});
}
