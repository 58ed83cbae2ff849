import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CutLine, LineCutter } from "./cutLines";
import { bytesOf } from "./testing";

function cut(bytes: Uint8Array, ends: readonly number[], limit = 1e6): CutLine[] {
  const cutter = new LineCutter(limit);
  const lines: CutLine[] = [];
  let from = 0;
  for (const end of [...new Set(ends)].sort((a, b) => a - b)) {
    lines.push(...cutter.push(bytes.slice(from, end)));
    from = end;
  }
  lines.push(...cutter.push(bytes.slice(from)), ...cutter.end());
  return lines;
}

const text = (line: CutLine): string | null => line.bytes && new TextDecoder().decode(line.bytes);

const anyText = fc
  .array(fc.oneof(fc.constantFrom("\n", "\r\n", "\r", "é", "漢字", "😀", ""), fc.string({ unit: "binary" })))
  .map((parts) => parts.join("").replaceAll(/[\ud800-\udfff]/g, (half) => (half.length === 2 ? half : "")));

describe("the line cutter", () => {
  it("cuts the same lines however the bytes are chunked", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(400)), (whole, ends) => {
        const bytes = bytesOf(whole);
        const lines = cut(
          bytes,
          ends.map((end) => end % (bytes.length + 1)),
        );
        const decoded = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
        const expected = decoded.split("\n").map((line) => line.replace(/\r$/, ""));
        // A line break at the end begins no further line. Only the last line without one keeps a lone return away too.
        if (decoded.endsWith("\n") || decoded === "") expected.pop();
        const ignoringBom = (line: CutLine): string =>
          new TextDecoder("utf-8", { ignoreBOM: true }).decode(line.bytes ?? undefined);
        expect(lines.map(ignoringBom)).toEqual(expected);
        expect(lines.map(({ number }) => number)).toEqual(expected.map((_, i) => i + 1));
        for (const line of lines) expect(bytes.slice(line.from, line.to)).toEqual(line.bytes?.slice());
      }),
    );
  });

  it("takes both line breaks, blank lines, and a last line without one", () => {
    const lines = cut(bytesOf("a\r\n\nb\n{}"), []);
    expect(lines.map((line) => [line.number, text(line)])).toEqual([
      [1, "a"],
      [2, ""],
      [3, "b"],
      [4, "{}"],
    ]);
  });

  it("lets a character lie across two chunks", () => {
    const bytes = bytesOf("漢\n字");
    for (let end = 0; end <= bytes.length; end++) expect(cut(bytes, [end]).map(text)).toEqual(["漢", "字"]);
  });

  it("says that a line is too long, keeps none of it, and goes on", () => {
    const lines = cut(bytesOf("short\nfar too long\nok\n"), [3, 9, 11], 6);
    expect(lines.map((line) => [line.from, line.to, text(line)])).toEqual([
      [0, 5, "short"],
      [6, 18, null],
      [19, 21, "ok"],
    ]);
  });
});
