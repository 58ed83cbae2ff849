import { err, ok } from "../../base";
import { EMOJI } from "../../pixels";
import type { Module } from "../module";
import { boxOfCorners } from "../value";

/** A module that changes the pixels outside the things it is handed. */
const outside = (kind: "grey-outside" | "blur-outside"): Module => ({
  takes: { image: "image", object: "things" },
  gives: "image",
  standsIn: "boxes-for-masks",
  plan(args) {
    const boxes = args.things("object").map(({ box }) => boxOfCorners(box));
    return ok({ kind: "retouch", on: args.image().image, retouch: { kind, boxes } });
  },
});

/** Colour within the things, grey elsewhere. */
export const COLORPOP = outside("grey-outside");
/** The things as they are, all else blurred. */
export const BGBLUR = outside("blur-outside");

/** Boxes with what they were taken for beside them. */
export const TAG: Module = {
  takes: { image: "image", object: "things" },
  gives: "image",
  plan(args) {
    const tags = args.things("object").map(({ box, words, confidence }) => ({
      box: boxOfCorners(box),
      words: confidence === null ? words : `${words}(${Math.round(confidence * 1000) / 10})`,
    }));
    return ok({ kind: "retouch", on: args.image().image, retouch: { kind: "tag", tags } });
  },
};

/** A drawn face over each thing. The repository lays pictures of AugLy there; the four that its prompt names are drawn. */
export const EMOJI_MODULE: Module = {
  takes: { image: "image", object: "things", emoji: "text" },
  gives: "image",
  standsIn: "drawn-emoji",
  plan(args) {
    const wanted = args.text("emoji");
    const emoji = EMOJI.find((name) => name === wanted);
    if (!emoji) return err({ code: "no-such-emoji", detail: wanted });
    const boxes = args.things("object").map(({ box }) => boxOfCorners(box));
    return ok({ kind: "retouch", on: args.image().image, retouch: { kind: "emoji", boxes, emoji } });
  },
};

/** Paints something else in place of a thing. No network that paints is small enough to be here. */
export const REPLACE: Module = {
  takes: { image: "image", object: "things", prompt: "text" },
  gives: "image",
  plan: (args) => err({ code: "no-inpainting", detail: args.text("prompt") }),
};
