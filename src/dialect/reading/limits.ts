import type { Refuses } from "../contract/dialect";

/**
 * Refuses a part with a side below `smallest`, or so many times longer than wide. Pixels of the picture that the tool
 * cuts from: the resized one, where it has a frame.
 */
export const refusing =
  ({ smallest = 0, longest = Number.POSITIVE_INFINITY }: { smallest?: number; longest?: number }): Refuses =>
  (cut, { size, frame = size }) => {
    const [width, height] = [(cut.width * frame.width) / size.width, (cut.height * frame.height) / size.height];
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    if (short < smallest) return "too-small";
    return long > short * longest ? "too-thin" : null;
  };
