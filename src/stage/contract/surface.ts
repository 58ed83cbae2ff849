import type { Action, ImageId } from "../../action";
import type { ImageBox } from "../../geometry";
import type { Author, StepId, Verdict } from "../../trace";

/**
 * The picture on show. `bitmap` is null while its pixels are still loading; the size is known from the start. It may have
 * fewer pixels than the picture, and is stretched to its size.
 */
export interface StageImage {
  readonly id: ImageId;
  readonly width: number;
  readonly height: number;
  readonly bitmap: ImageBitmap | HTMLCanvasElement | null;
  /** Parts of it with more pixels, drawn over it. */
  readonly tiles?: readonly StageTile[];
  /** Nobody has its pixels: they are not to be waited for. */
  readonly isMissing?: boolean;
}

/** `box` is in pixels of the picture. */
export interface StageTile {
  readonly box: ImageBox;
  readonly bitmap: ImageBitmap;
}

/** `ghost` is a road not taken: a sibling branch, or a draft that nobody has confirmed. */
export type Tone = "current" | "past" | "ghost";

/** One action of one step, to be shown on the picture it names. */
export interface StageMark {
  readonly stepId: StepId;
  readonly action: Action;
  readonly author: Author;
  readonly tone: Tone;
  /** Still being written: shown, but not to be taken hold of. */
  readonly draft?: boolean;
  /** Shown, but not to be taken hold of: what a system's tool made of an action, or what another reading would. */
  readonly fixed?: boolean;
  /** Words beside the mark, in place of the action's own. */
  readonly words?: string;
  /** A line of its own, in place of its author's: one of many branches that are laid over the picture. */
  readonly stroke?: Stroke;
}

/** `color` is `rgb(r, g, b)`, which a halo is chosen for; `width` is CSS pixels at any zoom. */
export interface Stroke {
  readonly color: string;
  readonly width: number;
}

/** What a person judged on the picture: a region of it, or that one place led to another. */
export type JudgedMark = {
  readonly id: string;
  readonly verdict: Verdict | null;
  /** On the ground beside it; begins with a sign for the verdict, so that colour is never alone. */
  readonly words: string;
  /** It is what the next verdict is about. */
  readonly chosen: boolean;
} & (
  | { readonly kind: "region"; readonly box: ImageBox }
  /** From the cause to the effect; null where that step has no place on the picture. */
  | { readonly kind: "link"; readonly from: ImageBox | null; readonly to: ImageBox | null }
);

/** Keys: `image`, `model`, `human`, `ghosts`, or a step's id. A solo layer is the only one whose marks show. */
export interface LayerView {
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly solo: string | null;
}

/**
 * Where the camera should look. It goes there when `key` changes, and is the person's own after that.
 * With `from` the flight begins at that box, so that a crop left behind shrinks back to its place.
 */
export type CameraTarget = { readonly key: string | number; readonly from?: ImageBox } & (
  | { readonly kind: "fit" }
  | { readonly kind: "box"; readonly box: ImageBox }
  /** One image pixel on one pixel of the screen. */
  | { readonly kind: "actual" }
  /** Closer by `factor`, or farther where it is below 1, about the middle. */
  | { readonly kind: "by"; readonly factor: number }
  /** What somebody else had in sight, to the edges of the viewport; a person's own after that. */
  | { readonly kind: "sight"; readonly box: ImageBox }
  | { readonly kind: "free" }
);

/** CSS pixels along each side that floating panels cover, and that the camera keeps clear. */
export interface Inset {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What the camera sees once it has come to rest: `scale` is CSS pixels an image pixel. */
export interface CameraView {
  readonly scale: number;
  readonly visible: ImageBox;
  /** A person moved it: it does not stand where it was sent. */
  readonly byHand: boolean;
}
