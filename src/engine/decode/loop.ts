import { breatherEvery } from "../../base";
import { throwIfAborted } from "../contract/failure";
import type { Sampling, TokenReport } from "../contract/model";
import { type Distribution, distributionOf, largestIds, logTotal } from "./distribution";
import { chooseToken } from "./sampler";

export type EndReason = "stop-token" | "length" | "context-full";

export interface StopRules {
  readonly stopTokenIds: ReadonlySet<number>;
  readonly maxTokens: number;
  /** Positions left in the context after the prompt. */
  readonly room: number;
}

export interface DecodeRequest extends StopRules {
  readonly sampling: Sampling;
  readonly alternatives: number;
  /** Ids of the prompt, images' placeholders included. */
  readonly promptIds: readonly number[];
  /** Never chosen: a picture's placeholder means nothing where no picture stands. */
  readonly bannedTokenId: number;
}

/** What the loop needs of the network and the tokeniser. */
export interface DecodePorts {
  /** Appends one token and gives the logits after it. */
  forward(tokenId: number): Promise<Float32Array>;
  /** Text that this token makes decodable, after those before it. */
  readNext(tokenId: number): string;
  textOf(tokenId: number): string;
}

/** What one step of a continuation brought. With a reason there is nothing to be computed after it. */
export type Advance =
  | { readonly token: TokenReport; readonly ended: EndReason | null }
  | { readonly token: null; readonly ended: EndReason };

/** One continuation in the making: it knows what was written, and chooses what comes next. */
export interface Continuation {
  /** @param told what the model holds of the next token, after all that was written so far */
  next(told: Distribution): Advance;
  readonly generatedTokens: number;
}

/** A stop token is not reported. */
export function createContinuation(request: DecodeRequest, ports: Omit<DecodePorts, "forward">): Continuation {
  const seen = new Set(request.promptIds);
  let generated = 0;
  return {
    get generatedTokens() {
      return generated;
    },
    next(told) {
      const before = reasonToEnd(generated, request);
      if (before !== null) return { token: null, ended: before };
      const id = chooseAllowed(told, request, seen, request.promptIds.length + generated);
      if (request.stopTokenIds.has(id)) return { token: null, ended: "stop-token" };
      seen.add(id);
      generated++;
      const token = report(told, id, ports.readNext(id), request.alternatives, ports);
      return { token, ended: reasonToEnd(generated, request) };
    },
  };
}

/** How long a thread that generates may hear nothing, of what it is told to stop above all. A large network's token takes longer. */
export const BREATH_MILLIS = 4;

/**
 * Yields one report a token and returns why it ended.
 * The last token is reported before it is forwarded, so a reader that leaves then has cost nothing more.
 *
 * @param logits the row after the prompt's last token
 */
export async function* decode(
  logits: Float32Array,
  request: DecodeRequest,
  ports: DecodePorts,
  signal: AbortSignal,
): AsyncGenerator<TokenReport, EndReason> {
  const continuation = createContinuation(request, ports);
  const breathe = breatherEvery(BREATH_MILLIS);
  let row = logits;
  for (;;) {
    await breathe();
    throwIfAborted(signal);
    const { token, ended } = continuation.next(distributionOf(row));
    if (token !== null) yield token;
    if (ended !== null) return ended;
    row = await ports.forward(token.id);
  }
}

/** Why generation ends before another token is asked for, or null where it goes on. */
function reasonToEnd(generated: number, { maxTokens, room }: StopRules): EndReason | null {
  if (generated >= maxTokens) return "length";
  return generated >= room ? "context-full" : null;
}

function chooseAllowed(
  told: Distribution,
  request: DecodeRequest,
  seen: ReadonlySet<number>,
  position: number,
): number {
  const id = chooseToken(told, request.sampling, seen, position);
  if (id !== request.bannedTokenId) return id;
  const masked = told.logits.slice();
  masked[id] = Number.NEGATIVE_INFINITY;
  return chooseToken(distributionOf(masked), request.sampling, seen, position);
}

/** What the model itself thought of `id`, and of its likeliest rivals. */
export function report(
  told: Distribution,
  id: number,
  text: string,
  alternatives: number,
  { textOf }: Pick<DecodePorts, "textOf">,
): TokenReport {
  const { logits } = told;
  const all = logTotal(told);
  const rivals = alternatives === 0 ? [] : largestIds(logits, alternatives + 1).filter((other) => other !== id);
  return {
    id,
    text,
    logProbability: logits[id]! - all,
    alternatives: rivals.slice(0, alternatives).map((rival) => ({
      id: rival,
      text: textOf(rival),
      logProbability: logits[rival]! - all,
    })),
  };
}
