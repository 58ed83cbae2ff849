import { type DataTag, type FetchQueryOptions, QueryClient, type QueryKey } from "@tanstack/query-core";
import type { ImageId } from "../../action";
import type { Hint } from "../../annotation";
import { type GymName, gymProblem, type ModelCard, printGymName } from "../../catalog";
import type { Turn } from "../../dialect";
import type { ImageBox, Size } from "../../geometry";
import { boundedLevel, boxOfTile, type PictureTile } from "../../pixels";
import type { StepId, Trace, TraceId } from "../../trace";
import { judgeOf } from "../documents";
import type {
  Edges,
  EncoderView,
  Failure,
  KeptModel,
  LoadChoice,
  LoadPlan,
  ReadyModel,
  RenderedPrompt,
} from "../ports";
import type { View } from "../state";

// Everything that is fetched or loaded, by name. Nothing here depends on the network being there: what does says so
// itself, and "offline" must not keep a bundled model from loading.

/** What tells of a line what its machine checks notice. */
export interface Checks {
  hintsOf(trace: Trace, leaf: StepId): readonly Hint[];
}

/** A failure on its way through a query. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

export const failureIn = (error: unknown): Failure =>
  error instanceof FailureError
    ? error.failure
    : { code: "unknown", message: error instanceof Error ? error.message : String(error) };

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { networkMode: "always", retry: false, refetchOnWindowFocus: false, structuralSharing: false },
    },
  });

/** A query whose key knows what its data are, for those who look into the cache by it. */
interface Query<T> extends FetchQueryOptions<T> {
  readonly queryKey: DataTag<QueryKey, T>;
  readonly queryFn: (context: { readonly signal: AbortSignal; readonly client: QueryClient }) => Promise<T>;
  readonly enabled?: boolean;
}

const queryOf = <T>(query: Omit<Query<T>, "queryKey"> & { readonly queryKey: QueryKey }): Query<T> =>
  // The tag is a type and nothing else; this is the one place that gives it.
  query as Query<T>;

const FOREVER = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };

/** Settings hold more than a choice, and what else they say must not load a model again. */
const choiceOf = ({ backend, dtype, mirror }: LoadChoice): LoadChoice => ({ backend, dtype, mirror });
const keyOf = ({ backend, dtype, mirror }: LoadChoice): readonly string[] => [backend, dtype, mirror];

/** The model of a card, loaded when it is first asked for. Its progress goes to the view. */
export const modelQuery = (edges: Edges, view: View, card: ModelCard, choice: LoadChoice) =>
  queryOf<ReadyModel>({
    queryKey: ["model", card.id, ...keyOf(choice)],
    queryFn: async ({ signal }) => {
      const onProgress = (progress: NonNullable<ReturnType<View["getState"]>["progress"]>) =>
        view.setState({ progress });
      const loaded = await edges.models.load(card, { ...choiceOf(choice), signal, onProgress });
      view.setState({ progress: null });
      if (!loaded.ok) throw new FailureError(loaded.error);
      return loaded.value;
    },
    ...FOREVER,
  });

/** The checks behind hints. They are fetched once the page stands: a first look does without them. */
export const checksQuery = () =>
  queryOf<Checks>({
    queryKey: ["checks"],
    async queryFn() {
      const { hintsOf } = await import("./checks");
      return { hintsOf };
    },
    ...FOREVER,
  });

/** What is drawn is kept while it may be drawn again. */
const DRAWN = { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000 };

/**
 * The pixels of an image, ready to draw; null where they are missing. Nothing is asked for where there is no image. At
 * level 0 they are all of them: whoever draws it smaller, or on the screen, asks for as many as that takes.
 */
export const bitmapQuery = (edges: Edges, id: ImageId | null, level = 0) =>
  queryOf<ImageBitmap | null>({
    queryKey: ["bitmap", id, level],
    queryFn: async () => (id === null ? null : edges.images.bitmap(id, level)),
    enabled: id !== null,
    ...DRAWN,
  });

/** An image as it is shown in a panel: at a level of which no drawing holds up the page. */
export const screenQuery = (edges: Edges, image: (Size & { readonly id: ImageId }) | null) =>
  bitmapQuery(edges, image?.id ?? null, image ? boundedLevel(image) : 0);

