// So many bytes go through one call: a call takes no more arguments than its stack has room for.
const PIECE_BYTES = 0x2000;

/** RFC 4648, section 4, with its padding. */
export function base64From(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE_BYTES));
  return btoa(text);
}

/** RFC 4648, section 5, without padding: letters that an address takes as they are. */
export const base64UrlFrom = (bytes: Uint8Array): string =>
  base64From(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/** Either alphabet, padded or not; null where another letter is among them, or too few. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w+/-]*={0,2}$/.test(text)) return null;
  try {
    const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, ""));
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
