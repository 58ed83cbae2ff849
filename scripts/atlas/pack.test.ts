import { describe, expect, it } from "vitest";
import { SPRITES } from "../../src/gym/things/sprites.data";
import { unpackSprite } from "../../src/gym/things/unpack";
import { packSprite } from "./pack";

describe("packSprite", () => {
  it("gives back an image of few colours and alphas as it was", () => {
    for (const packed of [SPRITES.loaf, SPRITES.cloud, SPRITES.guitar, SPRITES.turtle]) {
      const sprite = unpackSprite(packed);
      expect(unpackSprite(packSprite(sprite))).toEqual(sprite);
    }
  });
});
