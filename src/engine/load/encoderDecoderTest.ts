import { throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { CrossDecoder } from "../network/crossDecoder";
import type { TextEncoder } from "../network/textEncoder";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import type { Session } from "../ort/session";
import type { TextCodec } from "../text/tokenizer";
import { expectRows, expectVaried, MOST_DRIFT, type Rows, TOLERANCE } from "./selfTest";

export interface EncoderDecoderProbe {
  readonly embedder: TokenEmbedder;
  readonly encoder: TextEncoder;
  readonly decoder: CrossDecoder;
  readonly codec: TextCodec;
  readonly session: Session;
  readonly family: Family;
  onPass(): void;
}

const WORDS = "a red star beside two small blue boxes and one large green circle";
const READ_TOKENS = 12;
const WRITTEN_TOKENS = 6;

/**
 * Tests that an answer in one piece and token by token gives the same rows, and that they are numbers and differ: what a
 * decoder keeps of itself, and what it keeps of the encoder, each have their own way of being wrong.
 */
export async function testEncoderDecoder(probe: EncoderDecoderProbe, signal: AbortSignal): Promise<void> {
  const { embedder, encoder, decoder, codec, session, onPass } = probe;
  const ids = codec.encode(WORDS);
  const read = ids.slice(0, READ_TOKENS);
  const written = ids.slice(-WRITTEN_TOKENS);
  const prompt = await encoder.encode(await embedder.embed(read), read.length);
  onPass();
  throwIfAborted(signal);
  decoder.begin(prompt);
  const whole = rowsFrom(0, await decoder.forward(await embedder.embed(written), written.length));
  onPass();
  expectVaried(whole);
  decoder.begin(prompt);
  const single = new Map<number, Float32Array>();
  for (const [index, id] of written.entries()) {
    throwIfAborted(signal);
    const [row] = await decoder.forward(await embedder.embed([id]), 1);
    if (row !== undefined) single.set(index, row);
    onPass();
  }
  const precision = session.inputs.some(({ type }) => type === "float16") ? "float16" : "float32";
  expectRows(single, whole, session.scalesByRun ? MOST_DRIFT : TOLERANCE[precision], "an answer token by token");
}

const rowsFrom = (first: number, rows: readonly Float32Array[]): Rows =>
  new Map(rows.map((row, index) => [first + index, row]));
