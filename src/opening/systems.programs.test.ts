// A run of each system in the shape that its own scripts write, from its record to its steps.
import { describe, expect, it } from "vitest";
import type { OpenedRecord } from "./openRecord";
import { lostInSilence } from "./testing";
import { findings, opened, stepsOf } from "./testing/steps";

const chat = (...messages: readonly (readonly [role: string, content: unknown])[]): string =>
  JSON.stringify(messages.map(([role, content]) => ({ role, content })));
const picture = (name: string): object => ({ type: "image_url", image_url: { url: name } });
const words = (text: string): object => ({ type: "text", text });
const call = (value: object): string => `<tool_call>\n${JSON.stringify(value)}\n</tool_call>`;
const asked: readonly [string, unknown] = ["user", [picture("a.png"), words("What?")]];

const systems = (records: readonly OpenedRecord[]) => records.map(({ report }) => report.system);
const first = (records: readonly OpenedRecord[]): readonly string[] => (records[0] ? stepsOf(records[0]) : []);
const scores = (records: readonly OpenedRecord[]) =>
  records.map(({ trace }) => trace.scores.map(({ name, value }) => `${name} ${value}`));
const reference = (records: readonly OpenedRecord[]) => {
  const [problem] = records[0]?.trace.steps.values() ?? [];
  return problem?.body.kind === "problem" ? problem.body.reference?.answer : undefined;
};

describe("PyVision-RL", () => {
  it("answers within a tool's response, and boxes its own answer without tags", async () => {
    const prompt = "<|im_start|>user\n<image_clue_0><image></image_clue_0>\nWhat?<|im_end|>\n<|im_start|>assistant\n";
    const code =
      "Closer.\n<code>\n```python\nplt.imshow(image_clue_0.crop((100, 50, 220, 130)))\nplt.show()\n```\n</code>";
    const seen =
      "<|im_end|>\n<|im_start|>user\n<tool_response>\n<interpreter><image_clue_1><image></image_clue_1></interpreter>\n\n</tool_response><|im_end|>\n<|im_start|>assistant\n";
    const output = `${code}${seen}It is \\boxed{7}`;
    const records = await opened(JSON.stringify({ prompt, output, images: ["a.png", "crop.png"] }));
    expect([systems(records), findings(records)]).toEqual([["pyvision"], []]);
    expect(first(records).slice(1)).toEqual([
      "thought Closer.",
      "program #1",
      "zoom #1 100 50 120 80",
      "saw #2",
      "thought It is",
      "answer 7",
    ]);
  });
});

describe("SenseNova-MARS", () => {
  const zoom = call({
    name: "image_zoom_in_tool",
    arguments: { bbox_2d: [100, 100, 220, 214], label: "x", img_idx: 0 },
  });
  const search = call({ name: "text_search_tool", arguments: { query: "the tallest tower of Lisbon" } });

  it("cuts by thousandths, and tells searches as not performed", async () => {
    const records = await opened(
      chat(
        asked,
        ["assistant", `<thinking>Closer.</thinking>\n${zoom}`],
        [
          "user",
          [words("<tool_response>\nHere is the zoomed image:"), picture("crop.png"), words("\n</tool_response>")],
        ],
        ["assistant", `<thinking>Which is it?</thinking>\n${search}`],
        ["user", "<tool_response>\nNone.\n</tool_response>"],
        ["assistant", "<thinking>So.</thinking>\n<answer>B</answer>"],
      ),
    );
    expect(systems(records)).toEqual(["sensenova-mars"]);
    expect(findings(records)).toEqual(["unsupported-call text_search_tool"]);
    const steps = first(records);
    expect(steps.slice(1, 4)).toEqual(["thought Closer.", "zoom #1 100 70 120 80", "saw #2"]);
    expect(steps.at(-1)).toBe("answer B");
    const [zoomed] = [...(records[0]?.trace.steps.values() ?? [])].filter(({ body }) => body.kind === "action");
    // 154/1000 of 700 is 149.8: cut off at 149, so that the cut has another size than the box.
    expect(zoomed?.body).toMatchObject({ declared: { space: "permille", executed: { top: 70, height: 79 } } });
  });

  it("finds the pictures that its evaluation saved, by their markers", async () => {
    const value = {
      sample_id: "s1",
      dataset: "vstar",
      input:
        "<|im_start|>system\nTools.<|im_end|>\n<|im_start|>user\n[IMAGE 1]\nWhat?<|im_end|>\n<|im_start|>assistant\n",
      output: `<thinking>Closer.</thinking>\n${zoom}<|im_end|><|im_start|>user\n<tool_response>\nHere is the zoomed image:[IMAGE 2]\n</tool_response><|im_end|>\n<|im_start|>assistant\n<thinking>So.</thinking><answer>B</answer><|im_end|>`,
      gts: ["B"],
      num_round: 2,
      saved_images: [
        { marker: "[IMAGE 1]", path: "a.png", type: "input" },
        { marker: "[IMAGE 2]", path: "crop.png", type: "zoom" },
      ],
    };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records), reference(records)]).toEqual([["sensenova-mars"], [], "B"]);
    expect(first(records)).toEqual([
      "asked What? #1",
      "thought Closer.",
      "zoom #1 100 70 120 80",
      "saw #2",
      "thought So.",
      "answer B",
    ]);
  });
});

