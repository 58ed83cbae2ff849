import { expect, it } from "vitest";
import { must } from "../base";
import { bytesFromBase64, sealOf } from "../sharing";
import { encodeTrace } from "../trace";
import { addStep, built, judgement } from "../trace/testing";
import { load } from "./load";
import { EN, ZH } from "./words";

it("plays a trace without what is said of steps that it does not hold, and tells that", async () => {
  const trace = built(addStep("ask", null, { kind: "problem", question: "How many?", images: [] }));
  const file = { ...encodeTrace(trace), judgements: [judgement("j1", "gone"), judgement("j2", "ask")] };
  const text = Buffer.from(JSON.stringify(file)).toString("base64");
  const seal = await sealOf(bytesFromBase64(text) ?? new Uint8Array());
  const loaded = must(await load({ block: { text, seal, view: "" }, href: "https://example.org/player.html" }));
  expect([...loaded.trace.judgements.keys()]).toEqual(["j2"]);
  expect(loaded.strays).toMatchObject([{ kind: "judgement", name: "j1", reason: "no-such-step" }]);
  expect(EN.strays(1, "judgements[0]")).toContain("1 entry is about a step or a picture");
  expect(ZH.strays(2, "judgements[0]")).toContain("2 项");
});
