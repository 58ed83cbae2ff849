import { keysOf } from "../base";
import type { Dialect } from "./dialect";
import { generatedImages, visualPlanning } from "./drawn/drawn";
import { createForeignDialect, type ForeignOptions, type Grammar } from "./foreign";
import { createNativeDialect } from "./native/native";
import { deepEyesV2, openAi, sketchpad, thyme, vThinker, vtoolR1 } from "./programs/programs";
import { visProg } from "./programs/visProg";
import { visualReasoner } from "./programs/visualReasoner";
import { grit } from "./tags/grit";
import { miniO3 } from "./tags/miniO3";
import { lfm2Vl, llavaCot, mulberry, talkOnly, thinkAnswer } from "./tags/plain";
import { chainOfFocus, chainOfFocusTokens } from "./tools/chainOfFocus";
import {
  deepEyes,
  deepEyesPrompt1,
  deepEyesPrompt3,
  deepEyesPrompt4,
  deepEyesPrompt5,
  verlDeepEyes,
} from "./tools/deepEyes";
import { pixelReasoner, verlPixelReasoner } from "./tools/pixelReasoner";
import { qwen3Vl, qwen35 } from "./tools/qwen";
import { openThinkImg } from "./turns/openThink";
import { vilasr } from "./vilasr/vilasr";

const GRAMMARS = {
  deepeyes: deepEyes("evaluation"),
  "deepeyes-training": { ...deepEyes("training"), name: "deepeyes-training" },
  "deepeyes-prompt-1": deepEyesPrompt1,
  "deepeyes-prompt-3": deepEyesPrompt3,
  "deepeyes-prompt-4": deepEyesPrompt4,
  "deepeyes-prompt-5": deepEyesPrompt5,
  "verl-deepeyes": verlDeepEyes,
  "deepeyes-v2": deepEyesV2,
  "chain-of-focus": chainOfFocus,
  "chain-of-focus-tokens": chainOfFocusTokens,
  "qwen3-vl": qwen3Vl,
  "qwen3.5": qwen35,
  "pixel-reasoner": pixelReasoner,
  "verl-pixel-reasoner": verlPixelReasoner,
  vilasr,
  "mini-o3": miniO3,
  "v-thinker": vThinker,
  thyme,
  "visual-sketchpad": sketchpad,
  "vtool-r1": vtoolR1,
  openthinkimg: openThinkImg,
  visprog: visProg,
  "visual-reasoner": visualReasoner,
  openai: openAi,
  "generated-images": generatedImages,
  "visual-planning": visualPlanning,
  grit,
  "llava-cot": llavaCot,
  mulberry,
  "lfm2-vl": lfm2Vl,
  "think-answer": thinkAnswer,
  talk: talkOnly,
} satisfies Readonly<Record<string, Grammar>>;

export type ForeignName = keyof typeof GRAMMARS;
export type DialectName = ForeignName | "native";

// Object.keys forgets that the keys of a constant are known.
export const FOREIGN_NAMES = keysOf(GRAMMARS);

/** The dialect of that name. `instructions` are what a model is told of it where its line brings none. */
export const createDialect = (name: DialectName, options: Partial<ForeignOptions> = {}): Dialect =>
  name === "native"
    ? createNativeDialect({ instructions: options.instructions ?? "", marksObserved: false })
    : createForeignDialect(GRAMMARS[name], { instructions: "", ...options });

export const isDialectName = (name: string): name is DialectName => name === "native" || Object.hasOwn(GRAMMARS, name);
