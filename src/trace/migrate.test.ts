import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { applyEdit, type Edit } from "./edit";
import { IMPOSSIBLE } from "./generation";
import { encodeTrace, parseLogEntry, parseTrace } from "./json";
import { ME, type Verdict } from "./judgement";
import { ownJudgement } from "./judging";
import { commitEntry, type EditLog, logOf } from "./log";
import { expectLawful, imageId, stepId, trunk } from "./testing";
import type { Trace } from "./trace";

/** What version 1 wrote, as it was written; see `fixtures/README.md`. */
const written = (name: string): Record<string, unknown> & { steps: Record<string, unknown>[] } =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/version-1", `${name}.json`), "utf8"));

const opened = (name: string): Trace => must(parseTrace(written(name)));

const VERDICT_NOW: Readonly<Record<string, Verdict>> = { good: "correct", bad: "wrong", unsure: "unsure" };

describe.each(["sample", "gym", "imported", "remote"])("[J4] the file %s of version 1", (name) => {
  const file = written(name);
  const trace = opened(name);

  it("has every step and image, in order, as it was", () => {
    expect([...trace.images.values()]).toEqual(file.images);
    const now = encodeTrace(trace).steps;
    expect(now.map(({ generation, ...step }) => ({ ...step, generation: generation && "kept" }))).toEqual(
      file.steps.map(({ verdict: _, note: __, generation, ...step }) => ({
        ...step,
        generation: generation && "kept",
      })),
    );
  });

  it("has every verdict and note as a judgement of the person at this browser", () => {
    for (const { id, verdict, note, atMillis } of file.steps) {
      const own = ownJudgement(trace, stepId(String(id)), ME.id);
      expect(own?.value.verdict ?? null).toBe(verdict === null ? null : VERDICT_NOW[String(verdict)]);
      expect(own?.value.note ?? "").toBe(note);
      if (own) expect(own).toMatchObject({ rater: ME, basis: { kind: "hand" }, atMillis });
    }
    expect(trace.judgements.size).toBe(file.steps.filter(({ verdict, note }) => verdict || note).length);
  });

  it("has every token, and knows no conditions", () => {
    for (const { id, generation } of file.steps) {
      const now = trace.steps.get(stepId(String(id)))?.generation;
      expect(now?.tokens.map(({ text }) => text)).toEqual(
        (generation as { tokens: { text: string }[] } | null)?.tokens.map(({ text }) => text),
      );
      if (now) expect(now.conditions).toBeNull();
    }
  });

  it("is the same each time, and stays the same once it is written anew", () => {
    expect(opened(name)).toEqual(trace);
    const anew = JSON.parse(JSON.stringify(encodeTrace(trace)));
    expect(anew.version).toBe(2);
    expect(must(parseTrace(anew))).toEqual(trace);
  });
});

describe("what a version 1 file says of tokens", () => {
  const tokens = (name: string) =>
    [...opened(name).steps.values()].flatMap(({ generation }) => generation?.tokens ?? []);

  it("is null where no server told the probability, and 0 where one told certainty", () => {
    expect(tokens("remote").map(({ id, text, logProbability }) => [id, text, logProbability])).toEqual([
      [-1, "<think>I see</think>", null],
      [-3, "<answer>", 0],
      [-4, "K", -0.5],
      [-1, "</answer>", null],
    ]);
  });

  it("is the stand-in where the model held a token for impossible", () => {
    const alternatives = tokens("gym").flatMap((token) => token.alternatives);
    const impossible = alternatives.filter(({ logProbability }) => logProbability === IMPOSSIBLE);
    expect(new Set(impossible.map(({ text }) => text))).toEqual(new Set(["?"]));
  });
});

