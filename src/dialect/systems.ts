import { adaReasoner } from "./adaReasoner";
import { chainOfFocus, chainOfFocusTokens } from "./chainOfFocus";
import { claude, claudeApi } from "./claude";
import { gta1, holo1 } from "./clickModels";
import { cogCom } from "./cogCom";
import type { Dialect } from "./contract/dialect";
import {
  deepEyes,
  deepEyesPrompt1,
  deepEyesPrompt3,
  deepEyesPrompt4,
  deepEyesPrompt5,
  deepEyesTraining,
} from "./deepEyes";
import { deepEyesV2 } from "./deepEyesV2";
import { geminiApi } from "./gemini";
import { generatedImages } from "./generatedImages";
import { type SystemTable, tableOf } from "./grammar/table";
import type { ForeignOptions } from "./grammar/transcript";
import { grit } from "./grit";
import { GROUNDING_FAMILIES } from "./grounding/families";
import { groundingSystem } from "./grounding/family";
import { pointingSystem } from "./grounding/pointing";
import { POINTING_FAMILIES } from "./grounding/pointingFamilies";
import { inSightO3 } from "./inSightO3";
import { llavaCot } from "./llavaCot";
import { llavaPlus } from "./llavaPlus";
import type { LogRecord } from "./log/record";
import { miniO3 } from "./miniO3";
import { mulberry } from "./mulberry";
import { createNativeDialect } from "./native/native";
import { octoTools } from "./octoTools";
import { openAi } from "./openAi";
import { openThinkImg } from "./openThinkImg";
import { pixelReasoner, verlPixelReasoner } from "./pixelReasoner";
import { pyVision } from "./pyVision";
import { qwen3Vl, qwen35 } from "./qwen";
import { qwen3Screen, qwen25Screen } from "./qwenScreen";
import {
  agentCpmGui,
  androidWorld,
  autoGlm,
  cogAgent,
  mobileAgent,
  osAtlas,
  scaleCua,
  showUi,
  uiVenus,
  uiVenus15,
  webArena,
  webVoyager,
} from "./screenAgents";
import { seal } from "./seal";
import { senseNovaMars } from "./senseNovaMars";
import { skyworkR1V4 } from "./skyworkR1V4";
import { taggedChat } from "./taggedChat";
import { talk } from "./talk";
import { thinkAnswer } from "./thinkAnswer";
import { thyme } from "./thyme";
import { seedGui, uiTars, uiTars1 } from "./uiTars";
import { verlDeepEyes } from "./verlDeepEyes";
import { vilasr } from "./vilasr";
import { viperGpt } from "./viperGpt";
import { visProg } from "./visProg";
import { visualArft } from "./visualArft";
import { visualPlanning } from "./visualPlanning";
import { visualReasoner } from "./visualReasoner";
import { visualSketchpad } from "./visualSketchpad";
import { vThinker } from "./vThinker";
import { vtoolR1 } from "./vtoolR1";

type Families = typeof GROUNDING_FAMILIES;

const GROUNDING_SYSTEMS = GROUNDING_FAMILIES.map((family, i) => groundingSystem<Families[number]["name"]>(family, i));

type Pointing = typeof POINTING_FAMILIES;

const POINTING_SYSTEMS = POINTING_FAMILIES.map((family) => pointingSystem<Pointing[number]["name"]>(family));

/** Every system that is known, one line each, in the order in which lists show them. */
export const SYSTEMS = [
  deepEyes,
  deepEyesTraining,
  deepEyesPrompt1,
  deepEyesPrompt3,
  deepEyesPrompt4,
  deepEyesPrompt5,
  verlDeepEyes,
  deepEyesV2,
  pyVision,
  chainOfFocus,
  chainOfFocusTokens,
  qwen3Vl,
  qwen35,
  senseNovaMars,
  skyworkR1V4,
  inSightO3,
  adaReasoner,
  cogCom,
  pixelReasoner,
  verlPixelReasoner,
  vilasr,
  miniO3,
  vThinker,
  thyme,
  visualArft,
  visualSketchpad,
  vtoolR1,
  openThinkImg,
  llavaPlus,
  visProg,
  visualReasoner,
  viperGpt,
  seal,
  octoTools,
  openAi,
  claude,
  claudeApi,
  geminiApi,
  qwen3Screen,
  qwen25Screen,
  uiTars,
  uiTars1,
  seedGui,
  osAtlas,
  cogAgent,
  autoGlm,
  agentCpmGui,
  uiVenus,
  uiVenus15,
  showUi,
  androidWorld,
  mobileAgent,
  scaleCua,
  holo1,
  gta1,
  webVoyager,
  webArena,
  generatedImages,
  visualPlanning,
  grit,
  llavaCot,
  mulberry,
  ...GROUNDING_SYSTEMS,
  ...POINTING_SYSTEMS,
  thinkAnswer,
  taggedChat,
  talk,
] as const;

export type ForeignName = (typeof SYSTEMS)[number]["name"];
export type DialectName = ForeignName | "native";

export const FOREIGN_SYSTEMS: SystemTable<ForeignName> = tableOf(SYSTEMS);

export const isDialectName = (name: string): name is DialectName => name === "native" || FOREIGN_SYSTEMS.has(name);

/** The dialect of that name. `instructions` are what a model is told of it where its line brings none. */
export const createDialect = (name: DialectName, options: Partial<ForeignOptions> = {}): Dialect =>
  name === "native"
    ? createNativeDialect({ instructions: options.instructions ?? "", marksObserved: false })
    : FOREIGN_SYSTEMS.dialect(name, options);

/** The dialect of a record: told by its form, else by its words. What no system's sign fits is talk. */
export const detectDialect = (record: LogRecord): DialectName => FOREIGN_SYSTEMS.detect(record) ?? "talk";
