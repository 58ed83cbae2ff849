/** Below this a pass is so short that threads wait for each other longer than they compute. */
const SMALL_BYTES = 64 * 2 ** 20;
/** More gain nothing on small networks, and starve the page. */
const MOST_FOR_SMALL = 4;
/** Beyond this the weights come no faster out of memory. */
const MOST = 8;

/**
 * CPU threads for a network. A large one takes seconds a picture, in which the page has little to do, so it gets all of two
 * cores and three quarters of more; half of all logical cores are often the second half of the same ones.
 */
export function threadsFor(weightBytes: number, { cores, isolated }: { cores: number; isolated: boolean }): number {
  // Threads share memory, which only a page that is isolated from others may do.
  if (!isolated) return 1;
  if (weightBytes < SMALL_BYTES) return Math.max(1, Math.min(MOST_FOR_SMALL, Math.floor(cores / 2)));
  return Math.max(1, Math.min(MOST, cores <= 2 ? cores : Math.floor(cores * 0.75)));
}
