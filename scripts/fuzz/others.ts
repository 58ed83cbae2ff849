// Small records of the forms that libraries, clouds, servers and agents keep, and notebooks: what fuzzing starts from.
const ZOOM =
  '<tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [100, 50, 300, 250], "label": "x"}}\n</tool_call>';

/** Records of libraries, clouds, servers and agents, and what data sets for training keep. */
export const OTHERS: readonly unknown[] = [
  {
    messages: [
      {
        id: "1",
        role: "user",
        content: "Q",
        experimental_attachments: [{ name: "a", contentType: "image/png", url: "cat.jpg" }],
      },
      {
        id: "2",
        role: "assistant",
        content: "So.",
        parts: [
          { type: "reasoning", reasoning: "Look closer." },
          {
            type: "tool-invocation",
            toolInvocation: {
              state: "result",
              toolCallId: "c",
              toolName: "look",
              args: { at: "left side" },
              result: "a red sign",
            },
          },
          {
            type: "tool-look",
            toolCallId: "d",
            state: "output-available",
            input: { at: "right side" },
            output: { note: "nothing there", crop: "cat.jpg" },
          },
          { type: "text", text: "It is there." },
        ],
      },
    ],
  },
  {
    messages: [
      {
        lc: 1,
        type: "constructor",
        id: ["langchain", "HumanMessage"],
        kwargs: {
          content: [
            { type: "image_url", image_url: { url: "cat.jpg" } },
            { type: "text", text: "Q" },
          ],
        },
      },
      {
        type: "ai",
        content: "Look closer.",
        tool_calls: [{ name: "look", args: { at: "left side" }, id: "c", type: "tool_call" }],
      },
      { type: "tool", data: { content: "a red sign", tool_call_id: "c" } },
      { type: "AIMessageChunk", content: "It is there.", additional_kwargs: { reasoning_content: "So it is." } },
    ],
  },
  {
    run_type: "llm",
    inputs: { messages: [[{ id: ["HumanMessage"], kwargs: { content: "Where is the sign?" } }]] },
    outputs: {
      generations: [[{ text: "There it is.", message: { id: ["AIMessage"], kwargs: { content: "There it is." } } }]],
    },
    child_runs: [{ run_type: "tool", inputs: { input: "seven words that nobody reads in here" } }],
  },
  {
    modelId: "m",
    system: [{ text: "Be very brief." }],
    messages: [
      { role: "user", content: [{ image: { format: "png", source: { bytes: "" } } }, { text: "Where is it?" }] },
      {
        role: "assistant",
        content: [
          { reasoningContent: { reasoningText: { text: "Look closer." } } },
          { toolUse: { toolUseId: "t", name: "look", input: { at: "left side" } } },
        ],
      },
      {
        role: "user",
        content: [{ toolResult: { toolUseId: "t", content: [{ json: { note: "a red sign" } }, { text: "cut out" }] } }],
      },
    ],
    output: { message: { role: "assistant", content: [{ text: "It is there." }] } },
  },
  [
    { event_type: "interaction.created", interaction: { id: "i", status: "in_progress" } },
    {
      event_type: "step.delta",
      index: 0,
      delta: { type: "thought_summary", content: { type: "text", text: "Look closer." } },
    },
    { event_type: "step.delta", index: 1, delta: { type: "arguments_delta", arguments: '{"at": "left side"}' } },
    { event_type: "step.start", index: 2, step: { type: "model_output" } },
    { event_type: "step.delta", index: 2, delta: { type: "text", text: "It is there." } },
    { event_type: "interaction.completed", interaction: { id: "i", status: "completed" } },
  ],
  [
    { messageStart: { role: "assistant" } },
    { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "Look closer." } } },
    { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: "t", name: "look" } } } },
    { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"at": "left side"}' } } } },
    { messageStop: { stopReason: "tool_use" } },
  ],
  {
    request: { prompt: { prompt_string: "<__media__>Where is it?", multimodal_data: ["cat.jpg"] } },
    response: { content: "It is there.", stop: true, timings: {} },
  },
  { prompt: "Where is it?", text: ["Where is it? It is there."] },
  {
    request: { messages: [{ role: "user", content: "Where is it?", images: ["cat.jpg"] }] },
    response: { message: { role: "assistant", content: "It is there." }, done: true },
  },
  {
    task: "Open the menu of the page",
    trajectory: [
      { screenshot: "cat.jpg", thought: "It is at the left.", action: "pyautogui.click(x=100, y=50)" },
      {
        screenshot: "dog.jpg",
        observation: "The menu is open now.",
        action: { action_type: "TYPE", text: "cats and dogs" },
      },
      {
        image: "cat.jpg",
        value: { code: "pyautogui.hotkey('ctrl', 'c')", thought: "Copy all of it." },
        result: "It was copied there.",
      },
    ],
  },
  {
    history: [
      {
        model_output: { memory: "Just begun with it.", action: [{ navigate: { url: "https://c.at/s" } }] },
        result: [{ extracted_content: "Opened the page of cats." }],
        state: { url: "about:blank" },
      },
    ],
  },
  { images: ["cat.jpg"], texts: [{ user: "Which colour is it?", assistant: "It is quite red.", source: "x" }] },
  {
    question_id: 1,
    turns: ["Which colour is it?", "Are you sure?"],
    choices: [{ index: 0, turns: ["It is quite red.", "I am sure of it."] }],
  },
  {
    question: "Which colour is it?",
    image: "cat.jpg",
    response_a: "It is quite red.",
    response_b: "It is quite blue.",
    winner: "model_b",
  },
  { question: "Which colour is it?", better: "It is quite red.", worse: "It is quite blue." },
  {
    Question: "Which colour is it?",
    "Image Path": "cat.jpg",
    "Ground Truth": "red",
    "Model Response": "It is quite red.",
  },
  {
    id: 1,
    epoch: 1,
    input: "Where is it?",
    target: "there",
    output: {},
    messages: [
      {
        role: "assistant",
        content: "Look closer.",
        tool_calls: [
          {
            id: "c",
            function: "bash",
            arguments: { cmd: "ls -la /home" },
            view: { format: "markdown", content: "ls -la /home" },
          },
        ],
      },
    ],
  },
  {
    id: 1,
    title: "A case",
    sections: [
      { type: "image", data: { src: "cat.jpg" } },
      { type: "question", data: { text: "Which sign?" } },
      { type: "thinking", data: { text: "I look closer at it." } },
      { type: "code", data: { language: "python", code: "image.crop((1, 2, 30, 40))" } },
      { type: "generated_images", data: { images: [{ src: "dog.jpg" }] } },
      { type: "answer", data: { text: "B" } },
    ],
  },
  [0, 1].map((step_id) => ({
    episode_id: "e",
    step_id,
    instruction: "Open the clock",
    result_action_type: 4,
    result_touch_yx: "[0.2, 0.1]",
    result_lift_yx: "[0.2, 0.1]",
    previous_actions: ["[link] Home -> CLICK"].slice(0, step_id),
    image_path: "cat.jpg",
  })),
  { prompt: ["You browse.", "Find it there.", "Which?"], gpt_output: ["A red button.", "B"] },
  { 0: "It is at the left of the tree that stands behind the old house." },
  {
    question_image: "cat.jpg",
    question_text: "Which one fits?",
    choices: [{ image: "dog.jpg" }, { image: "cat.jpg" }],
    correct_answer: { index: 1, letter: "B" },
    abs_position: "<10, 20, 30, 44>",
  },
];

