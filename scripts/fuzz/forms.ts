// One record of each form that the systems themselves write.
const EMPTY = { type: "image_url", image_url: { url: "data:image/jpeg;base64," } };
const ZOOM =
  '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 50, 300, 250], "label": "x"}}\n</tool_call>';

export const FORMS: readonly unknown[] = [
  { acc: 75, results: { "4": 1, "5": 0 }, outputs: { "4": "The answer is B.", "5": "The answer is A." } },
  { acc: 57, results: { "8": { answer: "18", output: "It is 18." }, "9": { answer: "7", output: "It is 8." } } },
  [{ domain: "x", questions: [{ question: "Which?", options: ["A. One.", "B. Two."], answer: "A", response: "B." }] }],
  { statement: "The cup is red.", ground_truth: "True", prediction: "False", raw_output: "False, it is blue." },
  {
    annotation: "set",
    instruction: "Open it.",
    gt_bbox: [17, 15, 21, 16],
    prediction_px: [10, 8],
    correctness: "wrong",
  },
  {
    val: [{ idx: "v_1", answer: "(B)", full_prediction: "The third one. (B)", prediction: "(B)" }],
    test: [{ idx: "t_1", answer: "hidden", full_prediction: "Neither." }],
  },
  { v1_0: "The cup stands to the left of the blue plate here.", v1_1: "No one here is holding the red umbrella now." },
  { question: "Is it red?", groundtruth: "No", answer: "B", all_choices: ["A", "B"], index2ans: { A: "Yes", B: "No" } },
  { image: "a.jpg", prefix: "detect cup", suffix: "<loc0100><loc0200><loc0300><loc0400> cup" },
  { question: "2+2?", body: [{ role: "user", content: "Solve: 2+2?" }], last_output: "4" },
  {
    img_filename: "a.png",
    img_size: [3840, 2160],
    instruction: "fold the list",
    raw_response: '<grounding_think>\nThe arrow.\n</grounding_think>\n<answer>\n{"coordinate":[109,608]}\n</answer>',
    correctness: "incorrect",
  },
  {
    image: "cat.jpg",
    question: "What?",
    answer: "B",
    pred_output: [
      { role: "system", content: "You can zoom." },
      { role: "user", content: [EMPTY, { type: "text", text: "What?" }] },
      { role: "assistant", content: `<think>look</think>\n${ZOOM}` },
      { role: "user", content: [EMPTY, { type: "text", text: "Go on." }] },
      { role: "assistant", content: "<think>so</think> <answer>B</answer>" },
    ],
  },
  {
    images: ["cat.jpg", "dog.jpg"],
    messages: [
      { role: "user", content: "<image><image>Q" },
      {
        role: "assistant",
        content: '<tool_call>{"name": "select_frames", "arguments": {"target_frames": [2, 1]}}</tool_call>',
      },
      { role: "user", content: [{ type: "video", video: ["dog.jpg", "cat.jpg"] }] },
      { role: "assistant", content: "\\boxed{4}" },
    ],
  },
  {
    image_path: ["cat.jpg"],
    conversations: [
      { from: "human", value: "<image>\nThe index of the given image is 1 (width: 500, height: 250).\nQ" },
      {
        from: "gpt",
        value:
          '<think> t </think> Action: Object Mapper\n```json\n[{"index": 1, "bbox_2d": [50, 50, 100, 100], "label": "a"}]\n```',
      },
      { from: "human", value: "<|vision_start|><|image_pad|><|vision_end|>\nThe index of the given image is 2." },
      { from: "gpt", value: "<think> u </think> Action: Answer\n<answer> B </answer>" },
    ],
  },
  {
    messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "cat.jpg" } }] }],
    choices: [
      {
        message: {
          role: "assistant",
          content: "Look.",
          tool_calls: [
            { function: { name: "image_zoom_in_tool", arguments: '{"bbox_2d": [1, 2, 3, 4], "img_idx": 0}' } },
          ],
        },
      },
    ],
  },
  {
    input: [{ role: "user", content: [{ type: "input_image", image_url: "cat.jpg" }] }],
    output: [
      { type: "reasoning", summary: [{ type: "summary_text", text: "hm" }] },
      { type: "code_interpreter_call", code: "img.crop((1, 2, 30, 40))", outputs: [{ type: "logs", logs: "1" }] },
      { type: "image_generation_call", result: null },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "It is 1" }] },
    ],
  },
  [
    {
      aux_path: "null",
      question: "Q",
      image: "cat.jpg",
      model_response:
        "<think>a<code>\n```python\nImage.open(image_path).crop((10, 20, 310, 220)).save(p)\n```\n</code><sandbox_output>\n[IMAGE: seen.png]\n</sandbox_output>b</think><answer>4</answer>",
    },
  ],
  {
    results: [
      { question: { question: "Q", image_path: "cat.jpg" }, ground_truth: "4", model_output: "<answer>4</answer>" },
    ],
  },
  {
    prompt: "<|im_start|>user\n<image>Q<|im_end|>\n<|im_start|>assistant\n",
    response: `<think>t</think>${ZOOM}<|im_end|>\n<|im_start|>user\n<tool_response><image></tool_response><|im_end|>\n<|im_start|>assistant\n<answer>B</answer>`,
    images: ["cat.jpg"],
  },
  {
    image: "cat.jpg",
    question: "Q",
    response: {
      full_response:
        '<think>Cut it.</think><tool_call>{"name": "code", "arguments": {"code": "img.crop((1, 2, 3, 4))"}}</tool_call><observation>{"type": "code", "result": "a.png"}</observation><answer>blue</answer>',
      raw_response: { id: "1" },
    },
  },
  {
    direct_attributes: [
      {
        question: "Which colour has the plate?",
        options: ["The plate is red.", "The plate is blue."],
        image: "cat.jpg",
        prediction_freeform: "Some visual information is missing.",
        missing_objects: ["plate"],
        search_result: [{ bbox: [1.5, 2, 30, 40], name: "plate" }],
        option_chosen: 1,
        correct: 0,
      },
    ],
  },
  {
    query: "How many cats are there?",
    image: "cat.jpg",
    query_analysis: "The cats are to be counted.",
    memory: {
      "Action Step 1": {
        tool_name: "Object_Detector_Tool",
        sub_goal: "Find the cats of the picture.",
        command: 'execution = tool.execute(image="cat.jpg")',
        result: [{ label: "cat", box: "(1, 2, 3, 4)", saved_image_path: "dog.jpg" }],
      },
    },
    direct_output: "There is one cat.",
  },
  { prompt: "Draw a cat", response: "A sketch: <image> and then <image_2> Done.", images: ["one.png"] },
  {
    start_coords: [
      [0, 0],
      [0, 1],
    ],
    action_list: [
      [2, "right"],
      [-1, "invalid"],
    ],
    complete: false,
    layout: [
      ["S", "F"],
      ["H", "G"],
    ],
    target_pos: 3,
  },
  { input_tokens: [1, 2], output_tokens: [3, 4], input_state: [0], meta: { layout: [["S", "G"]] } },
  {
    results: {
      results: {
        meta_data: { text: "Q", image: "cat.jpg" },
        conversation: [
          { role: "user", content: [{ type: "text", text: "Q" }] },
          {
            role: "assistant",
            content: [
              {
                type: "text",
                text: '{"thought": "t", "actions": [{"name": "crop", "arguments": {"param": [1, 2, 30, 40]}}]}',
              },
            ],
          },
        ],
      },
    },
  },
  {
    messages: [
      {
        role: "user",
        content: [
          { type: "image", image: "cat.jpg" },
          { type: "text", text: "Q" },
        ],
      },
    ],
    response: `<think>t</think>${ZOOM}`,
    answer: "7",
    reward: 1,
  },
  {
    prompt: [{ role: "user", content: "<image>Q" }],
    chosen: [{ role: "assistant", content: `<think>t</think>${ZOOM}` }],
    rejected: [{ role: "assistant", content: "<answer>8</answer>" }],
    images: ["cat.jpg"],
  },
  {
    input: "system\nBe brief.\n\nuser\nWhich colour?\nassistant\n",
    output: `${ZOOM}\nuser\n<tool_response>\nCut.\n</tool_response>\nassistant\n<answer>red</answer>`,
    gts: "red",
    score: 1,
  },
  {
    step: ["1", "1"],
    prompt: ["<|im_start|>user\n<|image_pad|>Q<|im_end|>", "<|im_start|>user\n<|image_pad|>R<|im_end|>"],
    completion: [`${ZOOM}<|im_end|>`, "<answer>4</answer><|im_end|>"],
    AccReward: [1, 0],
  },
  { doc_id: 0, input: "Q", resps: [["<answer>A</answer>"]], filtered_resps: ["A"], target: "B", acc: { score: 0 } },
  {
    model: "claude",
    messages: [
      { role: "user", content: [{ type: "image", source: { type: "base64", media_type: "image/png", data: "" } }] },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Closer." },
          { type: "tool_use", id: "t", name: "crop_image", input: { x1: 0.4, y1: 0.6, x2: 0.7, y2: 0.9 } },
        ],
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "cut" }] }] },
      { role: "assistant", reasoning_content: "So.", content: "It is." },
    ],
  },
  {
    contents: [
      { role: "user", parts: [{ fileData: { mimeType: "image/png", fileUri: "cat.jpg" } }, { text: "What?" }] },
    ],
    candidates: [
      {
        content: {
          role: "model",
          parts: [
            { text: "Look.", thought: true },
            { executableCode: { language: "PYTHON", code: "img.crop((1, 2, 30, 40))" } },
            { codeExecutionResult: { outcome: "OUTCOME_OK", output: "saved it there" } },
            { functionCall: { name: "click_at", args: { x: 500, y: 500 } } },
            { text: "It is one." },
          ],
        },
      },
    ],
  },
  {
    input: "What is it?",
    steps: [
      { type: "thought", summary: [{ type: "text", text: "Look closer." }] },
      { type: "code_execution_call", arguments: { language: "python", code: "img.crop((1, 2, 30, 40))" } },
      { type: "code_execution_result", result: "saved it there" },
      { type: "google_search_call", arguments: { queries: ["red cats"] } },
      { type: "model_output", content: [{ type: "text", text: "It is one." }] },
    ],
  },
  {
    instructions: "You may click.",
    input: [{ role: "user", content: [{ type: "input_image", image_url: "cat.jpg" }] }],
    output: [
      { type: "computer_call", action: { type: "click", button: "left", x: 1, y: 2 } },
      { type: "computer_call_output", output: { type: "computer_screenshot", image_url: "dog.jpg" } },
      { type: "shell_call", action: { commands: ["ls -la"] } },
      { type: "shell_call_output", output: [{ stdout: "a.png and b.png", stderr: "", outcome: { type: "exit" } }] },
      { type: "file_search_call", queries: ["cats"], results: [{ filename: "cats.md", text: "Cats are cats." }] },
      { type: "mcp_list_tools", server_label: "s", tools: [{ name: "look", description: "Looks around there." }] },
    ],
  },
  {
    tools: [{ type: "computer_20251124", name: "computer", display_width_px: 100, display_height_px: 50 }],
    system: [{ type: "text", text: "You may click." }],
    messages: [
      { role: "user", content: [{ type: "image", source: { type: "url", url: "cat.jpg" } }] },
      {
        role: "assistant",
        content: [
          { type: "thinking", thinking: "Look closer.", signature: "x" },
          { type: "tool_use", id: "t", name: "computer", input: { action: "left_click", coordinate: [1, 2] } },
        ],
      },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "clicked it there" }] },
      {
        role: "assistant",
        content: [
          { type: "server_tool_use", id: "s", name: "code_execution", input: { code: "img.crop((1, 2, 30, 40))" } },
          {
            type: "code_execution_tool_result",
            tool_use_id: "s",
            content: {
              type: "code_execution_result",
              stdout: "saved it there",
              stderr: "",
              return_code: 0,
              content: [],
            },
          },
          { type: "redacted_thinking", data: "EmwKAhgBIgwA" },
        ],
      },
    ],
  },
  {
    model: "UI-TARS-1.5-7B",
    messages: [
      { role: "user", content: [{ type: "image_url", image_url: { url: "cat.jpg" } }] },
      { role: "assistant", content: "Thought: There.\nAction: click(start_box='(30,42)')" },
    ],
  },
  {
    model: "Qwen/Qwen2.5-VL-7B-Instruct",
    messages: [
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: "cat.jpg" } },
          { type: "text", text: "Q" },
        ],
      },
      { role: "assistant", content: '```json\n[{"bbox_2d": [210, 1180, 640, 1510], "label": "van"}]\n```' },
    ],
  },
  {
    eval: { model: "gemini-2.5-flash" },
    image: "cat.jpg",
    question: "Where is it?",
    response: '{"boxes": [{"box_2d": [500, 280, 700, 520], "label": "van", "mask": [[1, 2], [3, 4], [5, 60]]}]}',
  },
  {
    model: "allenai/Molmo2-8B",
    images: ["cat.jpg", "dog.jpg"],
    prompt: "Point.",
    response: '<points coords="1 1 280 500\t2 2 520 700">vans</points>',
    config: { temperature: 0, note: "nothing that anybody would ever read aloud to someone else" },
  },
  {
    question: "Is it level?",
    image_path: "cat.jpg",
    A: "yes, as far as one can tell from where it was taken",
    B: "no",
    C: "nan",
    prediction:
      "<think>a<code>\n```python\nh, w = image.shape[:2]\nM = cv2.getRotationMatrix2D((w / 2, h / 2), 10, 1)\nM[0, 2] += 0\ncv2.warpAffine(image, M, (w, h))\n```\n</code>b</think><answer>A</answer>",
    thinking: "so",
    hit: 1,
    log: "It says yes.",
    gpt4_log: "",
  },
  {
    parts: [
      { type: "text", text: "Look." },
      { type: "image", file: "a.png" },
    ],
    question: "Q",
    image: "cat.jpg",
  },
];
