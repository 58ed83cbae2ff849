import { kernelGrammar } from "./deepEyesV2";
import { framed, type Grammar } from "./grammar/grammar";
import { codeBlock, codeBlocks, sandboxTraits, sourceOf } from "./grammar/sandbox";
import { OWN_STYLE, printScreenCall, verbFor } from "./grammar/screenTools";
import { describeSystem, isServedThrough } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { geminiCli } from "./log/geminiCli";
import { geminiContents, geminiInteraction } from "./log/geminiForms";
import { geminiSession, geminiStudio } from "./log/geminiSessions";
import { jsonPlaces } from "./reading/grounding";
import { piecesWithPlaces } from "./reading/place";
import { outsideTags, thinkBlock } from "./reading/tags";

/**
 * Programs for its code execution, where the first picture is `input_file_0.png`; calls of functions, those of its
 * computer use among them, whose places are thousandths; plain words for an answer.
 */
const grammar: Grammar = {
  ...kernelGrammar,
  traits: {
    ...sandboxTraits,
    acts: "first-image",
    imagines: true,
    observed: "user-turn",
    stop: [],
    turnLimit: null,
    answer: "",
  },
  blocks(shown) {
    const calls = toolGrammar({
      space: "permille",
      tool: "zoom",
      imageField: null,
      labelled: false,
      rotates: false,
      traits: sandboxTraits,
    }).blocks(shown);
    return [thinkBlock(), ...codeBlocks(shown), ...calls.filter((block) => block.open === "<tool_call>")];
  },
  // Boxes and points in its words have y first.
  outside: (raw, shown) =>
    piecesWithPlaces(raw, jsonPlaces(raw, { yFirstPoints: true }), shown, { space: "permille" }, outsideTags),
  expresses: (action) => kernelGrammar.expresses(action) || verbFor(OWN_STYLE, action) !== null,
  printAction: (action, shown) =>
    action.kind === "operate"
      ? printScreenCall(OWN_STYLE, action, shown, "permille")
      : codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
};

/** Logs of Gemini's APIs: `generateContent` and Interactions. */
export const geminiApi = describeSystem({
  name: "gemini-api",
  title: "Gemini (API)",
  source: { of: "google-gemini/cookbook, quickstarts/Code_Execution.ipynb", at: "f1e7e3de" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [geminiContents, geminiInteraction, geminiStudio, geminiSession, geminiCli],
  signs: [
    {
      // Its programs look like those of others; the form knows better.
      certainty: 991,
      by: "form",
      fits: ({ form, words }) => form.startsWith("gemini") && !isServedThrough(words),
    },
    { certainty: 396, by: "form", fits: ({ form }) => form.startsWith("gemini") },
  ],
});