/** Notebooks: runs that cells printed, with pictures, failures and media that nobody shows. */
export const NOTEBOOKS: readonly unknown[] = [
  {
    nbformat: 4,
    metadata: {},
    cells: [
      { cell_type: "markdown", source: ["# A run\n"] },
      {
        cell_type: "code",
        source: ["show(messages)"],
        outputs: [
          {
            output_type: "display_data",
            data: {
              "text/markdown": ["**User:** Colour?\n\n### 🤖 Assistant\nRed."],
              "text/plain": ["<IPython.core.display.Markdown object>"],
            },
          },
        ],
      },
      {
        cell_type: "code",
        source: ['prompt = "Where is the sign?"\n', "run(prompt)"],
        outputs: [
          {
            output_type: "display_data",
            data: {
              "image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8=",
              "text/plain": ["<PIL.Image>"],
            },
          },
          {
            output_type: "stream",
            name: "stdout",
            text: [`<think>look closer</think>\n`, `${ZOOM}\n`, "<answer>B</answer>\n", "Ground Truth: ['B']\n"],
          },
          { output_type: "stream", name: "stderr", text: ["a warning of no one\n"] },
          { output_type: "display_data", data: { "audio/wav": "AAAA", "text/html": ["<audio>"] } },
          { output_type: "error", ename: "ValueError", evalue: "no more tokens", traceback: ["line 1"] },
        ],
      },
      {
        cell_type: "code",
        source: ["print(log)"],
        outputs: [
          {
            output_type: "stream",
            name: "stdout",
            text: ['{"question": "Which colour?", "response": "It is red."}\n'],
          },
        ],
      },
      {
        cell_type: "code",
        source: ["Image(filename='a.png')"],
        outputs: [
          {
            output_type: "execute_result",
            data: {
              "image/png": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8=",
              "text/plain": ["<IPython.core.display.Image object>"],
            },
          },
        ],
      },
      {
        cell_type: "code",
        source: ['r = client.messages.create(messages=[{"role": "user", "content": "What is it?"}], image="a.png")'],
        outputs: [
          {
            output_type: "execute_result",
            data: {
              "text/plain": [
                "[TextBlock(text='A cup.', type='text'), ToolUseBlock(id='t', input={'a': 1}, name='crop', type='tool_use')]",
              ],
            },
          },
        ],
      },
      {
        cell_type: "code",
        source: ['r = client.chat.completions.create(messages=[{"role": "user", "content": "What is it?"}])'],
        outputs: [
          {
            output_type: "stream",
            name: "stdout",
            text: [
              "[{'role': 'user', 'content': 'What is it?'}]\n",
              "ChatCompletion(id='c', choices=[Choice(finish_reason=<Stop.END: 'stop'>, message=ChatCompletionMessage(content='A cup.', role='assistant'))])\n",
              "== Raw ==\nA cup.\n",
            ],
          },
        ],
      },
      {
        cell_type: "code",
        source: ['prompt = "What is it?"\nr = model.generate(**inputs)\nprint(r)'],
        outputs: [
          { output_type: "stream", name: "stdout", text: ["['<|user|>\\nWhat is it?\\n<|assistant|>\\nA cup.']\n"] },
        ],
      },
      {
        cell_type: "code",
        source: ['prompt = "What is it?"\nr = model.generate(prompt)\nprint(r)'],
        outputs: [
          { output_type: "stream", name: "stdout", text: ["THOUGHTS:\nIt has a handle.\n\nOUTPUT:\nA cup.\n"] },
        ],
      },
      {
        cell_type: "code",
        source: ["3 + 4"],
        outputs: [{ output_type: "execute_result", data: { "text/plain": ["7 and some more"] } }],
      },
    ],
  },
];

