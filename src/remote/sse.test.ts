import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SseReader } from "./sse";
import { encodeEvents } from "./testing";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function readIn(parts: readonly Uint8Array[]): readonly string[] {
  const reader = new SseReader();
  return [...parts.flatMap((part) => reader.push(part)), ...reader.end()].map(({ data }) => data);
}

const readAtOnce = (text: string): readonly string[] => readIn([bytesOf(text)]);

function cutAt(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((start, i) => bytes.slice(start, at[i] ?? bytes.length));
}

describe("the reader of server-sent events", () => {
  it.each([
    ["line feeds", "data: a\n\ndata: b\n\n", ["a", "b"]],
    ["carriage returns and line feeds", "data: a\r\n\r\ndata: b\r\n\r\n", ["a", "b"]],
    ["carriage returns alone", "data: a\r\rdata: b\r\r", ["a", "b"]],
    ["no space after the colon", "data:a\n\n", ["a"]],
    ["only the first space is taken off", "data:  a\n\n", [" a"]],
    ["several lines of data", "data: a\ndata: b\n\n", ["a\nb"]],
    ["comments and other fields", ": ping\n\nevent: message\nid: 3\nretry: 10\ndata: a\n\n", ["a"]],
    ["a byte order mark", "\uFEFFdata: a\n\n", ["a"]],
    ["no empty line at the end", "data: a\n\ndata: b", ["a", "b"]],
    ["a line of bare JSON", '{"error": "no"}\n\n', ['{"error": "no"}']],
    ["empty data", "data:\n\n", [""]],
    ["nothing", "", []],
  ])("takes %s", (_, text, expected) => {
    expect(readAtOnce(text)).toEqual(expected);
  });

  it("gives the same events however the bytes are cut", () => {
    const data = fc.string({ unit: "grapheme", minLength: 1 }).map((text) => JSON.stringify({ text }));
    const shape = fc.record({
      newline: fc.constantFrom("\n", "\r\n", "\r"),
      comments: fc.boolean(),
      done: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(data), shape, fc.array(fc.nat(), { maxLength: 40 }), (events, saying, places) => {
        const bytes = encodeEvents(events, saying);
        const expected = [...events, ...(saying.done ? ["[DONE]"] : [])];
        expect(readIn(cutAt(bytes, places))).toEqual(expected);
        expect(readIn(Array.from(bytes, (byte) => new Uint8Array([byte])))).toEqual(expected);
      }),
    );
  });

  it("reads anything at all the same in parts as at once", () => {
    const anything = fc.string({ unit: fc.constantFrom("d", "a", "t", ":", " ", "\r", "\n", "{", "é", "\uFEFF") });
    fc.assert(
      fc.property(anything, fc.array(fc.nat(), { maxLength: 20 }), (text, places) => {
        expect(readIn(cutAt(bytesOf(text), places))).toEqual(readAtOnce(text));
      }),
    );
  });

  it("gives up on an event that never ends", () => {
    const reader = new SseReader();
    const part = bytesOf("x".repeat(2 ** 20));
    expect(() => {
      for (let i = 0; i < 20; i++) reader.push(part);
    }).toThrow(RangeError);
  });
});
