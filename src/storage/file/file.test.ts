import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { must } from "../../base";
import { applyEdit, emptyTrace, encodeTrace, type Trace } from "../../trace";
import { addImage, addStep, built, derived, judgement, produced, source, traceId, trunk } from "../../trace/testing";
import { FILE_LIMITS, type FileLimits } from "./limits";
import { packTrace } from "./pack";
import { unpackTrace } from "./unpack";
import { listZip } from "./zip";

const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<ImageId> =>
  Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex") as ImageId;

/** A trace whose one source image is really named by its bytes, and one derived image. */
async function pictured(): Promise<{ trace: Trace; id: ImageId }> {
  const id = await sha256(PNG);
  const trace = must(
    applyEdit(emptyTrace(traceId("t"), "pictured"), {
      kind: "batch",
      edits: [
        addImage({ ...source("1"), id }),
        addImage({ ...derived("3", "1"), origin: { kind: "derived", from: id } }),
      ],
    }),
  );
  return { trace, id };
}

const zipOf = (files: Zippable): Blob => new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);

const traceJson = (trace: Trace): Uint8Array => strToU8(JSON.stringify(encodeTrace(trace)));

const codeOf = async (file: Blob): Promise<string> => {
  const unpacked = await unpackTrace(file);
  return unpacked.ok ? "opened" : unpacked.error.code;
};

describe("a trace file", () => {
  it("gives back the trace and its source images", async () => {
    const { trace, id } = await pictured();
    const file = must(await packTrace(trace, async (asked) => (asked === id ? PNG : null)));
    const unpacked = must(await unpackTrace(file));
    expect(encodeTrace(unpacked.trace)).toEqual(encodeTrace(trace));
    expect([...unpacked.images]).toEqual([[id, PNG]]);
    expect(unpacked.missing).toEqual([]);
  });

  it("is the same file for the same trace", async () => {
    const { trace } = await pictured();
    const pack = async () => must(await packTrace(trace, async () => PNG));
    const [first, second] = await Promise.all([pack(), pack()]);
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(new Uint8Array(await second.arrayBuffer()));
  });

  it("can carry what actions made, for other programs, and does not believe it", async () => {
    const { trace, id } = await pictured();
    const options = { derived: async () => strToU8("anything") };
    const unpacked = must(await unpackTrace(must(await packTrace(trace, async () => PNG, options))));
    expect([...unpacked.images.keys()]).toEqual([id]);
  });

  it("carries what a program made, which nothing here can make again", async () => {
    const { trace, id } = await pictured();
    const made = new TextEncoder().encode("made by a program");
    const madeId = await sha256(made);
    const image = { ...produced("1", "run"), id: madeId };
    const withMade = must(applyEdit(trace, addImage(image)));
    const unpacked = must(
      await unpackTrace(must(await packTrace(withMade, async (asked) => (asked === id ? PNG : made)))),
    );
    expect([...unpacked.images]).toEqual([
      [id, PNG],
      [madeId, made],
    ]);
    expect(unpacked.trace.images.get(madeId)?.origin).toEqual({ kind: "produced", by: "run" });
  });

  it("opens without its images, and says which are missing", async () => {
    const { trace, id } = await pictured();
    expect(must(await unpackTrace(must(await packTrace(trace, async () => null)))).missing).toEqual([id]);
  });

  it("may be a bare trace.json", async () => {
    const file = new Blob(["\ufeff \n", JSON.stringify(encodeTrace(trunk))]);
    const unpacked = must(await unpackTrace(file));
    expect(encodeTrace(unpacked.trace)).toEqual(encodeTrace(trunk));
    expect(unpacked.missing).toHaveLength(2);
  });

  it("is read without a judgement of a step that it does not hold, and says where that stands", async () => {
    const { trace, id } = await pictured();
    const stray = judgement("j", "nowhere");
    const bytes = strToU8(JSON.stringify({ ...encodeTrace(trace), judgements: [stray] }));
    const unpacked = must(await unpackTrace(zipOf({ "trace.json": bytes, [`images/${id}`]: PNG })));
    expect(unpacked.trace).toEqual(trace);
    expect(unpacked.strays).toEqual([{ kind: "judgement", place: "judgements[0]", reason: "no-such-step", name: "j" }]);
    const bare = must(await unpackTrace(new Blob([bytes])));
    expect(bare.strays).toEqual(unpacked.strays);
  });

  it("may have been packed by another program, with more in it", async () => {
    const { trace, id } = await pictured();
    const file = zipOf({ "trace.json": traceJson(trace), [`images/${id}`]: PNG, "__MACOSX/._trace.json": PNG });
    expect(must(await unpackTrace(file)).images.size).toBe(1);
  });
});