describe("Skywork-R1V4", () => {
  it("holds its run in one text, programs and searches alike", async () => {
    const source = "img = Image.open('demo.png')\nimg.crop((10, 20, 110, 90)).save('part.png')";
    const full = `<think>Cut.</think>${call({ name: "code", arguments: { code: source } })}<observation>{"type": "code", "result": "part.png"}</observation><think>Look it up.</think>${call({ name: "search", arguments: { query: "x" } })}<observation>{"type": "search", "result": "none"}</observation><think>So.</think><answer>blue</answer>`;
    const value = { image: "a.png", question: "What?", response: { full_response: full, raw_response: { id: "1" } } };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records)]).toEqual([["skywork-r1v4"], ["unsupported-call search"]]);
    expect(first(records).filter((step) => !step.startsWith("unparsed"))).toEqual([
      "asked What? #1",
      "thought Cut.",
      "program #1",
      "zoom #1 10 20 100 70",
      'saw <observation>{"type": "code", "result": "part.png"}</observation>',
      "thought Look it up.",
      'saw <observation>{"type": "search", "result": "none"}</observation>',
      "thought So.",
      "answer blue",
    ]);
    expect(lostInSilence(value, records, "skywork-r1v4")).toEqual([]);
  });
});

describe("InSight-o3", () => {
  const talk = [
    { role: "user", content: [picture("a.png"), words("What?")] },
    {
      role: "assistant",
      content: "<think>Where?</think>\n<tool_call> region_description={the sign, top left} </tool_call>",
    },
    { role: "user", content: [words("Based on your description:"), picture("crop.png")] },
    { role: "assistant", content: "<think>Yes.</think>\nAnswer: \\boxed{B}" },
  ];

  it("asks for regions in words, which are kept", async () => {
    const records = await opened(JSON.stringify({ messages: talk }));
    expect([systems(records), findings(records)]).toEqual([["insight-o3"], []]);
    expect(first(records)).toEqual([
      "asked What? #1",
      "thought Where?",
      "program #1",
      "saw #2",
      "thought Yes.",
      "thought Answer:",
      "answer B",
    ]);
  });

  it("keeps the talks of an evaluation, with its score", async () => {
    const value = {
      answer: "B",
      eval_result: {
        success: true,
        is_correct: true,
        extracted_answer: "B",
        inference_result: { success: true, conversations: [{ agent: "vreasoner", messages: talk }] },
      },
    };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records)]).toEqual([["insight-o3"], []]);
    expect([scores(records), reference(records)]).toEqual([[["is_correct true"]], "B"]);
  });
});

