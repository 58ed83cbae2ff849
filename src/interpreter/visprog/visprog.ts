import { err, ok } from "../../base";
import type { Module, ModuleSystem } from "../module";
import { type Scalar, scalar } from "../value";
import { CLASSIFY, LIST, SELECT, VQA } from "./asking";
import { above, below, CROP, cropModule, leftOf, rightOf } from "./crops";
import { evaluate } from "./expression";
import { FACEDET, LOC, OCR, SEG } from "./finding";
import { BGBLUR, COLORPOP, EMOJI_MODULE, REPLACE, TAG } from "./painting";
import { parseVisprog } from "./parse";

/** How many things there are. */
const COUNT: Module = {
  takes: { box: "things" },
  gives: "scalar",
  plan: (args) => ok({ kind: "give", on: args.first, value: scalar(args.things("box").length) }),
};

const EVAL: Module = {
  takes: { expr: "text" },
  gives: "scalar",
  plan(args) {
    const lookUp = (name: string): Scalar | null => {
      const value = args.values.get(name);
      return value?.kind === "scalar" ? value.value : null;
    };
    const value = evaluate(args.text("expr"), lookUp);
    return value.ok ? ok({ kind: "give", on: args.first, value: scalar(value.value) }) : err(value.error);
  },
};

const RESULT: Module = {
  takes: { var: "any" },
  gives: "same",
  plan(args) {
    const value = args.value("var");
    return ok({ kind: "end", on: value.kind === "image" ? value.image : args.first, value });
  },
};

/** Gupta and Kembhavi, "Visual Programming", arXiv 2211.11559; modules as in allenai/visprog at 9626868. */
export const VISPROG: ModuleSystem = {
  name: "visprog",
  parse: parseVisprog,
  modules: {
    LOC,
    COUNT,
    CROP,
    CROP_RIGHTOF: cropModule(rightOf),
    CROP_LEFTOF: cropModule(leftOf),
    CROP_ABOVE: cropModule(above),
    CROP_BELOW: cropModule(below),
    // Nobody sees depth there either: all of these are CROP by another name.
    CROP_FRONTOF: CROP,
    CROP_INFRONT: CROP,
    CROP_INFRONTOF: CROP,
    CROP_BEHIND: CROP,
    CROP_AHEAD: CROP,
    CROP_AHEADOF: CROP,
    VQA,
    EVAL,
    RESULT,
    FACEDET,
    SEG,
    SELECT,
    COLORPOP,
    BGBLUR,
    REPLACE,
    EMOJI: EMOJI_MODULE,
    LIST,
    CLASSIFY,
    TAG,
    OCR,
  },
};
