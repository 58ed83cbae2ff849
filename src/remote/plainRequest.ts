import type { Flavour } from "./flavour";
import { DataUrls, type ImageSource, imageKey } from "./images";
import { bodyOf, messagesOf, type RemoteRequest } from "./request";

/** What only a page that reads along asks for. */
const READ_ALONG = new Set(["stream_options", "logprobs", "top_logprobs"]);

/**
 * The body of a request as a person sends it by hand: answered in one piece, pictures in `data:` addresses. Throws
 * `RemoteError` where a picture cannot be had.
 */
export async function plainRequest(
  request: RemoteRequest,
  { model, flavour, images }: { readonly model: string; readonly flavour: Flavour; readonly images: ImageSource },
): Promise<Readonly<Record<string, unknown>>> {
  const urls = await new DataUrls(images).of(request.turns);
  const messages = messagesOf(request.turns, request.open, flavour, (part) => urls.get(imageKey(part)) ?? "");
  const stop = request.stop ?? [];
  const body = bodyOf(request, messages, { model, flavour, stop, tools: [], refused: READ_ALONG });
  return { ...body, stream: false };
}
