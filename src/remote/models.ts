import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import { parseJson, type RemoteFailure, remoteFailure, remoteFailureOf } from "./failure";
import { type Exchange, send } from "./http";

/** A model that a server offers. */
export interface ListedModel {
  readonly id: string;
  /** Tokens that it can take; 0 where the server does not say. */
  readonly contextLength: number;
}

const MOST_MODELS = 2000;

const count = z.int().check(z.nonnegative());
const listed = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(500)),
  max_model_len: z.nullish(count),
  meta: z.nullish(z.object({ n_ctx: z.nullish(count), n_ctx_train: z.nullish(count) })),
});
const list = z.object({ data: z.array(z.unknown()).check(z.maxLength(MOST_MODELS)) });

/** The models that a server says it has. An entry that makes no sense is passed over. */
export async function listModels(
  exchange: Exchange,
  signal: AbortSignal,
): Promise<Result<readonly ListedModel[], RemoteFailure>> {
  try {
    const response = await send(exchange, "/models", null, signal);
    return parseModels(await response.text());
  } catch (thrown) {
    return err(thrown instanceof TypeError ? remoteFailure("server-cut") : remoteFailureOf(thrown));
  }
}

function parseModels(body: string): Result<readonly ListedModel[], RemoteFailure> {
  const parsed = list.safeParse(parseJson(body));
  if (!parsed.success) return err(remoteFailure("server-not-json", body.slice(0, 200)));
  const models = parsed.data.data.flatMap((entry) => {
    const model = listed.safeParse(entry);
    return model.success ? [listedOf(model.data)] : [];
  });
  return ok(models);
}

const listedOf = ({ id, max_model_len, meta }: z.infer<typeof listed>): ListedModel => ({
  id,
  contextLength: max_model_len ?? meta?.n_ctx ?? meta?.n_ctx_train ?? 0,
});
