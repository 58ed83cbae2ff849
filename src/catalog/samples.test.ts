import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { checkAnswer } from "../gym";
import { isKept, lineThrough, outcomeOf } from "../trace";
import { gymProblem } from "./gym";
import { openSample } from "./sample";
import { PHOTOGRAPH, PROGRAM, RECORDED, SAMPLES } from "./samples";

const PUBLIC = resolve(import.meta.dirname, "../../public");
const fetchFile = async (path: string): Promise<Response> =>
  existsSync(join(PUBLIC, path)) ? new Response(readFileSync(join(PUBLIC, path))) : new Response(null, { status: 404 });

describe.each(RECORDED)("the sample $id", (sample) => {
  it("asks the problem it says it does, and comes out as it says", async () => {
    const { trace } = must(await openSample(sample, fetchFile));
    const problem = await gymProblem(sample.problem);
    const line = lineThrough(trace, null);
    expect(line[0]?.body).toMatchObject({ kind: "problem", question: problem.question });
    const last = line.at(-1)?.body;
    const isRight = last?.kind === "answer" && checkAnswer(problem, last.text);
    expect(isRight ? "solved" : "failed").toBe(sample.outcome);
  });
});

describe.each(SAMPLES)("the sample $id", (sample) => {
  it("brings every source image, named by its bytes", async () => {
    const { trace, pictures } = must(await openSample(sample, fetchFile));
    const hashes = await Promise.all(
      pictures.map(async (picture) =>
        createHash("sha256")
          .update(Buffer.from(await picture.arrayBuffer()))
          .digest("hex"),
      ),
    );
    const sources = [...trace.images.values()].filter(isKept);
    expect(sources.map(({ id }) => String(id))).toEqual(hashes);
  });
});

it("finds a person by hand, looks closer, reads, and answers what it was asked", async () => {
  const { trace } = must(await openSample(PHOTOGRAPH, fetchFile));
  const line = lineThrough(trace, null);
  expect(line[PHOTOGRAPH.opensAt ?? 0]?.body).toMatchObject({ kind: "observation", found: [{ words: "person" }, {}] });
  const read = line.findLast(({ body }) => body.kind === "observation")?.body;
  expect(read?.kind === "observation" && read.found?.[0]?.words).toContain("HOPPER");
  expect(outcomeOf(trace, line.at(-1)?.id ?? null).right).toBe(true);
});

it("opens on a program that finds, crops and reads on a photograph, at what it found", async () => {
  expect(SAMPLES[0]).toBe(PROGRAM);
  const { trace } = must(await openSample(PROGRAM, fetchFile));
  const line = lineThrough(trace, null);
  const said = line.filter(({ body }) => body.kind === "action" || body.kind === "answer").map(({ raw }) => raw.trim());
  expect(said.map((words) => words.replace(/\(.*/, ""))).toEqual([
    "BOX0=LOC",
    "BOX1=LOC",
    "IMAGE0=CROP",
    "ANSWER0=OCR",
    "ANSWER1=COUNT",
    "ANSWER2=EVAL",
    "FINAL_RESULT=RESULT",
  ]);
  expect(line[PROGRAM.opensAt ?? 0]?.body).toMatchObject({ kind: "observation", found: [{ words: "person" }] });
  expect(outcomeOf(trace, line.at(-1)?.id ?? null).right).toBe(true);
});

it("shows a failure beside the successes, and opens on a success", () => {
  expect(SAMPLES.map(({ outcome }) => outcome)).toContain("failed");
  expect(SAMPLES[0]?.outcome).toBe("solved");
});
