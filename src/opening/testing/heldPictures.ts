// The pictures whose bytes stand in a value.
import { imageReference, isFields } from "../../dialect";

/** The base64 of a picture's address. */
export const bytesOf = (url: string): string => url.slice(url.indexOf(",") + 1);

interface HeldPicture {
  readonly url: string;
  readonly place: string;
}

/** The addresses of all pictures whose bytes a value holds, however they are kept, and where each stands. */
export function picturesWithin(value: unknown): readonly HeldPicture[] {
  const found: HeldPicture[] = [];
  const open: { readonly held: unknown; readonly place: string }[] = [{ held: value, place: "" }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { held, place } = at;
    if (typeof held === "string") {
      const reference = imageReference(held);
      // Words may begin as a picture does.
      if (reference.kind === "data" && /^[\w+/=-]*$/.test(bytesOf(reference.url)))
        found.push({ url: reference.url, place });
    } else if (Array.isArray(held))
      open.push(...held.map((item: unknown, i) => ({ held: item, place: `${place}[${i}]` })));
    else if (isFields(held))
      for (const [name, inner] of Object.entries(held))
        open.push({ held: inner, place: place === "" ? name : `${place}.${name}` });
  }
  return found;
}
