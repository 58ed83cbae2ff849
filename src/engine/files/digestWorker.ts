// Looks kept files through in a thread of its own, while the engine's opens networks and does nothing else.
import { digestOfParts } from "./checksum";
import { openBeside } from "./inPlace";

export interface DigestAsked {
  readonly handle: FileSystemFileHandle;
}

/** Answers come in the order of the questions; null where a file cannot be read. The first tells that it listens. */
export type DigestAnswer = "ready" | { readonly digest: string | null };

/** How many parts are in memory at once: the network that is opened meanwhile wants what there is. */
const AT_ONCE = 1;

const post = (answer: DigestAnswer): void => globalThis.postMessage(answer);

let lastJob: Promise<void> = Promise.resolve();
globalThis.addEventListener("message", ({ data }: MessageEvent<DigestAsked>) => {
  lastJob = lastJob.then(async () => post({ digest: await digestIn(data.handle).catch(() => null) }));
});
post("ready");

async function digestIn(handle: FileSystemFileHandle): Promise<string> {
  const file = await openBeside(handle);
  try {
    return await digestOfParts(file, AT_ONCE);
  } finally {
    file.close();
  }
}