describe("what a trace file may hold", () => {
  const packed = async (limits: Partial<FileLimits>) => {
    const { trace } = await pictured();
    return packTrace(trace, async () => PNG, { limits: { ...FILE_LIMITS, ...limits }, derived: async () => PNG });
  };

  it.each<[string, Partial<FileLimits>]>([
    ["its steps", { traceBytes: 10 }],
    ["one picture", { imageBytes: PNG.length - 1 }],
    ["its steps in all", { totalBytes: 10 }],
  ])("is refused when it is written where it would be when it is read: %s", async (_, limits) =>
    expect(await packed(limits)).toMatchObject({ ok: false, error: { code: "trace-too-large" } }),
  );

  it("is the same for the writer and the reader, to the byte", async () => {
    const whole = must(await packed({}));
    const entries = must(await listZip(whole));
    const totalBytes = entries.reduce((sum, { bytes }) => sum + bytes, 0);
    const { trace } = await pictured();
    for (const total of [totalBytes - 1, totalBytes]) {
      const fits = total === totalBytes;
      const limits = { ...FILE_LIMITS, totalBytes: total };
      expect((await packed({ totalBytes: total })).ok).toBe(fits);
      const read = await unpackTrace(whole, limits);
      expect(read.ok ? read.value.trace : read.error.code).toEqual(fits ? trace : "too-large");
    }
    for (const imageBytes of [PNG.length - 1, PNG.length]) {
      const read = await unpackTrace(whole, { ...FILE_LIMITS, imageBytes });
      expect(read.ok).toBe((await packed({ imageBytes })).ok);
    }
  });

  it("opens again where its words repeat themselves so much that they look like a bomb", async () => {
    const words = { kind: "thought", text: "a".repeat(500_000) } as const;
    const thoughts = Array.from({ length: 40 }, (_, at) => addStep(`s${at}`, at === 0 ? "ask" : `s${at - 1}`, words));
    const ask = { kind: "problem", question: "Which?", images: [] } as const;
    const trace = built(addStep("ask", null, ask), ...thoughts);
    const file = must(await packTrace(trace, async () => null));
    expect(must(await unpackTrace(file)).trace).toEqual(trace);
  });
});

describe("a bad trace file", () => {
  const good = { "trace.json": traceJson(trunk) };
  const newer = strToU8(JSON.stringify({ ...(encodeTrace(trunk) as object), version: 1000 }));

  it.each<[string, Blob, string]>([
    ["nothing", new Blob([]), "not-a-zip"],
    ["words", new Blob(["hello, this is no zip"]), "not-a-zip"],
    ["a zip without a trace", zipOf({ "notes.txt": strToU8("hi") }), "no-trace"],
    ["JSON that is no trace", new Blob(['{"a":1}']), "not-a-trace"],
    ["half a JSON", new Blob(['{"a":']), "not-a-trace"],
    ["a trace of a later version", zipOf({ "trace.json": newer }), "newer-version"],
    ["a path out of the file", zipOf({ ...good, "../evil": PNG }), "unsafe-name"],
    ["an absolute path", zipOf({ ...good, "/etc/passwd": PNG }), "unsafe-name"],
    ["a path of another system", zipOf({ ...good, "c:\\evil": PNG }), "unsafe-name"],
    ["a bomb", zipOf({ "trace.json": new Uint8Array(40 * 2 ** 20) }), "zip-bomb"],
  ])("is refused: %s", async (_, file, code) => expect(await codeOf(file)).toBe(code));

  it("is refused where an image is not what it is named", async () => {
    const { trace, id } = await pictured();
    const file = zipOf({ "trace.json": traceJson(trace), [`images/${id}.png`]: strToU8("other bytes") });
    expect(await codeOf(file)).toBe("altered-image");
  });

  it("is refused where it lies about a size", async () => {
    const bytes = zipSync({ "trace.json": new Uint8Array(10 * 2 ** 20) });
    const view = new DataView(bytes.buffer);
    const directory = view.getUint32(bytes.length - 22 + 16, true);
    view.setUint32(directory + 24, 1000, true);
    expect(await codeOf(new Blob([bytes as Uint8Array<ArrayBuffer>]))).toBe("zip-bomb");
  });

  it("is refused wherever it was cut, and never makes the reader throw", async () => {
    const { trace } = await pictured();
    const whole = new Uint8Array(await must(await packTrace(trace, async () => PNG)).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (end) => {
        expect(await codeOf(new Blob([whole.slice(0, end)]))).not.toBe("opened");
      }),
      { numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 5 }), async (changes) => {
        const altered = Uint8Array.from(whole);
        for (const [at, value] of changes) altered[at % altered.length] = value;
        const unpacked = await unpackTrace(new Blob([altered]));
        if (unpacked.ok) expect(encodeTrace(unpacked.value.trace)).toEqual(encodeTrace(trace));
      }),
      { numRuns: 500 },
    );
  });
});
