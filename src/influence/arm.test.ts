import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox } from "../geometry";
import type { StepBody } from "../trace";
import { addImage, addStep, built, derived, imageId, source, stepId } from "../trace/testing";
import { ARMS, type Arm, lineUnder } from "./arm";
import { answeredLine, lookAt, looksAlong } from "./look";

const zoom: StepBody = {
  kind: "action",
  action: { kind: "zoom", image: imageId("1"), box: imageBox(10, 10, 40, 40) },
  declared: null,
};
const bodies: readonly StepBody[] = [
  { kind: "problem", question: "Which letter?", images: [imageId("1")] },
  { kind: "thought", text: "look" },
  zoom,
  { kind: "observation", image: imageId("2"), text: "seen" },
  { kind: "thought", text: "a K" },
  { kind: "answer", text: "K" },
];
const trace = built(
  addImage(source("1")),
  addImage(derived("2", "1")),
  ...bodies.map((body, i) => addStep(`${i}`, i === 0 ? null : `${i - 1}`, body)),
);
const line = must(answeredLine(trace, [...trace.steps.values()]));
const look = must(lookAt(line, stepId("3")));
const noise = { ...derived("3", "2"), origin: { kind: "derived", from: imageId("2") } } as const;

const under = (arm: Arm) => lineUnder(arm, line, look, { image: noise, refusal: "refused" });
const shown = (arm: Arm) =>
  under(arm).stem.flatMap(({ body }) => (body.kind === "observation" ? [[body.image, body.text]] : []));

describe("a look", () => {
  it("is that of its action, of what it shows, and of what comes behind it", () => {
    expect(["2", "3", "4", "5"].map((id) => must(lookAt(line, stepId(id))).observation)).toEqual(
      Array(4).fill(stepId("3")),
    );
    expect(lookAt(line, stepId("1"))).toEqual({ ok: false, error: "no-look" });
    expect(looksAlong(trace, line.steps).map(({ actions }) => actions.map(({ id }) => id))).toEqual([[stepId("2")]]);
  });

  it("belongs to a line that ends in an answer", () => {
    expect(answeredLine(trace, line.steps.slice(0, -1))).toEqual({ ok: false, error: "no-answer" });
  });
});

describe("a line under an arm", () => {
  it("ends with what was shown last, whatever the arm", () => {
    for (const arm of ARMS) expect(["observation", "problem"]).toContain(under(arm).stem.at(-1)?.body.kind);
  });

  it("leaves every word as it was, and changes what is shown", () => {
    expect(shown("as-run")).toEqual([[imageId("3"), "seen"]]);
    expect(shown("noise")).toEqual([[imageId("3"), "seen"]]);
    expect(shown("removed")).toEqual([[null, ""]]);
    expect(shown("withheld")).toEqual([[null, "refused"]]);
    const raws = (arm: Arm) => under(arm).said.map(({ words }) => words);
    for (const arm of ["noise", "removed", "withheld", "uncalled"] as const) expect(raws(arm)).toEqual(raws("as-run"));
  });

  it("knows the image that it shows", () => {
    expect(under("noise").images.has(imageId("3"))).toBe(true);
    expect(trace.images.has(imageId("3"))).toBe(false);
  });

  it("shows without having been called, or the look's picture alone", () => {
    expect(under("uncalled").stem.map(({ id }) => id)).toEqual(["0", "1", "3"].map(stepId));
    const [posed, ...rest] = under("alone").stem;
    expect(rest).toEqual([]);
    expect(posed?.body).toEqual({ kind: "problem", question: "Which letter?", images: [imageId("2")] });
  });
});
