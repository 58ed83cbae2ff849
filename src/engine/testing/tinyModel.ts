import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { must } from "../../base";
import type { Pixels } from "../../pixels";
import type { ContinueRequest, Engine, EngineEvent, EngineModel, PromptMessage, Sampling } from "../contract/model";
import type { FolderFile, ModelSource } from "../contract/source";
import type { EngineEnvironment } from "../load/environment";
import { createLocalEngine, folderSource } from "../node";

const FIXTURES = join(import.meta.dirname, "../fixtures");
const FOLDER = join(FIXTURES, "tiny-idefics3");

export const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
export const NEVER = new AbortController().signal;

/** The random-weight model of the fixtures, with some files replaced. */
export async function tinySource(
  changes: Readonly<Record<string, Blob | null>> = {},
  folder = FOLDER,
): Promise<ModelSource & { kind: "folder" }> {
  const source = (await folderSource(folder)) as ModelSource & { kind: "folder" };
  // Node cannot clone a Blob that is backed by a file, as the wire does.
  const files = await Promise.all(
    source.files.map(async ({ path, file }) => ({ path, file: new Blob([await file.arrayBuffer()]) })),
  );
  const kept = files.filter(({ path }) => !(path in changes));
  const changed = Object.entries(changes).flatMap(([path, file]): FolderFile[] =>
    file === null ? [] : [{ path, file }],
  );
  return { ...source, files: [...kept, ...changed] };
}

/** The tiny network of another family, by its fixture, with some files replaced. */
export const familySource = (
  fixture: string,
  changes: Readonly<Record<string, Blob | null>> = {},
): Promise<ModelSource & { kind: "folder" }> => tinySource(changes, join(FIXTURES, fixture));

export const tinyFile = (path: string): Promise<Blob> => openAsBlob(join(FOLDER, path));

/** The same model without image splitting. */
export async function unsplit(): Promise<ModelSource> {
  const settings: object = JSON.parse(await (await tinyFile("preprocessor_config.json")).text());
  const changed = new Blob([JSON.stringify({ ...settings, do_image_splitting: false })]);
  return tinySource({ "preprocessor_config.json": changed });
}

export interface TinyModel {
  readonly engine: Engine;
  readonly model: EngineModel;
}

export async function loadTiny(source?: ModelSource, environment: Partial<EngineEnvironment> = {}): Promise<TinyModel> {
  const engine = createLocalEngine(environment);
  const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
  return { engine, model: must(await engine.load(source ?? (await tinySource()), options)) };
}

/** The pictures of the golden values: red 7x + 3y, green 5x + 11y + 40, blue xy + 2x, each modulo 256. */
export function painted(width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([(7 * x + 3 * y) % 256, (5 * x + 11 * y + 40) % 256, (x * y + 2 * x) % 256, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

export const user = (...parts: PromptMessage["parts"]): PromptMessage => ({ role: "user", parts });
export const words = (text: string) => ({ kind: "text", text }) as const;
export const picture = (width: number, height: number) =>
  ({ kind: "image", image: { hash: `${width}x${height}`, pixels: painted(width, height) } }) as const;

export const request = (
  messages: readonly PromptMessage[],
  change: Partial<ContinueRequest> = {},
): ContinueRequest => ({
  messages,
  open: false,
  sampling: GREEDY,
  maxTokens: 10,
  alternatives: 0,
  ...change,
});

/** All that one continuation says, sorted out. */
export async function listen(events: AsyncIterable<EngineEvent>) {
  const all: EngineEvent[] = [];
  for await (const event of events) all.push(event);
  const tokens = all.flatMap((event) => (event.kind === "token" ? [event.token] : []));
  const prompt = all.find((event) => event.kind === "prompt");
  const end = all.find((event) => event.kind === "end");
  return { tokens, ids: tokens.map(({ id }) => id), prompt, end };
}
