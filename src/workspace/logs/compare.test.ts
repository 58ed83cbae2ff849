import { expect, it } from "vitest";
import type { DialectName } from "../../dialect";
import { openGroup, readLog } from "../../opening";
import { countingPorts } from "../../opening/testing";
import type { TraceId } from "../../trace";
import { factsOf } from "./compare";

const CALL =
  '<tool_call>{"name":"image_zoom_in_tool","arguments":{"bbox_2d":[40,300,200,360],"label":"x"}}</tool_call>';

const RUN = JSON.stringify({
  messages: [
    { role: "user", content: [{ image: "/data/cat.png" }, { text: "Where is it?" }] },
    { role: "assistant", content: `${CALL}<answer>4</answer>` },
  ],
});

async function factsAs(system: DialectName) {
  const [record] = readLog(RUN).records;
  if (!record) throw new Error("nothing read");
  const { trace, report, branches } = await openGroup([record], "t" as TraceId, countingPorts(), system);
  const [root] = trace.children.get(null) ?? [];
  if (!root) throw new Error("nothing to begin with");
  return factsOf(trace, { root, system, report, ambiguous: [], branches });
}

it("tells that marks lie elsewhere where another reading takes a missing picture for another size", async () => {
  const [pixels, thousandths, alike] = [await factsAs("deepeyes"), await factsAs("qwen3-vl"), await factsAs("qwen3.5")];
  expect([pixels.marks, thousandths.marks]).toEqual([1, 1]);
  expect(thousandths.places).not.toBe(pixels.places);
  expect(thousandths.places).toBe(alike.places);
});
