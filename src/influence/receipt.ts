import type { ImageId } from "../action";
import { turnsOf } from "../dialect";
import type { Sampling, Step, StepId, Trace } from "../trace";
import type { AnsweredLine } from "./look";
import type { InfluenceTools, ModelFile } from "./ports";

/** What made a figure, so that it can be made again and known to be stale. */
export interface Receipt {
  readonly model: string;
  /** Null where nobody tells, as of a model behind a server. */
  readonly files: readonly ModelFile[] | null;
  readonly dialect: string;
  readonly sampling: Sampling;
  readonly seeds: readonly number[];
  /** Hexadecimal SHA-256 of the line as the model is shown it: words, token ids and the pictures' names. */
  readonly prompt: string;
  /** Pictures are named by the hash of what they are. */
  readonly pictures: readonly ImageId[];
  /** The line's last step: with the trace it tells which line was asked about. */
  readonly leaf: StepId;
  readonly atMillis: number;
}

type Made = Pick<InfluenceTools, "model" | "modelFiles" | "dialect" | "clockAndIds">;

/** A receipt for what is asked of a line now. */
export async function receiptFor(
  { trace, steps }: AnsweredLine,
  { sampling, seeds }: Pick<Receipt, "sampling" | "seeds">,
  { model, modelFiles, dialect, clockAndIds }: Made,
): Promise<Receipt> {
  const leaf = steps.at(-1)?.id;
  if (leaf === undefined) throw new Error("A line that ends in an answer has steps");
  return {
    model: model.id,
    files: modelFiles,
    dialect: dialect.name,
    sampling,
    seeds,
    prompt: await promptHash(trace, steps, { model, dialect }),
    pictures: picturesOf(steps),
    leaf,
    atMillis: clockAndIds.nowMillis(),
  };
}

/** Of the line as the model is shown it. Another word, another picture or other tokens give another hash. */
async function promptHash(
  trace: Trace,
  steps: readonly Step[],
  { model, dialect }: Pick<Made, "model" | "dialect">,
): Promise<string> {
  const { turns } = turnsOf(dialect, steps, model.id, trace.images);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(turns)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const picturesOf = (steps: readonly Step[]): readonly ImageId[] => [
  ...new Set(
    steps.flatMap(({ body }) => {
      if (body.kind === "problem") return body.images;
      return body.kind === "observation" && body.image ? [body.image] : [];
    }),
  ),
];

/** What differs between how a figure was made and how it would be made now. */
export const STALE_BY = ["line", "model", "dialect"] as const;
export type StaleBy = (typeof STALE_BY)[number];

/** Why a receipt is no longer one for what is there now; empty where it still is. */
export function staleBy(kept: Receipt, now: Receipt): readonly StaleBy[] {
  const differs: Readonly<Record<StaleBy, boolean>> = {
    // The prompt names its pictures, and an answer that was put elsewhere ends another line.
    line: kept.prompt !== now.prompt && kept.dialect === now.dialect && kept.model === now.model,
    model: kept.model !== now.model || JSON.stringify(kept.files) !== JSON.stringify(now.files),
    dialect: kept.dialect !== now.dialect,
  };
  return STALE_BY.filter((reason) => differs[reason]);
}