describe("[J4] log entries of version 1", () => {
  const at = { atMillis: 7, group: null };
  const done = (trace: Trace, name: string, edit: unknown) => {
    const entry = must(parseLogEntry({ edit, name, ...at }, trace));
    expectLawful(trace, entry.edit);
    return { entry, trace: must(applyEdit(trace, entry.edit)) };
  };
  const remark = (id: string, fields: object) => ({ kind: "remark", id, remark: fields });
  const own = (trace: Trace, id: string) => ownJudgement(trace, stepId(id), ME.id);

  it("[L6] are of the model where it ran, and else of the person", () => {
    const add = { kind: "entitle", title: "t" };
    expect(done(trunk, "run", add).entry.author).toEqual({ kind: "model" });
    expect(done(trunk, "entitle", add).entry.author).toEqual({ kind: "human", rater: ME.id });
  });

  it("judge where they remarked: once added, then changed, then taken away", () => {
    const first = done(trunk, "verdict", remark("zoom", { verdict: "good" }));
    expect(first.entry.edit.kind).toBe("add-judgement");
    const second = done(first.trace, "note", remark("zoom", { note: "There." }));
    expect(own(second.trace, "zoom")).toMatchObject({ value: { verdict: "correct", note: "There." }, atMillis: 7 });
    const third = done(second.trace, "verdict", remark("zoom", { verdict: null }));
    expect(own(third.trace, "zoom")?.value).toMatchObject({ verdict: null, note: "There." });
    const fourth = done(third.trace, "note", remark("zoom", { note: "" }));
    expect(fourth.trace).toEqual(trunk);
    expect(done(trunk, "note", remark("zoom", { note: "" })).trace).toEqual(trunk);
  });

  it("keep the rest of a remark", () => {
    const { trace } = done(trunk, "star", remark("zoom", { starred: true, title: "x", verdict: "bad", note: "n" }));
    expect(trace.steps.get(stepId("zoom"))).toMatchObject({ starred: true, title: "x" });
    expect(own(trace, "zoom")?.value).toMatchObject({ verdict: "wrong", note: "n" });
  });

  it("bring judged steps, judge them again within a batch, and take them away", () => {
    const { generation: _, ...plain } = must(parseTrace(written("gym"))).steps.get(stepId("step-39")) ?? {};
    const step = { ...plain, id: "new", parent: "answer", generation: null, verdict: "bad", note: "" };
    const edits: unknown[] = [
      { kind: "add-step", step, index: 0 },
      remark("new", { note: "No." }),
      { kind: "batch", edits: [remark("new", { verdict: "unsure" })] },
    ];
    const { trace } = done(trunk, "run", { kind: "batch", edits });
    expect(own(trace, "new")?.value).toMatchObject({ verdict: "unsure", note: "No." });
    expect(done(trace, "run", { kind: "remove-step", id: "new" }).trace).toEqual(trunk);
    expect(done(trunk, "run", { kind: "batch", edits: [...edits, { kind: "remove-step", id: "new" }] }).trace).toEqual(
      trunk,
    );
  });

  it("are refused where they are none, and never throw", () => {
    expect(parseLogEntry({ edit: remark("zoom", { verdict: "ok" }), name: "verdict", ...at }, trunk).ok).toBe(false);
    const edit = { kind: "entitle", title: "" };
    expect(parseLogEntry({ edit, name: "entitle", ...at, version: 1000 }, trunk)).toEqual({
      ok: false,
      error: "newer-version",
    });
    const anyRemark = fc
      .record({ kind: fc.constantFrom("remark", "add-step", "remove-step", "batch") })
      .chain((base) =>
        fc
          .tuple(fc.jsonValue(), fc.jsonValue(), fc.constantFrom("zoom", "nowhere", 7), fc.jsonValue())
          .map(([remark, step, id, edits]) => ({ ...base, id, remark, step, edits, index: 0 })),
      );
    fc.assert(
      fc.property(anyRemark, (edit) => {
        parseLogEntry({ edit, name: "run", ...at }, trunk);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a hostile file of version 1", () => {
  it("[J2] is read or refused, and never throws", () => {
    const file = written("gym");
    const keys = Object.keys(file.steps[2] ?? {});
    fc.assert(
      fc.property(fc.nat(file.steps.length), fc.constantFrom(...keys), fc.jsonValue(), (at, key, instead) => {
        const steps = file.steps.map((step, i) => (i === at ? { ...step, [key]: instead } : step));
        const parsed = parseTrace({ ...file, steps });
        if (parsed.ok) expect(must(parseTrace(encodeTrace(parsed.value)))).toEqual(parsed.value);
      }),
      { numRuns: 300 },
    );
    const unsayable: unknown = { ...file.steps[0], id: { toString: false }, verdict: "good" };
    for (const steps of [null, [null], [[]], ["x"], [{}], [unsayable]])
      expect(parseTrace({ ...file, steps }).ok).toBe(false);
  });

  it("is refused where a verdict is none", () => {
    const file = written("gym");
    const steps = file.steps.map((step) => ({ ...step, verdict: "ok" }));
    expect(parseTrace({ ...file, steps })).toMatchObject({ ok: false, error: { code: "not-a-trace" } });
  });
});

it("[J4] a journal of both versions is one log", () => {
  const remark = { kind: "remark", id: "zoom", remark: { verdict: "good" } };
  const old: unknown = { edit: remark, name: "verdict", atMillis: 1, group: null };
  const first: EditLog = must(commitEntry(logOf(trunk), must(parseLogEntry(old, trunk))));
  const judgement = ownJudgement(first.trace, stepId("zoom"), ME.id);
  const change: Edit = {
    kind: "change-judgement",
    id: judgement?.id ?? ("" as never),
    value: { ...judgement!.value, note: "Now." },
    atMillis: 2,
  };
  const now = {
    version: 2,
    edit: change,
    author: { kind: "human", rater: "me" },
    name: "note",
    atMillis: 2,
    group: null,
  };
  const second = must(commitEntry(first, must(parseLogEntry(now, first.trace))));
  expect(ownJudgement(second.trace, stepId("zoom"), ME.id)?.value).toMatchObject({ verdict: "correct", note: "Now." });
  expect(second.trace.images.has(imageId("1"))).toBe(true);
});
