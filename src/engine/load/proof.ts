import type { ModelFiles } from "../files/modelFiles";
import { isSettings } from "../files/settings";
import type { Runtime } from "../ort/runtime";

// On the CPU the same files and the same runtime compute the same the next time: what a model has proved there need not be
// proved at every visit, where it takes about as long as all the rest of loading. A graphics card and its driver may be
// other ones by then, and are tested each time.

/** Raised with every change of what the self-test asks, or of the code that it tests. */
const PROOF_VERSION = 6;
const ABOUT = "self-test";

/** What the self-test found of a model that passed. */
export interface Proof {
  /** Whether it computes several sequences together as it computes each alone. */
  readonly batches: boolean;
}

/** What these files proved on the CPU at an earlier visit; null where they have to prove themselves. */
export async function earlierProof(files: ModelFiles, runtime: Runtime, threads: number): Promise<Proof | null> {
  const found = await files.recall(ABOUT);
  if (!isSettings(found) || found.by !== provedBy(runtime, threads)) return null;
  return typeof found.batches === "boolean" ? { batches: found.batches } : null;
}

export const keepProof = (files: ModelFiles, runtime: Runtime, threads: number, { batches }: Proof): Promise<void> =>
  files.remember(ABOUT, { by: provedBy(runtime, threads), batches });

/** All that the numbers depend on besides the files. */
const provedBy = ({ env }: Runtime, threads: number): string =>
  `${PROOF_VERSION}/${env.versions.web ?? env.versions.common}/${threads}`;
