import type { StageWords } from "../../stage";
import type { Words } from "../words";

/** The stage's words out of the app's. */
export const stageWords = (words: Words): StageWords => ({
  ...words.stage,
  missing: words.picture.missing,
  action: words.actions,
  author: words.authors,
});
