import { err, ok, type Result } from "../base";
import type { FilmForm } from "./form";
import type { Frames, RecordingOptions } from "./frames";

/** Why there is no film: this browser has no canvas so large, or its encoder gave up. */
export type RecordingRefusal = "film-too-large" | "encoder-failed";

/**
 * A film as a file. `frames` has the size of the form. Rejects with the reason of `signal` where that ends it; nothing is
 * left behind then.
 */
export async function recordFilm(
  frames: Frames,
  form: FilmForm,
  options: RecordingOptions,
): Promise<Result<Blob, { readonly code: RecordingRefusal; readonly message: string }>> {
  try {
    const film =
      form.container === "gif"
        ? await (await import("./gif")).recordGif(frames, options)
        : await (await import("./video")).recordVideo(frames, { ...form, container: form.container }, options);
    return film ? ok(film) : err({ code: "film-too-large", message: `${form.size.width} × ${form.size.height}` });
  } catch (thrown) {
    options.signal.throwIfAborted();
    if (thrown instanceof DOMException) return err({ code: "encoder-failed", message: thrown.message });
    throw thrown;
  }
}
