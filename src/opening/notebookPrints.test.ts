// What cells print of what a model was given and what it said: values of Python, chats with the marks of their templates,
// thoughts behind a label; and pictures that another cell shows. The words are our own.
import { describe, expect, it } from "vitest";
import { printedValues, shownText } from "./printedValues";
import { readLog } from "./readLog";
import { outcomeOf, PNG, PNG_URL } from "./testing";

const cell = (source: string, ...outputs: readonly object[]) => ({ cell_type: "code", source: [source], outputs });
const notebook = (...cells: readonly object[]) => JSON.stringify({ nbformat: 4, cells });
const printed = (text: string) => ({ output_type: "stream", name: "stdout", text: [text] });
const result = (text: string) => ({ output_type: "execute_result", data: { "text/plain": [text] } });
const picture = (label = "<PIL.Image.Image image mode=RGB size=4x4>") => ({
  output_type: "execute_result",
  data: { "image/png": PNG, "text/plain": [label] },
});
const CALL = 'r = client.chat.completions.create(messages=[{"role": "user", "content": "What is it?"}])\n';

describe("values that cells print", () => {
  it.each<[string, string]>([
    [
      "OpenAI's",
      "ChatCompletion(id='c', choices=[Choice(finish_reason='stop', index=0, logprobs=None, message=ChatCompletionMessage(content=\"It's\\na cup.\", refusal=None, role='assistant', tool_calls=[]))], created=17, model='m', object='chat.completion', usage=CompletionUsage(prompt_tokens=1))",
    ],
    [
      "Anthropic's",
      "Message(id='m', content=[TextBlock(citations=None, text=\"It's\\na cup.\", type='text')], model='m', role='assistant', stop_reason='end_turn', type='message', usage=Usage(input_tokens=3))",
    ],
    ["Anthropic's blocks", "[TextBlock(citations=None, text=\"It's\\na cup.\", type='text')]"],
    ["a message alone", "ChatCompletionMessage(content=\"It's\\na cup.\", refusal=None, role='assistant')"],
    [
      "Google's, by its fields, with a member of an enumeration and a time",
      "candidates=[Candidate(content=Content(parts=[Part(text=\"It's\\na cup.\")], role='model'), finish_reason=<FinishReason.STOP: 'STOP'>)] create_time=datetime.datetime(2025, 9, 10) model_version='gemini'",
    ],
  ])("are read as the objects that they are: %s", (_, text) => {
    const [only, ...others] = readLog(notebook(cell(`${CALL}print(r)`, printed(`${text}\n`)))).records;
    expect(others).toEqual([]);
    expect(only?.question).toBe("What is it?");
    expect(only?.messages.map(({ role, parts }) => [role, parts])).toEqual([
      ["assistant", [{ kind: "text", text: "It's\na cup." }]],
    ]);
    expect(only?.unread).toEqual([]);
  });

  it("are a request and the response to it; what stands behind is told", () => {
    const request = JSON.stringify([{ role: "user", content: "What is it?" }], null, 2);
    const response =
      "ChatCompletion(id='c', choices=[Choice(index=0, message=ChatCompletionMessage(content='A cup.', role='assistant'))])";
    const [only] = readLog(
      notebook(cell("print(x)", printed(`${request}\n${response}\n\n== Raw ==\nA cup.\n`))),
    ).records;
    expect(only?.question).toBe("What is it?");
    expect(only?.messages.map(({ parts }) => parts)).toEqual([[{ kind: "text", text: "A cup." }]]);
    expect(only?.unread.map(({ code, excerpt }) => [code, excerpt])).toEqual([["no-run", "== Raw ==\nA cup."]]);
  });

  it("are a request, and words behind it that answer it", () => {
    const request = "[{'role': 'user', 'content': 'What is it?'}]";
    expect(outcomeOf(notebook(cell("print(m)", printed(`${request}\nA cup.\n`))))).toEqual([
      ["What is it?", "A cup.", null],
    ]);
    const mixed = "[{'role': 'user', 'content': 'What is it?'}, AssistantMessage(content='A cup.', role='assistant')]";
    expect(outcomeOf(notebook(cell("print(m)", printed(mixed))))).toEqual([["What is it?", "A cup.", null]]);
  });

  it.each<[string, string | null]>([
    ["'A cup.'", "A cup."],
    ["['A cup.\\nRed.']", "A cup.\nRed."],
    ["['A', 'B']", null],
    ["'A' and 'B'", null],
    ["A cup.", null],
    ["[1]", null],
  ])("are texts where they are quoted: %s", (text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it("draw what is in a text that is shown", () => {
    const box = `'\`\`\`json\\n[\\n  {"box_2d": [599, 339, 725, 395], "label": "tail"}\\n]\\n\`\`\`'`;
    expect(outcomeOf(notebook(cell(`${CALL}r.text`, result(box))))[0]?.[1]).toBe(
      '```json\n[\n  {"box_2d": [599, 339, 725, 395], "label": "tail"}\n]\n```',
    );
  });

  it("are none where words go on behind them on the line, or nothing closes them", () => {
    expect(printedValues("[1, 2] are the numbers")).toBeNull();
    expect(printedValues("Message(id='m', content=[")).toBeNull();
    expect(printedValues("Loading model(s) from a=b")).toBeNull();
  });
});

describe("chats that cells print", () => {
  it.each<[string, string]>([
    ["Granite's", "<|user|>\n\nWhat is it?\n<|assistant|>\nA cup."],
    ["LLaVA's", "USER: What is it? ASSISTANT: A cup."],
    ["names alone", "user\nWhat is it?\nassistant\nA cup."],
    ["quoted in a list", "['<|im_start|>user\\nWhat is it?<|im_end|>\\n<|im_start|>assistant\\nA cup.<|im_end|>']"],
  ])("have their turns by the marks of the template: %s", (_, text) => {
    const [[question, answer] = []] = outcomeOf(notebook(cell("out = model.generate(**x)\nprint(y)", printed(text))));
    expect([question?.trim(), answer?.trim()]).toEqual(["What is it?", "A cup."]);
  });

  it("have thoughts behind their label, where one of an answer follows", () => {
    const call = 'prompt = "What is it?"\nr = requests.post(url, data={"contents": [{"parts": [{"text": prompt}]}]})';
    const text = "THOUGHTS:\nIt has a handle.\n\nOUTPUT:\nA cup.\n";
    const [only] = readLog(notebook(cell(call, printed(text)))).records;
    expect(only?.question).toBe("What is it?");
    expect(
      only?.messages.flatMap(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text.trim() : ""))),
    ).toEqual(["<think>It has a handle.\n\n</think>", "A cup."]);
    expect(outcomeOf(notebook(cell(call, printed("THOUGHTS:\nIt has a handle.\n"))))[0]?.[1]).toBe(
      "It has a handle.\n",
    );
  });

  it("are none where a prompt is printed and nobody is asked", () => {
    const text = "Write <think>what you think</think> and <answer>what it is</answer>.";
    expect(outcomeOf(notebook(cell("prompt = path.read_text()\nprint(prompt)", printed(text))))).toEqual([]);
    expect(outcomeOf(notebook(cell(`${CALL}print(prompt)`, printed(text))))).toHaveLength(1);
  });
});

