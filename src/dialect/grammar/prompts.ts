// What systems are told have in common. The names of tools, fields and tags are the systems' own.

interface ToolField {
  readonly type: string;
  readonly description: string;
  readonly items?: { readonly type: string };
}

export const boxField = (description: string): ToolField => ({ type: "array", items: { type: "number" }, description });

/** A tool as the chat templates of the Qwen line list it. */
export function tool(
  name: string,
  description: string,
  properties: Readonly<Record<string, ToolField>>,
  required: readonly string[],
) {
  const parameters = { type: "object", properties, required };
  return JSON.stringify({ type: "function", function: { name, description, parameters } });
}

export const toolPrompt = (tools: readonly string[], example: string, rules: readonly string[]): string =>
  [
    "You answer questions about pictures, and may look closer before you answer.",
    "",
    "# Tools",
    "<tools>",
    ...tools,
    "</tools>",
    "",
    "# Calling a tool",
    "Write the call as JSON between these marks and end your turn; the picture that comes of it is shown to you next:",
    "<tool_call>",
    example,
    "</tool_call>",
    "",
    ...rules,
  ].join("\n");

export const THINK_AND_ANSWER =
  "Reason between <think> and </think>. When you are sure, give the result between <answer> and </answer>.";

/** The zoom on the first picture that DeepEyes brought up; `counted` says what its numbers count. */
export const zoomOfFirst = (counted: string): string =>
  toolPrompt(
    [
      tool(
        "image_zoom_in_tool",
        "Cuts a part out of the first picture and shows it larger.",
        {
          bbox_2d: boxField(`[x1, y1, x2, y2]: the top left and the bottom right corner, ${counted}`),
          label: { type: "string", description: "What is to be seen there." },
        },
        ["bbox_2d"],
      ),
    ],
    '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [10, 20, 100, 200], "label": "the clock"}}',
    [THINK_AND_ANSWER],
  );

export const ZOOM_IN_SHOWN_PIXELS = zoomOfFirst("in pixels of the picture, which is {width} wide and {height} high");
