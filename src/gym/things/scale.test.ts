import { describe, expect, it } from "vitest";
import { noise, opaqueBytes } from "../../pixels/testing";
import { scaleSprite } from "./scale";

const SIDE = 40;

/** A disc whose alpha falls off over three pixels; the colours, hidden ones too, are those of `colorAt`. */
function disc(colorAt: (at: number, isHidden: boolean) => readonly number[]) {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at++) {
    const distance = Math.hypot((at % SIDE) - 19.5, Math.floor(at / SIDE) - 19.5);
    const alpha = Math.min(255, Math.max(0, Math.round((17 - distance) * 85)));
    data.set([...colorAt(at, alpha === 0), alpha], at * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

describe("scaleSprite", () => {
  it.each([7, 19, 40, 55])("keeps one colour one colour, rim and all, at %i pixels", (side) => {
    const scaled = scaleSprite(
      disc((_, isHidden) => (isHidden ? [0, 0, 0] : [90, 160, 30])),
      side,
    );
    const colors = opaqueBytes(scaled);
    expect(colors).toEqual(Uint8Array.from({ length: side * side * 3 }, (_, at) => [90, 160, 30][at % 3]!));
    expect(scaled.data[3]).toBeLessThan(64);
    expect(scaled.data[((side >> 1) * side + (side >> 1)) * 4 + 3]).toBeGreaterThan(250);
  });

  it("never reads the colour of what is hidden", () => {
    const grain = noise(SIDE, SIDE, 4).data;
    const colorAt = (at: number) => [...grain.subarray(at * 4, at * 4 + 3)];
    const hidesBlack = disc((at, isHidden) => (isHidden ? [0, 0, 0] : colorAt(at)));
    expect(scaleSprite(disc(colorAt), 23)).toEqual(scaleSprite(hidesBlack, 23));
  });

  it("leaves the sprite it is given alone", () => {
    const sprite = disc(() => [1, 2, 3]);
    scaleSprite(sprite, SIDE);
    expect(sprite).toEqual(disc(() => [1, 2, 3]));
  });
});
