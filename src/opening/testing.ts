// Ports for tests of opening: pictures that are there by name, and names and times that count up.
import type { ImageId } from "../action";
import type { Size } from "../geometry";
import type { StepId } from "../trace";
import type { OpeningPorts } from "./openRecord";

export const HASH = (digit: string): ImageId => digit.repeat(64) as ImageId;

export function countingPorts(
  pictures: Readonly<Record<string, { readonly digit: string } & Size>> = {},
): OpeningPorts {
  let count = 0;
  return {
    async find(reference) {
      const key = reference.kind === "name" ? reference.name : "data";
      const picture = Object.hasOwn(pictures, key) ? pictures[key] : undefined;
      return picture ? { id: HASH(picture.digit), width: picture.width, height: picture.height } : null;
    },
    executor: null,
    nextStepId: () => `s${++count}` as StepId,
    nowMillis: () => 1000 + count,
  };
}
