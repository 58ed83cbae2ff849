import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { SEALED_CONFIG, startPython } from "../../src/sandbox/worker/python";
import census from "./calls.json";
import { modules } from "./rig";

// Each call that published programs make, made anew from the kinds of its arguments and run by the sandbox's own modules.
const RUN = `
import json, sys
sys.path.insert(0, "/home/program")
import _files, matplotlib, sample
matplotlib.rcParams["figure.dpi"] = 20
def tried(call):
    try:
        sample.run(call["name"], call["on"], call["arguments"], call["keywords"])
        return ""
    except Exception as raised:
        return f"{type(raised).__name__}: {raised}"
    finally:
        _files.take()
json.dumps([tried(call) for call in json.loads(calls)])
`;

/** Calls that no sample can be made for from their kinds alone, nor for the real packages; they ran where they were found. */
const WITHOUT_SAMPLE: ReadonlySet<string> = new Set([
  "cv2.imwrite(text, Image RGB)",
  "cv2.warpAffine(uint8[h×w×3], float64[h×w], (int, int))",
  "matplotlib.colors.rgb_to_hsv(float64[h×w×3])",
  "matplotlib.pyplot.Polygon([int64[h], float64[h], float64[h]], closed=True, edgecolor='black', fill=None)",
  "matplotlib.pyplot.scatter([int, int, int], [int, int, int], c=[text, text, text], s=int, zorder=int)",
  "matplotlib.pyplot.subplot(3, 1, int)",
  "ndarray.reshape(-1, int) on uint8[h×w×3]",
  "numpy.dot(uint8[h×w], [float, float, float])",
]);

const calls = census.calls.filter(({ text }) => !WITHOUT_SAMPLE.has(text));

async function refusals(): Promise<readonly string[]> {
  const interpreter = await loadPyodide(SEALED_CONFIG);
  await startPython(async () => interpreter, modules());
  interpreter.FS.writeFile("/home/program/sample.py", readFileSync(join(import.meta.dirname, "sample.py"), "utf8"));
  interpreter.globals.set("calls", JSON.stringify(calls));
  return z.array(z.string()).parse(JSON.parse(String(interpreter.runPython(RUN))));
}

describe("calls of published programs", () => {
  it("run in the sandbox's own modules, every one that there is a sample of", async () => {
    const told = await refusals();
    expect(calls.flatMap(({ text }, i) => (told[i] === "" ? [] : [`${text}: ${told[i]}`]))).toEqual([]);
  });

  it("ran where they were found, nine of ten of all to PIL, OpenCV and matplotlib, reached or not", () => {
    const sum = (what: "count" | "ran") =>
      census.calls
        .filter(({ family }) => ["PIL", "cv2", "matplotlib"].includes(family))
        .reduce((all, call) => all + call[what], 0);
    const { PIL, cv2, matplotlib } = census.unreached;
    expect(sum("ran") / (sum("count") + PIL + cv2 + matplotlib)).toBeGreaterThanOrEqual(0.9);
  });
});
