/** A run as DeepEyes writes it: a look at `image` (100 × 80) that shows a crop, whose picture the log dropped, and the answer B. */
export const deepEyesLog = (image: string) => ({
  image,
  question: "What?",
  answer: "B",
  pred_output: [
    {
      role: "user",
      content: [
        { type: "image_url", image_url: { url: "data:image/jpeg;base64," } },
        { type: "text", text: "What?" },
      ],
    },
    {
      role: "assistant",
      content:
        '<think>look</think><tool_call>\n{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [10, 20, 60, 50], "label": ""}}\n</tool_call>',
    },
    { role: "user", content: [{ type: "image_url", image_url: { url: "data:image/jpeg;base64," } }] },
    { role: "assistant", content: "<answer>B</answer>" },
  ],
});
