import { describe, expect, it } from "vitest";
import type { Action } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import { imageId } from "../../trace/testing";
import { numbersIn, withNumber } from "./numbers";

const size = { width: 200, height: 100 };
const zoom: Action = { kind: "zoom", image: imageId("1"), box: imageBox(20, 30, 40, 50) };
const arrow: Action = { kind: "arrow", image: imageId("1"), from: imagePoint(1, 2), to: imagePoint(3, 4) };

describe("numbers of an action", () => {
  it("are shown in pixels or in percent of the image", () => {
    expect(numbersIn(zoom, size, "pixel").map(({ value }) => value)).toEqual([20, 30, 40, 50]);
    expect(numbersIn(zoom, size, "percent").map(({ value }) => value)).toEqual([10, 30, 20, 50]);
  });

  it("change one side at a time, in the unit they are shown in", () => {
    const [left] = numbersIn(zoom, size, "percent");
    expect(withNumber(zoom, size, "percent", { ...left!, value: 25 })).toEqual({
      ...zoom,
      box: imageBox(50, 30, 40, 50),
    });
  });

  it("change the point they belong to", () => {
    const y = numbersIn(arrow, size, "pixel")[3]!;
    expect(withNumber(arrow, size, "pixel", { ...y, value: 9 })).toEqual({ ...arrow, to: imagePoint(3, 9) });
  });

  it("stay what they are when typed again as shown", () => {
    for (const unit of ["pixel", "percent"] as const)
      for (const number of numbersIn(zoom, size, unit)) expect(withNumber(zoom, size, unit, number)).toEqual(zoom);
  });

  it("are degrees for a turn, and none for a mirror", () => {
    expect(numbersIn({ kind: "rotate", image: imageId("1"), degrees: 90 }, size, "pixel")).toMatchObject([
      { value: 90 },
    ]);
    expect(numbersIn({ kind: "flip", image: imageId("1"), axis: "vertical" }, size, "pixel")).toEqual([]);
  });
});
