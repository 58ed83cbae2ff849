import { createRng, err, ok, type Result } from "../base";
import { type ModelCard, type ServedModel, serverCard } from "../catalog";
import type { Dialect } from "../dialect";
import { encodePng } from "../raster";
import {
  createRemoteModel,
  type EncodedImage,
  type Exchange,
  FLAVOURS,
  flavourOf,
  type ImageSource,
  listModels,
  PATIENCE,
  parseBaseUrl,
  plainRequest,
  probe,
  RemoteError,
  type RemoteFailure,
  remoteFailure,
  systemClock,
} from "../remote";
import type { ReadyModel, ServerAddress, ServerPreset, ServerReport, ServerRequest } from "../workspace/ports";
import { encodedImage } from "./encodedImage";
import type { KeyRing } from "./keys";
import type { PixelSource } from "./runModel";

// Fetched when a person first asks for a server: most never do.

export interface ServerSurroundings {
  readonly source: PixelSource;
  readonly keys: KeyRing;
  readonly pageUrl: string;
}

/** A server's model as the app needs it. Nothing is asked of the server yet. */
export async function readyServerModel(
  card: ModelCard,
  { flavour: name, baseUrl, model }: ServedModel,
  dialect: Dialect,
  { source, keys, pageUrl }: ServerSurroundings,
): Promise<ReadyModel> {
  const flavour = flavourOf(name);
  const remote = createRemoteModel({
    ...exchangeOf(baseUrl, await keys.keyFor(baseUrl), pageUrl),
    id: card.id,
    model,
    flavour,
    images: (id, size) => encodedImage(id, source, size),
    rng: createRng(card.id),
    stop: dialect.traits?.stop ?? [],
  });
  return {
    card,
    dialect,
    run: { id: card.id, continue: remote.continue },
    files: null,
    facts: { backend: "server", threads: 0, contextLength: 0, bytes: 0, weights: [], fallbackReason: "" },
    server: { flavour: name, baseUrl, continues: flavour.continues, refusedFields: remote.refusedFields },
    see: async () => err({ code: "not-in-page", message: "The server does not show what its encoder is given." }),
    async render(turns, open) {
      try {
        return ok({ text: JSON.stringify(await remote.messages(turns, open), null, 2), pieces: [] });
      } catch (thrown) {
        if (thrown instanceof RemoteError) return err(thrown.failure);
        throw thrown;
      }
    },
    memory: async () => ({ kvBytes: 0, kvBudgetBytes: 0, visionBytes: 0, visionBudgetBytes: 0 }),
    forget: async () => {},
  };
}

export const presets = (): readonly ServerPreset[] =>
  FLAVOURS.map(({ id, name, baseUrl, continues, alternatives }) => ({
    flavour: id,
    name,
    baseUrl,
    continues,
    tellsProbabilities: alternatives !== null,
  }));

type Keys = Pick<ServerSurroundings, "keys" | "pageUrl">;

/** The names of the models that a server offers. */
export async function namesAt(
  address: ServerAddress,
  { keys, pageUrl }: Keys,
  signal: AbortSignal,
): Promise<Result<readonly string[], RemoteFailure>> {
  const exchange = await exchangeAt(address, keys, pageUrl);
  if (!exchange.ok) return exchange;
  const listed = await listModels(exchange.value, signal);
  return listed.ok ? ok(listed.value.map(({ id }) => id)) : listed;
}

export async function testModel(
  address: ServerAddress,
  model: string,
  { keys, pageUrl }: Keys,
  signal: AbortSignal,
): Promise<Result<ServerReport, RemoteFailure>> {
  const exchange = await exchangeAt(address, keys, pageUrl);
  if (!exchange.ok) return exchange;
  const flavour = flavourOf(address.flavour);
  const rng = createRng(model);
  return probe({ ...exchange.value, id: "probe", model, flavour, rng }, async () => ok(await redSquare()), signal);
}

/** The card of a server's model, its key put away where the person wants it. */
export async function chooseModel(
  { flavour, baseUrl: typed, key }: ServerAddress,
  model: string,
  keys: KeyRing,
  remember: boolean,
): Promise<Result<ModelCard, RemoteFailure>> {
  const baseUrl = parseBaseUrl(typed);
  if (!baseUrl.ok) return err(remoteFailure(baseUrl.error));
  if (key !== "") await keys.put(baseUrl.value, key, remember);
  return ok(serverCard({ flavour: flavourOf(flavour).id, baseUrl: baseUrl.value, model }));
}

/** A request's body to be sent by hand. */
export async function bodyByHand(
  { flavour, model, request }: ServerRequest,
  source: PixelSource,
): Promise<Result<Readonly<Record<string, unknown>>, RemoteFailure>> {
  const images: ImageSource = (id, size) => encodedImage(id, source, size);
  try {
    return ok(await plainRequest(request, { model, flavour: flavourOf(flavour), images }));
  } catch (thrown) {
    if (thrown instanceof RemoteError) return err(thrown.failure);
    throw thrown;
  }
}

async function exchangeAt(
  { baseUrl: typed, key }: ServerAddress,
  keys: KeyRing,
  pageUrl: string,
): Promise<Result<Exchange, RemoteFailure>> {
  const baseUrl = parseBaseUrl(typed);
  if (!baseUrl.ok) return err(remoteFailure(baseUrl.error));
  return ok(exchangeOf(baseUrl.value, key || (await keys.keyFor(baseUrl.value)), pageUrl));
}

const exchangeOf = (baseUrl: string, key: string, pageUrl: string): Exchange => ({
  address: { baseUrl, key },
  network: { fetch: (url, init) => fetch(url, init), clock: systemClock, pageUrl },
  patience: PATIENCE,
});

const SIDE = 64;

/** A picture for a first question: large enough for every model, and of one colour. */
async function redSquare(): Promise<EncodedImage> {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).map((_, at) => (at % 4 === 0 || at % 4 === 3 ? 255 : 0));
  return { mime: "image/png", bytes: await encodePng({ width: SIDE, height: SIDE, data }) };
}
