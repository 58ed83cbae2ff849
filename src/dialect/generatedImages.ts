import { drawnPictures } from "./grammar/drawn";
import { describeSystem, keptAs } from "./grammar/system";
import { imagesOf, partsOfText } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { textField } from "./log/json";

/** `<image>` for pictures that the record holds, `<image_2>` for files beside it. */
const results: ValueForm = {
  kind: "value",
  form: "generated-images",
  priority: 50,
  read(value, place) {
    const prompt = textField(value, "prompt");
    const response = textField(value, "response");
    if (prompt === null || response === null || !/<image(?:_\d{1,4})?>/.test(response) || /<\|im_start\|>/.test(prompt))
      return null;
    const named = response.replaceAll(/<(image_\d{1,4})>/g, "\n[IMAGE: $1.png]\n");
    const messages = [asked(prompt, [], "prompt"), said("assistant", partsOfText(named, imagesOf(value)), "response")];
    return [recordOf(value, messages, { place, form: "generated-images", images: [] })];
  },
};

/** Words and pictures in turn. */
export const generatedImages = describeSystem({
  name: "generated-images",
  title: "Thinking with Generated Images",
  source: { of: "GAIR-NLP/thinking-with-generated-images", at: "005e31c" },
  grammar: drawnPictures,
  // Nothing here draws what a model would imagine.
  instructions: null,
  forms: [results],
  signs: [keptAs("generated-images")],
});
