import { describe, expect, it } from "vitest";
import { fallenBack, placementIn } from "./placement";

const line = (said: string): string =>
  `2026-11-29 17:22:09.1 [V:onnxruntime:, session_state.cc:1385 VerifyEachNodeIsAssignedToAnEp] ${said}`;

const log = (device: readonly string[], cpu: readonly string[]): string[] => [
  line("Node placements"),
  line(` Node(s) placed on [WebGpuExecutionProvider]. Number of nodes: ${device.length}`),
  ...device.map((node) => line(`  ${node}`)),
  line(` Node(s) placed on [CPUExecutionProvider]. Number of nodes: ${cpu.length}`),
  ...cpu.map((node) => line(`  ${node}`)),
];

describe("where operators are computed", () => {
  it("is read from the runtime's log", () => {
    const placement = placementIn([...log(["MatMul (/a)"], ["Cast (/b)", "Neg ()"]), "something else"]);
    expect(placement).toEqual({
      onDevice: [{ operator: "MatMul", node: "/a" }],
      onCpu: [
        { operator: "Cast", node: "/b" },
        { operator: "Neg", node: "" },
      ],
    });
    const [all] = [line(" All nodes placed on [WebGpuExecutionProvider]. Number of nodes: 3")];
    expect(placementIn([all]).onDevice).toHaveLength(3);
    expect(() => placementIn(["something else"])).toThrow();
  });

  it("says which of a network's own fell back", () => {
    const before = placementIn(log(["MatMul (/a)", "Scan (/c)"], ["Cast (/b)"]));
    expect(fallenBack(before, placementIn(log(["MatMul (/a)"], ["Cast (/b)", "Neg ()", "Scan (/c)"])))).toEqual([
      "Scan/c",
    ]);
    expect(fallenBack(before, before)).toEqual([]);
  });
});
