// Files of events, as tensorboardX 2.6.5 wrote them for verl 0.9.1's `ValidationGenerationsLogger` and for a few calls of our own.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf } from "./protobuf";
import { openSource, STREAM_LIMITS } from "./streamLog";
import { allItems, sourceOf } from "./testing";

const FILE = Uint8Array.from(
  atob(
    "GAAAAAAAAACjf0siCQyTbj04w9pBGg1icmFpbi5FdmVudDoycLWOInEBAAAAAAAAmmd3KwnMrW49OMPaQRAFKuMCCuACChx2YWwvZ2VuZXJh" +
      "dGlvbnMvdGV4dF9zdW1tYXJ5QrUCCAcSBBICCAFCqgIqKkdlbmVyYXRpb24gUmVzdWx0cyAtIFN0ZXAgNSoqCgojIyMgU2FtcGxlIDEKKipJ" +
      "bnB1dDoqKiB1c2VyCldoaWNoIGxhbXA/CmFzc2lzdGFudAoKCioqT3V0cHV0OioqIDx0aGluaz5JdCBpcyBbMTAsIDIwLCAxMTAsIDIyMF0u" +
      "PC90aGluaz48YW5zd2VyPmxlZnQ8L2Fuc3dlcj4KCioqU2NvcmU6KiogMS4wCgotLS0KCiMjIyBTYW1wbGUgMgoqKklucHV0OioqIHVzZXIK" +
      "SG93IG1hbnk/CmFzc2lzdGFudAoKCioqT3V0cHV0OioqICoqU2NvcmU6KiogaXMgbm8gd29yZC4KClRocmVlLgoKKipTY29yZToqKiAwLjAK" +
      "Ci0tLQoKSggKBgoEdGV4dCLkT3AZAAAAAAAAAIvxCCgJGRxvPTjD2kEQCioMCgoKA2FjYxUAAAA/QwVhPmMAAAAAAAAAsWsT2QnJ9HI9OMPa" +
      "QRABKlYKVAoDcGljIk0IARABGAMiRYlQTkcNChoKAAAADUlIRFIAAAABAAAAAQgCAAAAkHdT3gAAAAxJREFUeJxjYGBgAAAABAAB9hc4VQAA" +
      "AABJRU5ErkJggrxjYiNBAAAAAAAAAACpwqsJS0BzPTjD2kEqNgo0ChFhcmdzL3RleHRfc3VtbWFyeUIVCAcSBBICCAFCC3sibHIiOiAwLjF9" +
      "SggKBgoEdGV4dPJ0z8xKAAAAAAAAAK9327AJsEFzPTjD2kEqPwo9ChFub3RlL3RleHRfc3VtbWFyeUIeCAcSBBICCAFCFFNvbWVib2R5IHdy" +
      "b3RlIHRoaXMuSggKBgoEdGV4dDo3K4+BAAAAAAAAAALNFlYJmUJzPTjD2kEQAyp0CnIKJHRyYWluL2dlbmVyYXRlZF9zYW1wbGVzL3RleHRf" +
      "c3VtbWFyeUJACAcSBBICCAFCNlNhbXBsZTpcbjx0aGluaz5JIGNvdW50LjwvdGhpbms+VHdvLlxuXG5SZXdhcmQ6IDAuNTAwMEoICgYKBHRl" +
      "eHTV/CLY",
  ),
  (char) => char.charCodeAt(0),
);

const itemsOf = (bytes: Uint8Array<ArrayBuffer>, sizes?: readonly number[]) =>
  allItems(openSource(sourceOf(bytes, sizes)));

/** What was read, each in a line. */
const told = async (bytes: Uint8Array<ArrayBuffer>, sizes?: readonly number[]): Promise<readonly string[]> =>
  (await itemsOf(bytes, sizes)).flatMap((item) => {
    if (item.kind === "record") return `${item.record.place}: ${item.record.question} ${item.record.scores[0]?.value}`;
    return item.kind === "unread" ? `${item.unread.place}: ${item.unread.code} ${item.unread.excerpt}` : [];
  });

const WHOLE = [
  "event 2, sample 1: Which lamp? 1",
  "event 2, sample 2: How many? 0",
  "event 4: picture-lost pic",
  "event 6: no-run Somebody wrote this.",
  "event 7, sample 1:  0.5",
];

describe("events of TensorBoard", () => {
  it("are read for the runs in their texts, in pieces of any size", async () => {
    for (const sizes of [[100_000], [1], [13, 1, 200]]) expect(await told(FILE, sizes)).toEqual(WHOLE);
  });

  it("are read again one by one, with the text that a run stands in", async () => {
    const log = openSource(sourceOf(FILE));
    const records = (await allItems(log)).flatMap((item) => (item.kind === "record" ? [item] : []));
    for (const { at, record } of records) expect(await log.recordAt(at)).toEqual(record);
    const [first, second] = records;
    expect(first && (await log.rawAt(first.at))).toContain("**Input:** user\nWhich lamp?");
    expect(second && (await log.rawAt(second.at))).not.toContain("lamp");
  });

  it("tells where a file breaks off, and reads what is whole", async () => {
    expect(await told(FILE.slice(0, -3))).toEqual([...WHOLE.slice(0, 4), "event 7: cut-off 142 bytes"]);
  });

  it("tells of an event whose bytes are others than were written, and goes on behind it", async () => {
    const changed = FILE.slice();
    changed[120] = (changed[120] ?? 0) ^ 1;
    expect(await told(changed)).toEqual(["event 2: damaged 385 bytes", ...WHOLE.slice(2)]);
  });

  it("passes over an event that is too long to be held, and says so", async () => {
    for (const sizes of [[100_000], [7]]) {
      const log = openSource(sourceOf(FILE, sizes), { ...STREAM_LIMITS, lineBytes: 200 });
      const lines = (await allItems(log)).map((item) => (item.kind === "unread" ? item.unread.code : item.kind));
      expect(lines).toEqual(["line-too-long", "picture-lost", "no-run", "record"]);
    }
  });

  it("says in a line what a file holds in which there is no run", async () => {
    const [, ...rest] = WHOLE;
    expect(rest.length).toBe(4);
    const withoutRuns = FILE.slice(0, 40);
    expect(await told(withoutRuns)).toEqual(["file: no-run "]);
  });

  it("reads any bytes as fields of a message, or as none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const { value } of fieldsOf(bytes) ?? [])
          expect(typeof value === "number" || value.length <= 60).toBe(true);
      }),
    );
    expect(fieldsOf(Uint8Array.of(0x08, 0x96, 0x01, 0x12, 0x02, 0x68, 0x69))).toEqual([
      { number: 1, value: 150 },
      { number: 2, value: Uint8Array.of(0x68, 0x69) },
    ]);
    expect(fieldsOf(Uint8Array.of(0x12, 0x05, 0x68))).toBeNull();
  });

  it("throws at nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(FILE.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(FILE.length),
        async (changes, length) => {
          const bytes = FILE.slice(0, length);
          for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
          await itemsOf(bytes);
        },
      ),
      { numRuns: 60 },
    );
  });
});