/** Sessions of agents, a line for each thing that happened. */
export const SESSIONS: readonly (readonly unknown[])[] = [
  [
    { type: "init", timestamp: "2026-01-04T06:22:49.808Z", session_id: "s", model: "gemini-3" },
    { type: "message", timestamp: "t", role: "user", content: "Where is it?" },
    { type: "message", timestamp: "t", role: "assistant", content: "I will ", delta: true },
    { type: "message", timestamp: "t", role: "assistant", content: "look.", delta: true },
    { type: "tool_use", timestamp: "t", tool_name: "read_file", tool_id: "t", parameters: { file_path: "a.png" } },
    {
      type: "tool_result",
      timestamp: "t",
      tool_id: "t",
      status: "error",
      output: "nothing",
      error: { type: "e", message: "late" },
    },
    { type: "message", timestamp: "t", role: "assistant", content: "There.", delta: true },
    { type: "result", timestamp: "t", status: "success", stats: { total_tokens: 3 } },
  ],
  [1, 2].map((step_index) => ({
    step_index,
    thinking: `Thought ${step_index}.`,
    action: { action: "click", coordinate: [0.5, 0.25] },
    action_type: "click",
    screenshot_path: `${step_index}.png`,
    instruction: "Send it.",
  })),
  [
    { instruction: "Open the menu.", initial_state: "initial.png", mode: "manual_operation" },
    {
      step_num: 1,
      action: "pyautogui.click(100, 50)",
      response: "It is at the left: pyautogui.click(100, 50)",
      reward: 0,
      done: false,
      info: { error: "none that was seen" },
      screenshot_file: "step_1.png",
    },
    { step_num: 2, action: "DONE", response: "```DONE```", done: true, info: {}, screenshot_file: "step_2.png" },
    { Error: "Time limit exceeded in chrome/1" },
  ],
  [
    { type: "summary", summary: "Find the sign", leafUuid: "u" },
    { type: "user", sessionId: "s", uuid: "a", message: { role: "user", content: "Where is it?" } },
    {
      type: "assistant",
      sessionId: "s",
      uuid: "b",
      message: {
        id: "m",
        role: "assistant",
        content: [{ type: "tool_use", id: "t", name: "look", input: { at: "left side" } }],
      },
    },
    {
      type: "user",
      sessionId: "s",
      uuid: "c",
      message: { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: "a red sign" }] },
      toolUseResult: { stdout: "a red sign" },
    },
  ],
  [
    { timestamp: "x", type: "session_meta", payload: { id: "s", instructions: "Be very brief." } },
    {
      timestamp: "x",
      type: "response_item",
      payload: { type: "message", role: "user", content: [{ type: "input_text", text: "Where is it?" }] },
    },
    {
      timestamp: "x",
      type: "response_item",
      payload: { type: "function_call", name: "look", arguments: '{"at": "left side"}', call_id: "c" },
    },
    { timestamp: "x", type: "event_msg", payload: { type: "agent_message", message: "It is there, I think." } },
  ],
];
