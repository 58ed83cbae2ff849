import { breatherEvery } from "../../base";
import { throwIfAborted } from "../contract/failure";
import type { TokenReport } from "../contract/model";
import { BREATH_MILLIS, type Continuation, type EndReason } from "./loop";

/** What one of several continuations did; they are numbered as they were given. */
export type JointAdvance =
  | { readonly index: number; readonly token: TokenReport }
  | { readonly index: number; readonly ended: EndReason | "stopped" };

/** What several continuations need of the network. A place is a number among those of the last `forward`. */
export interface JointPorts {
  /** Appends one token to the sequence at each of these places, drops all others, and gives the logits after each. */
  forward(places: readonly number[], tokenIds: readonly number[]): Promise<readonly Float32Array[]>;
  /** Told of a sequence that goes no further, before it is dropped. */
  leave(place: number, index: number): void;
  /** Whether nobody wants this one any more. */
  isStopped(index: number): boolean;
}

interface Open {
  readonly index: number;
  readonly row: Float32Array;
}

/**
 * Continuations of one prompt in step: each pass appends one token to all that are left.
 *
 * @param logits the row after the prompt's last token
 */
export async function* decodeTogether(
  logits: Float32Array,
  continuations: readonly Continuation[],
  ports: JointPorts,
  signal: AbortSignal,
): AsyncGenerator<JointAdvance, void> {
  let open: readonly Open[] = continuations.map((_, index) => ({ index, row: logits }));
  const breathe = breatherEvery(BREATH_MILLIS);
  while (open.length > 0) {
    await breathe();
    throwIfAborted(signal);
    const going: { readonly index: number; readonly place: number; readonly tokenId: number }[] = [];
    for (const [place, { index, row }] of open.entries()) {
      const step = ports.isStopped(index)
        ? ({ token: null, ended: "stopped" } as const)
        : continuations[index]!.next(row);
      if (step.token !== null) yield { index, token: step.token };
      if (step.ended === null) going.push({ index, place, tokenId: step.token.id });
      else {
        ports.leave(place, index);
        yield { index, ended: step.ended };
      }
    }
    if (going.length === 0) return;
    const places = going.map(({ place }) => place);
    const rows = await ports.forward(
      places,
      going.map(({ tokenId }) => tokenId),
    );
    open = going.map(({ index }, at) => ({ index, row: rows[at]! }));
  }
}
