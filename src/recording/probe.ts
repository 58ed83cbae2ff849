import type { Size } from "../geometry";
import { CODECS, CONTAINERS, type Container, codecStringOf, encoderConfig, evenSize, type FilmForm } from "./form";
import { canvasOf } from "./frames";

/**
 * What a film of this size can be written as here, one form a container, in the order of `CONTAINERS`. Each was tried with
 * a frame: browsers answer that they encode what they then refuse. Empty where no canvas is so large.
 */
export async function filmForms(size: Size, framesPerSecond: number): Promise<readonly FilmForm[]> {
  if (!canvasOf(evenSize(size))) return [];
  const forms = await Promise.all(CONTAINERS.map((container) => formIn(container, size, framesPerSecond)));
  return forms.flatMap((form) => form ?? []);
}

async function formIn(container: Container, size: Size, framesPerSecond: number): Promise<FilmForm | null> {
  if (container === "gif") return { container, codec: "gif", codecString: "", size };
  if (typeof VideoEncoder === "undefined") return null;
  for (const codec of CODECS[container]) {
    const even = evenSize(size);
    const codecString = codecStringOf(codec, even, framesPerSecond);
    const form = codecString && ({ container, codec, codecString, size: even } as const);
    if (form && (await encodes(form, framesPerSecond))) return form;
  }
  return null;
}

/** Whether a frame of this very size comes out of the encoder. */
async function encodes(form: FilmForm, framesPerSecond: number): Promise<boolean> {
  const config = encoderConfig(form, framesPerSecond);
  try {
    if (!(await VideoEncoder.isConfigSupported(config)).supported) return false;
    let chunks = 0;
    let failed = false;
    const encoder = new VideoEncoder({
      output: () => chunks++,
      error: () => {
        failed = true;
      },
    });
    encoder.configure(config);
    const canvas = new OffscreenCanvas(form.size.width, form.size.height);
    // A canvas that was never drawn on makes no frame.
    canvas.getContext("2d", { alpha: false })?.fillRect(0, 0, 1, 1);
    const frame = new VideoFrame(canvas, { timestamp: 0 });
    encoder.encode(frame, { keyFrame: true });
    frame.close();
    await encoder.flush();
    if (encoder.state !== "closed") encoder.close();
    return chunks > 0 && !failed;
  } catch {
    return false;
  }
}
