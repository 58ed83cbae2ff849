import { breatherEvery } from "../../base";
import { throwIfAborted } from "../contract/failure";
import type { TokenReport } from "../contract/model";
import { type Distribution, distributionOf } from "./distribution";
import { BREATH_MILLIS, type Continuation, type EndReason } from "./loop";

/** What one of several continuations did; they are numbered as they were given. */
export type JointAdvance =
  | { readonly index: number; readonly token: TokenReport }
  | { readonly index: number; readonly ended: EndReason | "stopped" };

/** What several continuations need of the network. A place is a number among those of the last `forward`. */
export interface JointPorts {
  /**
   * Appends one token to the sequence at each of these places, drops all others, and gives the logits after each. A place
   * that is named twice is parted into two sequences.
   */
  forward(places: readonly number[], tokenIds: readonly number[]): Promise<readonly Float32Array[]>;
  /** Told of a sequence that goes no further, before it is dropped. */
  leave(place: number, index: number): void;
  /** Whether nobody wants this one any more. */
  isStopped(index: number): boolean;
}

/** Continuations that have written the same so far, the sequence that they are, and what comes after it. */
interface Shared {
  readonly members: readonly number[];
  readonly place: number;
  readonly told: Distribution;
}

/** Members of one sequence that append the same token. */
interface Fork {
  readonly members: number[];
  readonly place: number;
  readonly tokenId: number;
}

/**
 * Continuations of one prompt in step: each pass appends one token to all that are left. Those that have written the same
 * so far are one sequence, computed once, until they part.
 *
 * @param logits the row after the prompt's last token
 */
export async function* decodeTogether(
  logits: Float32Array,
  continuations: readonly Continuation[],
  ports: JointPorts,
  signal: AbortSignal,
): AsyncGenerator<JointAdvance, void> {
  let open: readonly Shared[] = [{ members: [...continuations.keys()], place: 0, told: distributionOf(logits) }];
  const breathe = breatherEvery(BREATH_MILLIS);
  while (open.length > 0) {
    await breathe();
    throwIfAborted(signal);
    const forks: Fork[] = [];
    for (const { members, place, told } of open) {
      const own: Fork[] = [];
      for (const index of members) {
        const step = ports.isStopped(index)
          ? ({ token: null, ended: "stopped" } as const)
          : continuations[index]!.next(told);
        if (step.token !== null) yield { index, token: step.token };
        if (step.ended === null) join(own, { members: [index], place, tokenId: step.token.id });
        else {
          ports.leave(place, index);
          yield { index, ended: step.ended };
        }
      }
      forks.push(...own);
    }
    if (forks.length === 0) return;
    const rows = await ports.forward(
      forks.map(({ place }) => place),
      forks.map(({ tokenId }) => tokenId),
    );
    open = forks.map(({ members }, place) => ({ members, place, told: distributionOf(rows[place]!) }));
  }
}

function join(forks: Fork[], fork: Fork): void {
  const same = forks.find(({ tokenId }) => tokenId === fork.tokenId);
  if (same === undefined) forks.push(fork);
  else same.members.push(...fork.members);
}
