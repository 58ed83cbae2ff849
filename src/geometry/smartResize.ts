import { areaOf, type Size } from "./size";

/**
 * The functions of the name `smart_resize`, by the package and the version in which each was run. On most pictures they
 * agree. On thin ones they do not, because they differ in what happens to a side that is less than one factor.
 */
export const RESIZE_RULES = [
  "qwen-vl-utils 0.0.14",
  "qwen-agent 0.0.34",
  "transformers 5.24 qwen2_vl",
  "transformers 5.24 glm4v",
  "transformers 5.24 glm5_next",
  "transformers 5.24 glm_image",
] as const;
export type ResizeRule = (typeof RESIZE_RULES)[number];

/** What a vision processor allows a picture to be: sides in multiples of `factor`, an area in pixels. */
export interface ResizeBudget {
  readonly rule: ResizeRule;
  readonly factor: number;
  readonly minArea: number;
  readonly maxArea: number;
}

const RULES: Readonly<Record<ResizeRule, (size: Size, measures: Measures) => Size | null>> = {
  "qwen-vl-utils 0.0.14": (size, measures) =>
    isLongerThan(size, 200) ? null : rounded(size, measures, AT_LEAST_ROUNDED),
  /** The zoom tool of Qwen-Agent: the same without its refusal. */
  "qwen-agent 0.0.34": (size, measures) => rounded(size, measures, AT_LEAST_ROUNDED),
  /** `qwen2_vl`, which Qwen2-VL, Qwen2.5-VL and Qwen3-VL load. */
  "transformers 5.24 qwen2_vl": (size, measures) =>
    isLongerThan(size, 200) ? null : rounded(size, measures, AT_LEAST_SHRUNK),
  /**
   * `glm4v` and `glm46v`: a thin picture first grows until its short side is one factor. The processors' limits count a
   * picture as two frames, so that half of them is what one may have.
   */
  "transformers 5.24 glm4v": (size, measures) => {
    const thick = grownToFactor(size, measures.factor);
    return isLongerThan(thick, 200) ? null : rounded(thick, measures, AT_LEAST_SHRUNK);
  },
  "transformers 5.24 glm5_next": roundedUp,
  "transformers 5.24 glm_image": halved,
};

type Measures = Omit<ResizeBudget, "rule">;

/** Qwen2-VL and Qwen2.5-VL, as their pictures are fetched where nothing else is told. */
export const QWEN2_BUDGET: ResizeBudget = {
  rule: "qwen-vl-utils 0.0.14",
  factor: 28,
  minArea: 3136,
  maxArea: 12_845_056,
};

/**
 * The size at which a processor shows a picture to its model: whole multiples of the factor, near the area allowed. Null
 * where the function refuses the picture, or leaves it without an inside.
 */
export function smartResize({ width, height }: Size, { rule, ...measures }: ResizeBudget): Size | null {
  const resized = RULES[rule]({ width, height }, measures);
  return resized && resized.width > 0 && resized.height > 0 ? resized : null;
}

/** Which of the two roundings keeps a side from becoming 0. */
interface AtLeast {
  readonly whenRounded: boolean;
  readonly whenShrunk: boolean;
}

const AT_LEAST_ROUNDED: AtLeast = { whenRounded: true, whenShrunk: false };
// A thin side is rounded to 0, so that its area is below every minimum and the picture is made to fit that.
const AT_LEAST_SHRUNK: AtLeast = { whenRounded: false, whenShrunk: true };

function rounded(size: Size, { factor, minArea, maxArea }: Measures, { whenRounded, whenShrunk }: AtLeast): Size {
  const multiple = (round: (value: number) => number, kept: boolean) => (side: number) =>
    Math.max(kept ? factor : 0, round(side / factor) * factor);
  const near = bothSides(size, multiple(roundHalfToEven, whenRounded));
  if (areaOf(near) > maxArea) {
    const shrink = Math.sqrt(areaOf(size) / maxArea);
    return bothSides(size, (side) => multiple(Math.floor, whenShrunk)(side / shrink));
  }
  if (areaOf(near) >= minArea) return near;
  const grow = Math.sqrt(minArea / areaOf(size));
  return bothSides(size, (side) => multiple(Math.ceil, false)(side * grow));
}

function grownToFactor(size: Size, factor: number): Size {
  if (size.width >= factor && size.height >= factor) return size;
  const scale = Math.max(factor / size.height, factor / size.width);
  return bothSides(size, (side) => Math.trunc(side * scale));
}

/** GLM-5: every side is rounded up, and a picture that is too large shrinks row by row until it fits. */
function roundedUp(size: Size, { factor, minArea, maxArea }: Measures): Size {
  const aligned = (value: Size): Size => bothSides(value, (side) => Math.ceil(side / factor) * factor);
  const scale = Math.sqrt(minArea / areaOf(size));
  const plain = aligned(size);
  const near =
    areaOf(plain) < minArea ? aligned(bothSides(size, (side) => Math.max(1, Math.ceil(side * scale)))) : plain;
  if (areaOf(near) <= maxArea) return near;
  let best: Size = { width: factor, height: factor };
  let [low, high] = [1, size.height];
  while (low <= high) {
    const height = Math.floor((low + high) / 2);
    const candidate = aligned({ height, width: Math.max(1, Math.floor((size.width * height) / size.height)) });
    if (areaOf(candidate) <= maxArea) {
      best = candidate;
      low = height + 1;
    } else high = height - 1;
  }
  return best;
}

/** GLM-Image: half of each side is what is rounded, and its limits are those of sides. */
function halved(size: Size, { factor, minArea, maxArea }: Measures): Size | null {
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  if (short < factor || isLongerThan(size, 4)) return null;
  const [shortest, longest] = [minArea, maxArea].map((area) => roundHalfToEven(Math.sqrt(area)));
  if (shortest === undefined || longest === undefined) throw new Error("Two areas have two roots");
  const grow = short < shortest ? shortest / short : 1;
  const scale = long * grow > longest ? longest / long : grow;
  const near = bothSides(size, (side) =>
    Math.max(factor, roundHalfToEven((Math.floor(side / 2) * scale) / factor) * factor),
  );
  const shrink = Math.max(near.width, near.height) / longest;
  return shrink > 1 ? bothSides(near, (side) => Math.max(factor, Math.floor(side / shrink / factor) * factor)) : near;
}

const isLongerThan = ({ width, height }: Size, times: number): boolean =>
  Math.max(width, height) / Math.min(width, height) > times;

const bothSides = ({ width, height }: Size, change: (side: number) => number): Size => ({
  width: change(width),
  height: change(height),
});

/** Python's `round`: 2.5 becomes 2 and 3.5 becomes 4, where `Math.round` makes 3 and 4. */
export function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  // Adding zero keeps -0 out, which is another number than 0 to whoever compares.
  if (value - below !== 0.5) return Math.round(value) + 0;
  return below % 2 === 0 ? below : below + 1;
}
