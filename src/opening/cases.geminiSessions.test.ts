// Gemini's contents as AI Studio and the Agent Development Kit keep them. Of the latter the shape is that which the library
// wrote at the version that `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { PNG, toldLines } from "./testing";

const ASKED = "asked Where is it?";
const CALLED = ["unparsed unsupported-call", "saw cut"];
const UNPERFORMED = "unsupported-call crop";

describe("Gemini's contents beside its API", () => {
  it("prompts that AI Studio saved", async () => {
    const words = '[{"box_2d": [250, 250, 500, 500], "label": "sign"}]';
    const prompt = {
      runSettings: { model: "models/gemini-2.5-pro", temperature: 1 },
      systemInstruction: { text: "Answer with boxes." },
      chunkedPrompt: {
        chunks: [
          { role: "user", inlineImage: { mimeType: "image/png", data: PNG } },
          { role: "user", text: "Where is it?" },
          {
            role: "model",
            text: "Look left.",
            isThought: true,
            parts: [
              { text: "Look ", thought: true },
              { text: "left.", thought: true },
            ],
          },
          {
            role: "model",
            text: words,
            finishReason: "STOP",
            parts: [{ text: words.slice(0, 9) }, { text: words.slice(9) }],
          },
        ],
        pendingInputs: [{ text: "", role: "user" }],
      },
    };
    expect(await toldLines(prompt)).toEqual([[ASKED, "thought Look left.", "box 160 120 160 120"]]);
  });

  it("sessions of the Agent Development Kit", async () => {
    const event = (author: string, parts: readonly object[], role: string) => ({
      author,
      invocationId: "i",
      content: { parts, role },
    });
    const session = {
      appName: "eye",
      userId: "u",
      events: [
        event("user", [{ text: "Where is it?" }, { inlineData: { mimeType: "image/png", data: PNG } }], "user"),
        event(
          "eye",
          [{ text: "Look left.", thought: true }, { functionCall: { name: "crop", args: { at: "left" } } }],
          "model",
        ),
        event("eye", [{ functionResponse: { name: "crop", response: { result: "cut" } } }], "user"),
        { ...event("eye", [{ text: "There." }], "model"), modelVersion: "gemini-2.5-flash" },
      ],
    };
    expect(await toldLines(session)).toEqual([[ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED]]);
  });
});