/** A part of an image. */
const tileQuery = (edges: Edges, id: ImageId, tile: PictureTile) =>
  queryOf<ImageBitmap | null>({
    queryKey: ["tile", id, tile],
    queryFn: () => edges.images.tile(id, tile),
    ...DRAWN,
    gcTime: 10_000,
  });

/** Parts of an image that are looked at closely, each with the box that it is drawn in. */
export const tilesQuery = (
  edges: Edges,
  image: (Size & { readonly id: ImageId }) | null,
  tiles: readonly PictureTile[],
) =>
  queryOf<readonly { readonly box: ImageBox; readonly bitmap: ImageBitmap }[]>({
    queryKey: ["tiles", image?.id ?? null, tiles],
    async queryFn({ client }) {
      if (!image) return [];
      const bitmaps = await Promise.all(tiles.map((tile) => client.fetchQuery(tileQuery(edges, image.id, tile))));
      return tiles.flatMap((tile, i) => {
        const bitmap = bitmaps[i];
        return bitmap ? [{ box: boxOfTile(image, tile), bitmap }] : [];
      });
    },
    ...DRAWN,
    gcTime: 10_000,
  });

/** Looks again for the images that were missing: a document that was opened since may have brought them. */
export const seekMissing = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ queryKey: ["bitmap"], predicate: ({ state }) => state.data === null });

export const recentQuery = (edges: Edges) =>
  queryOf({ queryKey: ["recent"], queryFn: () => edges.storage.recent(), staleTime: 0 });

/** A kept trace as it is now, without opening it; null where it cannot be had. */
export const keptQuery = (edges: Edges, id: TraceId) =>
  queryOf<Trace | null>({
    queryKey: ["kept", id],
    queryFn: async () => {
      const read = await edges.storage.read(id);
      return read.ok ? read.value : null;
    },
    staleTime: 0,
    gcTime: 60_000,
  });

/** What the vision encoder is given for an image. */
export const encoderQuery = (model: ReadyModel, image: ImageId) =>
  queryOf<EncoderView>({
    queryKey: ["encoder", model.card.id, image],
    queryFn: async () => unwrap(await model.see(image)),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The prompt as sent; `line` names the line that the turns were written from. */
export const promptQuery = (model: ReadyModel, line: string, turns: readonly Turn[], open: boolean) =>
  queryOf<RenderedPrompt>({
    queryKey: ["prompt", model.card.id, line],
    queryFn: async () => unwrap(await model.render(turns, open)),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** A gym problem, drawn. */
export const gymQuery = (name: GymName) =>
  queryOf({
    queryKey: ["gym", printGymName(name)],
    queryFn: () => gymProblem(name),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

/** What judges the answers to the problem of a trace. */
export const judgeQuery = (trace: Trace | null) =>
  queryOf({
    // A trace's problem stays its problem.
    queryKey: ["judge", trace?.id],
    queryFn: async () => trace && (await judgeOf(trace)),
    enabled: trace !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });

export const memoryQuery = (model: ReadyModel) =>
  queryOf({ queryKey: ["memory", model.card.id], queryFn: () => model.memory(), staleTime: 0 });

/** The models that were fetched and are kept. */
export const keptModelsQuery = (edges: Edges) =>
  queryOf<readonly KeptModel[]>({ queryKey: ["kept-models"], queryFn: () => edges.models.kept(), staleTime: 0 });

/** What loading a card would fetch and choose here. Only its list of files is asked for. */
export const planQuery = (edges: Edges, card: ModelCard, choice: LoadChoice) =>
  queryOf<LoadPlan | null>({
    queryKey: ["plan", card.id, ...keyOf(choice)],
    queryFn: async ({ signal }) => unwrap(await edges.models.plan(card, { ...choiceOf(choice), signal })),
    staleTime: 10 * 60_000,
  });

function unwrap<T>(result: { ok: true; value: T } | { ok: false; error: Failure }): T {
  if (!result.ok) throw new FailureError(result.error);
  return result.value;
}