describe("pictures that another cell shows", () => {
  const ask = (what: string) =>
    cell(
      `r = client.messages.create(messages=[{"role": "user", "content": "What is it?", "image": ${what}}])\nprint(r.text)`,
      printed("A cup."),
    );
  const seenBy = (...cells: readonly object[]) => {
    const { records, unread } = readLog(notebook(...cells));
    return [records.map(({ images }) => images), unread.map(({ place }) => place)];
  };
  const SHOWN = [[{ kind: "data", url: PNG_URL }]];

  it.each<[string, string, string]>([
    ["by the name of the file", "Image(filename='../a.png')", 'load("../a.png")'],
    ["by the variable", "image", "image"],
    ["by the variable and where in it", "display(images[1])", "images[1]"],
  ])("are what is asked about: %s", (_, show, use) => {
    expect(seenBy(cell(show, picture()), ask(use))).toEqual([SHOWN, []]);
  });

  it.each<[string, readonly object[]]>([
    ["another file", [cell("Image(filename='a.png')", picture()), ask('load("b.png")')]],
    ["another place", [cell("images[1]", picture()), ask("images[2]")]],
    ["set again since", [cell("image", picture()), cell("image = Image.open(p)"), ask("image")]],
    ["a plot", [cell("image", picture("<Figure size 640x480 with 1 Axes>")), ask("image")]],
  ])("are of no run where they are another: %s", (_, cells) => {
    expect(seenBy(...cells)).toEqual([[[]], ["cell 1"]]);
  });
});
