// What a value loses where it is taken out of its envelope.
import { field, parseLiteral, plainValue, type Unread } from "../../dialect";
import { unread } from "../contents";
import { stringsInJson } from "../toldJson";
import { bytesOf } from "./heldPictures";

const PICTURE_MARK = /\[DEEPEVAL:IMAGE:[^\]\n]{1,200}\]/;

/** The strings of a value that it no longer has as strings, as numbers or as names once it is without its envelope. */
export function lostInUnwrapping(given: unknown, value: unknown): readonly Unread[] {
  if (given === value) return [];
  const kept = new Set<string>();
  visitValues(value, (held, key) => {
    kept.add(typeof held === "string" ? held : String(held));
    // Bytes and their type may have become an address, and a record that was said the JSON of it.
    const [, type] = (typeof held === "string" && /^data:([\w/.+-]{1,60});base64,/.exec(held)) || [];
    if (type !== undefined) for (const text of [type, bytesOf(String(held))]) kept.add(text);
    if (typeof held === "string") for (const text of stringsInJson(held)) kept.add(text);
    if (key !== null) for (const name of [key, ...key.split(".")]) kept.add(name);
  });
  // What a stream brought in pieces has become one.
  const words = Array.isArray(field(field(given, "output"), "outputBodyJson")) ? [...kept].join("\n") : "";
  const lost: Unread[] = [];
  visitValues(given, (held, key) => {
    if (typeof held !== "string" || kept.has(held) || words.includes(held)) return;
    // Pictures that stood in words by their names stand between them.
    const pieces = held.split(PICTURE_MARK);
    if (pieces.length > 1 && pieces.every((piece) => piece === "" || kept.has(piece))) return;
    // A list of attributes has their paths as strings, and large numbers.
    const isPlaced =
      (key === "key" && held.split(".").every((name) => /^\d+$/.test(name) || kept.has(name))) ||
      kept.has(String(Number(held)));
    // What was kept as text of a record is looked for string by string.
    const record = held.startsWith("{") ? parseLiteral(held.trim()) : null;
    if (!isPlaced && record?.ok) lost.push(...lostInUnwrapping(plainValue(record.value), value));
    else if (!isPlaced) lost.push(unread(key ?? "", "lost-envelope", held));
  });
  return lost;
}

/** Everything that is no list and no record, with the name of the field that it stands in or under. */
function visitValues(root: unknown, visit: (held: unknown, key: string | null) => void): void {
  const open: { readonly held: unknown; readonly key: string | null }[] = [{ held: root, key: null }];
  for (let at = open.pop(); at; at = open.pop()) {
    const { held, key } = at;
    if (typeof held !== "object" || held === null) visit(held, key);
    else if (Array.isArray(held)) open.push(...held.map((item: unknown) => ({ held: item, key })));
    else
      for (const [name, inner] of Object.entries(held)) {
        visit(null, name);
        open.push({ held: inner, key: name });
      }
  }
}
