import { describe, expect, it } from "vitest";
import { mark, PICTURE, walk } from "../testing";
import { VISUAL_REASONER } from "./reasoner";

const plan = (tool: string, target = "sign") =>
  `{'question': 'Where is the ${target}?', 'tool': '${tool}', 'operation': {'instruction': 'find the ${target}', 'target': '${target}'}}`;
const kinds = (doings: readonly { readonly kind: string }[]) => doings.map(({ kind }) => kind);

// Held to `reasoner` and its tools in utils.py of AntResearchNLP/VisualReasoner at 1d86ae4.
describe("plans of VisualReasoner", () => {
  it("read within the boxes that were found last, and answer with the surest words", () => {
    const { doings, values, refusal } = walk(`${plan("grounding")}\n${plan("ocr")}`, VISUAL_REASONER, {
      found: (words) =>
        words === ""
          ? [mark([0, 0, 9, 9], "faint", 0.5), mark([0, 0, 9, 9], "B", 0.91), mark([0, 0, 9, 9], "A", 0.97)]
          : [mark([10, 10, 60, 40], "stop sign")],
      said: (text) => text,
    });
    expect(refusal).toBeNull();
    expect(kinds(doings)).toEqual(["find", "find", "ask", "end"]);
    expect(doings[1]).toMatchObject({
      calls: [{ tool: "read-text", region: { left: 10, top: 10, width: 50, height: 30 } }],
    });
    expect(values.get("RESULT")).toEqual({
      kind: "scalar",
      value: "The picture says: A,B. What is there? Answer in a few words.",
    });
  });

  it("leave out a box that holds a smaller one, and put the least sure first", () => {
    const found = () => [
      mark([0, 0, 100, 100], "sign", 0.9),
      mark([10, 10, 20, 20], "sign", 0.8),
      mark([200, 0, 230, 30], "sign", 0.4),
    ];
    const { values } = walk(plan("grounding"), VISUAL_REASONER, { found });
    expect(values.get("BBOX1")).toMatchObject({ things: [{ box: [200, 0, 230, 30] }, { box: [10, 10, 20, 20] }] });
  });

  it("answer at once where nothing was found", () => {
    const { doings, values } = walk(`${plan("grounding")}\n${plan("ocr")}`, VISUAL_REASONER, { said: (text) => text });
    expect(kinds(doings)).toEqual(["find", "ask", "end"]);
    expect(values.get("RESULT")).toEqual({ kind: "scalar", value: "What is there?" });
  });

  it("read nothing where no box was found before", () => {
    const { doings } = walk(plan("ocr"), VISUAL_REASONER);
    expect(kinds(doings)).toEqual(["give", "ask", "end"]);
  });

  it("count on a picture that is dark but for what was found", () => {
    const { doings } = walk(plan("counting"), VISUAL_REASONER, { found: () => [mark([10, 10, 60, 40], "stop sign")] });
    expect(kinds(doings)).toEqual(["find", "retouch", "ask", "end"]);
    expect(doings[1]).toMatchObject({ on: PICTURE, retouch: { kind: "dim-outside" } });
    expect(doings[2]).toMatchObject({
      questions: [{ image: "d".repeat(64), text: "What is there? Answer with a number." }],
    });
  });

  it("ask the part and then the whole where the plan is to answer", () => {
    const { doings } = walk(plan("answer"), VISUAL_REASONER);
    expect(doings.flatMap((doing) => (doing.kind === "ask" ? doing.questions.map(({ text }) => text) : []))).toEqual([
      "Where is the sign?",
      "What is there?",
    ]);
  });

  it("may be JSON, and stand over several lines", () => {
    const source = `\n{"question": "q",\n "tool": "answer",\n "operation": {"instruction": "", "target": ""}}\n`;
    expect(walk(source, VISUAL_REASONER).refusal).toBeNull();
  });

  it.each([
    ["what is it?", "not-a-plan", 1],
    [`${plan("grounding")}\n{'question': 'q', 'tool': 'segment'}`, "no-such-module", 2],
    [`{'question': 'q', 'tool': 'grounding'}`, "argument-missing", 1],
    [`${plan("answer")}\n${plan("ocr")}`, "after-the-answer", 2],
    [`\n{'question': 'q', 'tool': 'answer'`, "not-a-plan", 2],
    ["", "program-empty", 1],
  ])("are refused by line: %j", (source, code, line) => {
    expect(walk(source, VISUAL_REASONER).refusal).toMatchObject({ code, line });
  });
});