describe("AdaReasoner", () => {
  const run = async (value: object) => {
    const records = await opened(
      chat(
        asked,
        ["assistant", `<think>Use a tool.</think>${call(value)}`],
        ["user", [words('{"status": "success"}'), picture("crop.png")]],
        ["assistant", "<think>So.</think><response>B</response>"],
      ),
    );
    expect(systems(records)).toEqual(["adareasoner"]);
    expect(first(records).at(-1)).toBe("answer B");
    return records;
  };
  const made = async (name: string, parameters: object) =>
    first(await run({ name, parameters: { image: "img_1", ...parameters } })).slice(2, -3);

  it("reads the numbers of its tools, as lists and as texts", async () => {
    expect(await made("Crop", { coordinates: "[100, 50, 220, 130]" })).toEqual(["zoom #1 100 50 120 80"]);
    expect(await made("Crop", { bbox: [100, 50, 220, 130] })).toEqual(["zoom #1 100 50 120 80"]);
    expect(
      await made("HighlightBox", {
        bboxes: [
          [1, 2, 11, 12],
          [5, 6, 25, 26],
        ],
      }),
    ).toEqual(["highlight #1 1 2 10 10", "highlight #1 5 6 20 20"]);
    expect(await made("DrawShape", { bboxes: [{ shape: "rectangle", coords: [1, 2, 11, 12] }] })).toEqual([
      "box #1 1 2 10 10",
    ]);
  });

  it("reads paths and rules as lines", async () => {
    const pointsOf = async (name: string, parameters: object) => {
      const [record] = await run({ name, parameters: { image: "img_1", ...parameters } });
      return [...(record?.trace.steps.values() ?? [])].flatMap(({ body }) =>
        body.kind === "action" && body.action.kind === "line"
          ? [body.action.points.map(({ x, y }) => `${x},${y}`).join(" ")]
          : [],
      );
    };
    expect(await pointsOf("Draw2DPath", { start_point: [32, 32], directions: "R,R,d" })).toEqual([
      "32,32 96,32 160,32 160,96",
    ]);
    const cells = { start_point: "[2, 1]", directions: "dl", step: 10, pixel_coordinate: false };
    expect(await pointsOf("Draw2DPath", cells)).toEqual(["15,5 15,15 5,15"]);
    expect(await pointsOf("DrawLine", { line_type: "horizontal", coordinates: "y1=100, y2=200" })).toEqual([
      "0,100 1000,100",
      "0,200 1000,200",
    ]);
    expect(await pointsOf("DrawLine", { line_type: "vertical", coordinates: "x=30" })).toEqual(["30,0 30,700"]);
  });

  it("tells tools that find things by themselves as not performed", async () => {
    expect(findings(await run({ name: "Point", parameters: { image: "img_1", description: "the elf" } }))).toEqual([
      "unsupported-call Point",
    ]);
    expect(findings(await run({ name: "Crop", parameters: { image: "img_7", coordinates: "[1, 2, 3, 4]" } }))).toEqual([
      "no-such-image",
    ]);
  });
});

describe("CogCoM", () => {
  it("marks and cuts by thousandths of the latest picture", async () => {
    const records = await opened(
      chat(
        asked,
        [
          "assistant",
          "The plate is at [[100,100,220,214]]. Using CROP_AND_ZOOMIN([[100,100,220,214]], 2) to crop along [[100,100,220,214]] and enlarge it.",
        ],
        ["user", [words("Based on this new image and the reasoning history:"), picture("crop.png")]],
        ["assistant", "The word is at [[000,500,500,999;500,000,999,500]]. So the answer is AB."],
      ),
    );
    expect([systems(records), findings(records)]).toEqual([["cogcom"], []]);
    expect(first(records)).toEqual([
      "asked What? #1",
      "thought The plate is at",
      "box #1 100 70 120 80",
      "thought . Using",
      "zoom #1 100 70 120 80",
      "thought to crop along [[100,100,220,214]] and enlarge it.",
      "saw #2",
      "thought The word is at",
      "box #2 0 40 60 40",
      "box #2 60 0 60 40",
      "answer . So the answer is AB.",
    ]);
  });
});

describe("ViperGPT", () => {
  it("is one program and what it came to", async () => {
    const code =
      'def execute_command(image)->str:\n    image_patch = ImagePatch(image)\n    return image_patch.simple_query("What?")';
    const value = {
      result: "a cup",
      answer: "cup",
      code,
      id: 1,
      query: "What?",
      img_path: "a.png",
      possible_answers: "",
    };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records), reference(records)]).toEqual([["vipergpt"], [], "cup"]);
    expect(first(records)).toEqual(["asked What? #1", "program #1", "answer a cup"]);
  });
});

describe("SEAL", () => {
  it("says what it misses, is shown what was found, and chooses", async () => {
    const missed =
      "Sorry, I can not answer the question. Some visual information about the following objects is missing or unclear: plate.";
    const sample = {
      question: "What colour is the plate?",
      options: ["The plate is red.", "The plate is blue."],
      image: "a.png",
      prediction_freeform: missed,
      missing_objects: ["plate"],
      search_result: [{ bbox: [100.0, 50.0, 120.0, 80.0], name: "plate" }],
      option_chosen: 1,
      correct: 0,
    };
    const value = { direct_attributes: [sample], relative_position: [] };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records)]).toEqual([["seal"], []]);
    expect([scores(records), reference(records)]).toEqual([[["correct 0"]], "The plate is red."]);
    expect(first(records)).toEqual([
      "asked What colour is the plate? The plate is red. The plate is blue. #1",
      `thought ${missed}`,
      "zoom #1 100 50 120 80",
      "answer The plate is blue.",
    ]);
    const zoomed = [...(records[0]?.trace.steps.values() ?? [])].find(({ body }) => body.kind === "action");
    expect(zoomed?.body).toMatchObject({ declared: { executed: { left: 88, top: 42, width: 144, height: 96 } } });
    expect(lostInSilence(value, records, "seal")).toEqual([]);
    // What was missed and neither named nor found is told by nothing else.
    const unfound = { ...sample, missing_objects: ["plate", "cup"] };
    const others = await opened(JSON.stringify({ direct_attributes: [unfound] }));
    expect(findings(others)).toEqual(["unread-field direct_attributes[].missing_objects[]"]);
  });
});

