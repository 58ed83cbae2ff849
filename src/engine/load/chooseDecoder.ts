import { breathe } from "../../base";
import { type EngineFailure, failureOf, throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { ModelFiles } from "../files/modelFiles";
import { type KeyValueLayout, layoutOf } from "../kv/layout";
import { createMemoryStore } from "../kv/memoryStore";
import { createStaticStore } from "../kv/staticStore";
import type { KeyValueStore } from "../kv/store";
import { createDecoder, type Decoder } from "../network/decoder";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import { MAIN_FEATURES, plainRun } from "../network/tokenRun";
import { createVisionEncoder } from "../network/visionEncoder";
import type { Device } from "../ort/device";
import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import type { TextCodec } from "../text/tokenizer";
import { computesTogether } from "./batchTest";
import type { Networks, OpenOnCpu } from "./networks";
import { earlierProof, keepProof } from "./proof";
import {
  expectClose,
  expectRows,
  MOST_DRIFT,
  type Probe,
  type ProbeResult,
  probeRows,
  TOLERANCE,
  testDecoder,
} from "./selfTest";

export interface ChooseDecoderRequest {
  readonly files: ModelFiles;
  readonly runtime: Runtime;
  readonly threads: number;
  readonly device: Device | null;
  readonly networks: Networks;
  readonly layout: KeyValueLayout;
  readonly family: Family;
  readonly embedder: TokenEmbedder | null;
  readonly codec: TextCodec;
  readonly signal: AbortSignal;
  /** Called after each pass through a network. */
  onPass(): void;
}

/** Larger networks are not opened a second time on the CPU only to be compared. */
const SMALL_BYTES = 32 * 2 ** 20;

/** The decoder with the fastest store that computes what it should. Refuses with "self-test-failed" where none does. */
export async function chooseDecoder(request: ChooseDecoderRequest): Promise<Decoder<unknown>> {
  const { runtime, device, networks, layout, family, signal } = request;
  const probe = await makeProbe(request);
  const decoderWith = <Block>(store: KeyValueStore<Block>, session = networks.decoder, place = device) =>
    createDecoder(runtime, session, store, place);
  const dynamic = decoderWith(createMemoryStore(runtime, layout));
  if (device === null) return onCpuAlone(request, dynamic, probe);
  const compares = networks.bytes <= SMALL_BYTES;
  const reference = compares
    ? await onCpu(networks.openOnCpu, "decoder_model_merged", (session) =>
        probeRows(decoderWith(createMemoryStore(runtime, layoutOf(session)), session, null), probe),
      )
    : await probeRows(dynamic, probe);
  if (compares) await compareVision(request, device);
  await breathe();
  throwIfAborted(signal);
  const inPlace = decoderWith(createStaticStore(runtime, device, layout, family.contextLength));
  try {
    const result = await testDecoder(inPlace, probe);
    expectRows(result.rows, reference, result.tolerance, "writing in place");
    return await tested(inPlace, probe, result);
  } catch (thrown) {
    if (isFinal(failureOf(thrown))) throw thrown;
    // The graph does not write keys and values in place: they grow instead.
    inPlace.store.dispose();
    const result = await testDecoder(dynamic, probe);
    expectRows(result.rows, reference, result.tolerance, "growing");
    return tested(dynamic, probe, result);
  }
}

/** Tested once for the same files, runtime and threads. */
async function onCpuAlone<Block>(
  { files, runtime, threads }: ChooseDecoderRequest,
  decoder: Decoder<Block>,
  probe: Probe,
): Promise<Decoder<unknown>> {
  const proof = await earlierProof(files, runtime, threads);
  if (proof !== null) return proof.batches ? decoder : { ...decoder, batch: null };
  const passed = await tested(decoder, probe, await testDecoder(decoder, probe));
  await keepProof(files, runtime, threads, { batches: passed.batch !== null });
  return passed;
}

/** A decoder that passed, without its batch where that does not compute the same. */
async function tested<Block>(
  decoder: Decoder<Block>,
  probe: Probe,
  { tolerance }: ProbeResult,
): Promise<Decoder<unknown>> {
  return (await computesTogether(decoder, probe, tolerance)) ? decoder : { ...decoder, batch: null };
}

const isFinal = ({ code }: EngineFailure): boolean => code === "device-lost" || code === "aborted";

// Any words do. Attention that is wrong on narrow subgroups shows from 32 tokens on, so there are more.
const WORDS = "The quick brown fox looks closer at the small red star and then answers. ";
const PROBE_TOKENS = 40;
/**
 * The CPU has one way to attend, however many tokens there are, and a large network takes a tenth of a second for each pass
 * of the test: forty tokens took longer than all the rest of loading.
 */
const FEWER_TOKENS = 12;

async function makeProbe(request: ChooseDecoderRequest): Promise<Probe> {
  const { codec, device, embedder, family, networks, onPass } = request;
  const count = device === null && networks.bytes > SMALL_BYTES ? FEWER_TOKENS : PROBE_TOKENS;
  const tokenIds = codec.encode(WORDS.repeat(4)).slice(0, count);
  const precision = networks.decoder.inputs.some(({ type }) => type === "float16") ? "float16" : "float32";
  const { scalesByRun } = networks.decoder;
  const embeddings = embedder === null ? null : await embedder.embed(tokenIds);
  return { run: plainRun(tokenIds, embeddings, family.positionAxes, 0), precision, scalesByRun, onPass };
}

async function compareVision(request: ChooseDecoderRequest, device: Device): Promise<void> {
  const { runtime, networks, family, signal, onPass } = request;
  const picture = testPicture(family.tileSize);
  const reference = await onCpu(networks.openOnCpu, "vision_encoder", (session) =>
    createVisionEncoder(runtime, session, family.images, "cpu").encode(picture, signal),
  );
  onPass();
  const seen = await createVisionEncoder(runtime, networks.vision, family.images, "device").encode(picture, signal);
  onPass();
  // Rounding differs between the two, and there is no other way of grouping the tiles to measure how much.
  const rounded = TOLERANCE[device.halfPrecision ? "float16" : "float32"];
  expectClose(
    seen[MAIN_FEATURES]!,
    reference[MAIN_FEATURES]!,
    networks.vision.scalesByRun ? MOST_DRIFT : rounded,
    "seeing",
  );
}

/** Smooth, coloured and without symmetry. */
function testPicture(size: number) {
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let i = 0; i < size * size; i++) {
    data[i * 4] = ((i % size) * 255) / size;
    data[i * 4 + 1] = (i * 255) / (size * size);
    data[i * 4 + 2] = 255 - ((i % size) * (i / size) * 255) / (size * size);
  }
  return { width: size, height: size, data };
}

async function onCpu<T>(
  open: OpenOnCpu,
  role: Parameters<OpenOnCpu>[0],
  job: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await open(role);
  try {
    return await job(session);
  } finally {
    await session.release();
  }
}
