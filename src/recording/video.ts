import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { breathe } from "../base";
import { type Codec, type Container, encoderConfig, type FilmForm } from "./form";
import { canvasOf, type Frames, type RecordingOptions, runsOf, timestampOf } from "./frames";

/** Frames that wait for the encoder, each of which holds all its pixels. */
const MOST_WAITING = 4;
/** One may seek to these: seconds between them. */
const KEY_FRAME_SECONDS = 2;

type VideoForm = FilmForm & { readonly container: Exclude<Container, "gif"> };

/** Encodes and packs every frame, each with its own time; null where no canvas is so large. */
export async function recordVideo(
  frames: Frames,
  form: VideoForm,
  { signal, onProgress }: RecordingOptions,
): Promise<Blob | null> {
  const context = canvasOf(form.size);
  if (!context) return null;
  const packer = await createPacker(form, frames.framesPerSecond);
  const encoder = createEncoder(form, frames.framesPerSecond, packer.take);
  try {
    for (const { frame: first, end } of runsOf(frames)) {
      frames.paint(context, first);
      for (let frame = first; frame < end; frame++) {
        signal.throwIfAborted();
        await encoder.encode(context.canvas, frame);
        onProgress(frame + 1);
      }
    }
    await encoder.finish();
    return await packer.finish();
  } catch (thrown) {
    encoder.close();
    await packer.cancel();
    throw thrown;
  }
}

interface Packer {
  take(chunk: EncodedVideoChunk, meta?: EncodedVideoChunkMetadata): void;
  finish(): Promise<Blob>;
  cancel(): Promise<void>;
}

async function createPacker({ container, codec }: VideoForm, framesPerSecond: number): Promise<Packer> {
  const target = new BufferTarget();
  const format = container === "mp4" ? new Mp4OutputFormat({ fastStart: "in-memory" }) : new WebMOutputFormat();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(packetCodec(codec));
  output.addVideoTrack(source, { frameRate: framesPerSecond });
  await output.start();
  // One after the other: what comes out of the encoder does not wait for what was packed before it.
  let packed = Promise.resolve();
  return {
    take(chunk, meta) {
      packed = packed.then(() => source.add(EncodedPacket.fromEncodedChunk(chunk), meta));
      // Told by `finish`; until then nobody listens.
      packed.catch(() => undefined);
    },
    async finish() {
      await packed;
      source.close();
      await output.finalize();
      return new Blob(target.buffer ? [target.buffer] : [], { type: container === "mp4" ? "video/mp4" : "video/webm" });
    },
    cancel: () => output.cancel(),
  };
}

function packetCodec(codec: Codec): "vp9" | "vp8" | "av1" | "avc" {
  if (codec === "gif") throw new Error("A GIF is no video");
  return codec;
}

interface Encoder {
  /** Resolves when there is room for another frame. */
  encode(canvas: OffscreenCanvas, frame: number): Promise<void>;
  finish(): Promise<void>;
  close(): void;
}

function createEncoder(form: VideoForm, framesPerSecond: number, take: Packer["take"]): Encoder {
  let failure: DOMException | null = null;
  let wake = (): void => {};
  const encoder = new VideoEncoder({
    output: take,
    error(reason) {
      failure = reason;
      wake();
    },
  });
  encoder.addEventListener("dequeue", () => wake());
  encoder.configure(encoderConfig(form, framesPerSecond));
  let latest = -1;
  const check = (): void => {
    if (failure) throw failure;
  };
  return {
    async encode(canvas, frame) {
      check();
      const [timestamp, next] = [timestampOf({ framesPerSecond }, frame), timestampOf({ framesPerSecond }, frame + 1)];
      // Neither the encoder nor what packs its chunks would say a word.
      if (timestamp <= latest) throw new Error(`Time has to grow: ${timestamp} after ${latest}`);
      latest = timestamp;
      const picture = new VideoFrame(canvas, { timestamp, duration: next - timestamp });
      encoder.encode(picture, { keyFrame: frame % Math.round(KEY_FRAME_SECONDS * framesPerSecond) === 0 });
      picture.close();
      while (encoder.encodeQueueSize >= MOST_WAITING) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        check();
      }
      await breathe();
    },
    async finish() {
      await encoder.flush();
      check();
      encoder.close();
    },
    close() {
      if (encoder.state !== "closed") encoder.close();
    },
  };
}
