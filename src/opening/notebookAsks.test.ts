import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { outcomeOf } from "./testing";

// Notebooks without tags, whose cells ask a model; the words here are our own.

describe("notebooks that ask a model", () => {
  const cell = (source: string, ...outputs: readonly object[]) => ({ cell_type: "code", source: [source], outputs });
  const notebook = (...cells: readonly object[]) => JSON.stringify({ nbformat: 4, cells });
  const printed = (text: string) => ({ output_type: "stream", name: "stdout", text: [text] });
  const shown = (data: object) => ({ output_type: "display_data", data });

  it.each([
    "Thought: The gear.\nAction: click(point='<point>9 8</point>')",
    "<box>1 2 30 40</box>",
    '<points x1="9" y1="8">',
  ])("take places on a screen and in a picture for a run: %s", (words) =>
    expect(outcomeOf(notebook(cell("print(response)", printed(words))))).toHaveLength(1),
  );

  it("know the question from the call, and from a cell before it", () => {
    const call = 'r = chat.send_message("Which forms are there?")\nshow(r)';
    const markdown = shown({
      "text/markdown": ["Two forms."],
      "text/plain": ["<IPython.core.display.Markdown object>"],
    });
    expect(outcomeOf(notebook(cell(call, markdown)))).toEqual([["Which forms are there?", "Two forms.", null]]);
    const later = [
      cell('prompt = "How many?"'),
      cell("client.models.generate_content(contents=[prompt, a])", markdown),
    ];
    expect(outcomeOf(notebook(...later))).toEqual([["How many?", "Two forms.", null]]);
    const listed = 'r = model.generate_content(\n  contents=["First.", "Then \\"this\\".", file])';
    expect(outcomeOf(notebook(cell(listed, markdown)))).toEqual([['First.\nThen \\"this\\".', "Two forms.", null]]);
    expect(outcomeOf(notebook(cell('prompt = "How many?"', printed("Collecting pillow"))))).toEqual([]);
  });

  it("know the question of a function that asks for them", () => {
    const define = cell(
      'def describe(img):\n  m = [{"type": "text", "text": "What is it?"}]\n  client.beta.chat.completions.parse(messages=m)',
    );
    const call = cell('describe(load("a.png"))', {
      output_type: "execute_result",
      data: { "text/plain": ["'A cup.'"] },
    });
    expect(outcomeOf(notebook(define, call))).toEqual([["What is it?", "A cup.", null]]);
    expect(outcomeOf(notebook(call))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ["each by itself", ["**System:** Be short.", "**User:**\n\nColour?", "### 🤖 Assistant\nRed."]],
    ["all together", ["**System:** Be short.\n\n**User**: Colour?\n\n**Assistant**\n\nRed."]],
  ])("know who speaks from Markdown that is displayed, %s", (_, displayed) => {
    const outputs = displayed.map((text) =>
      shown({ "text/markdown": [text], "text/plain": ["<IPython.core.display.Markdown object>"] }),
    );
    const { records } = readLog(notebook(cell("show(messages)", ...outputs)));
    expect(records.map(({ instructions, question }) => [instructions.trim(), question.trim()])).toEqual([
      ["Be short.", "Colour?"],
    ]);
    expect(records[0]?.messages.map(({ role, parts }) => [role, parts])).toEqual([
      ["assistant", [{ kind: "text", text: "Red." }]],
    ]);
    expect(records[0]?.unread).toEqual([]);
  });

  it("take a heading within words for words", () => {
    const words = "It says:\n**User:** Colour?";
    expect(outcomeOf(notebook(cell('prompt = "What?"\nask(prompt)', printed(words))))).toEqual([
      ["What?", words, null],
    ]);
  });

  it("say nothing by the names of objects, and nothing by rules", () => {
    const html = {
      "text/html": ["<pre style='x'>a &lt; 1</pre>"],
      "text/plain": ["<IPython.core.display.HTML object>"],
    };
    const rule = shown({ "text/markdown": ["---"] });
    const [record] = readLog(notebook(cell('ask("x", prompt="Run it.")', shown(html), rule))).records;
    expect(record?.messages.map(({ parts }) => parts)).toEqual([[{ kind: "text", text: "```\na < 1\n```" }]]);
  });
});