describe("OctoTools", () => {
  const result = [{ label: "ball", box: "(632, 67, 689, 126)", saved_image_path: "crop.png" }];
  const command = 'execution = tool.execute(image="a.png", labels=["ball"])';
  const steps = [
    "thought Count the balls.",
    "thought [Sub Goal]: Find the balls. [Tool]: Object_Detector_Tool",
    "program #1",
    "saw #2",
    "thought There is one.",
    "answer 1",
  ];
  const inShort = (records: readonly OpenedRecord[]) => first(records).map((step) => step.replaceAll(/\s+/g, " "));

  it("keeps what it solved as JSON", async () => {
    const value = {
      query: "How many?",
      image: "a.png",
      query_analysis: "Count the balls.",
      memory: { "Action Step 1": { tool_name: "Object_Detector_Tool", sub_goal: "Find the balls.", command, result } },
      step_count: 1,
      execution_time: 20.2,
      final_output: "There is one.",
      direct_output: "1",
    };
    const records = await opened(JSON.stringify(value));
    expect([systems(records), findings(records)]).toEqual([["octotools"], []]);
    expect(inShort(records)).toEqual(["asked How many? #1", ...steps]);
  });

  it("prints the same into a notebook", async () => {
    const text = [
      "==> 🔍 Received Query: How many?",
      "==> 🖼️ Received Image: a.png",
      "==> 🎯 Step 1: Action Prediction (Object_Detector_Tool)\n\n[Sub Goal]: Find them.\n[Tool]: Object_Detector_Tool\n[Time]: 2.55s",
      `==> 📝 Step 1: Command Generation (Object_Detector_Tool)\n\n[Command]: ${command}\n[Time]: 3.19s`,
      `==> 🛠️ Step 1: Command Execution (Object_Detector_Tool)\n\n[Result]:\n${JSON.stringify(result, null, 4)}\n[Time]: 1.2s`,
      "==> 🐙 Final Answer:\n\n1\n\n[Total Time]: 20.22s",
      "==> ✅ Query Solved!",
    ].join("\n\n");
    const output = { output_type: "stream", name: "stdout", text: text.split(/(?<=\n)/) };
    const cell = { cell_type: "code", source: ["solver.solve()"], outputs: [output] };
    const records = await opened(JSON.stringify({ nbformat: 4, cells: [cell] }));
    expect([systems(records), findings(records)]).toEqual([["octotools"], []]);
    const kinds = first(records).map((step) => step.split(" ")[0]);
    expect(first(records)[0]).toBe("asked How many? #1");
    expect(kinds.filter((kind) => kind !== "thought")).toEqual(["asked", "program", "saw", "answer"]);
    expect(first(records)).toContain("answer 1");
  });
});

describe("Visual-ARFT", () => {
  it("opens what the program before it saved, and keeps none of its variables", async () => {
    const code = (source: string): string => `<code>\n\`\`\`python\n${source}\n\`\`\`\n</code>`;
    const turn = code(
      "image = cv2.imread('path_to_input_image.jpg')\nturned = cv2.rotate(image, cv2.ROTATE_90_CLOCKWISE)",
    );
    const cut = code(
      "image = cv2.imread('path_to_input_image.jpg')\npart = image[20:90, 10:110]\nother = turned[0:5, 0:5]",
    );
    const records = await opened(
      chat(
        asked,
        ["assistant", `<think>On its side.</think>\n<problem> {'rotation90', 'crop'} </problem>\n${turn}`],
        ["user", [picture("turned.png")]],
        ["assistant", cut],
        ["user", [picture("crop.png")]],
        ["assistant", "<answer>B</answer>"],
      ),
    );
    expect(systems(records)).toEqual(["visual-arft"]);
    expect(first(records).filter((step) => !step.startsWith("thought"))).toEqual([
      "asked What? #1",
      "program #1",
      "rotate #1 90",
      "saw #2",
      "program #2",
      "zoom #2 10 20 100 70",
      "saw #3",
      "answer B",
    ]);
  });
});
