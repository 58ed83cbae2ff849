import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../../geometry";
import golden from "./agreement.golden.json";
import { cohenKappa, krippendorffAlpha, tagOverlap } from "./chance";
import { firstErrorAgreement } from "./firstError";
import { distance, matchRegions, type RatedPicture, regionAgreement } from "./regions";

type Item = readonly (string | null)[];
const same = (ours: number | null, theirs: number | null): void => {
  if (theirs === null || ours === null) expect(ours).toBe(theirs);
  else expect(Math.abs(ours - theirs)).toBeLessThan(1e-9);
};

describe(`agreement beyond chance, as krippendorff ${golden.versions.krippendorff} and scikit-learn tell it`, () => {
  it.each(golden.tables.map((table, index) => ({ index, ...table })))("table $index", ({ items, ...theirs }) => {
    same(krippendorffAlpha(items, golden.scale), theirs.nominal);
    same(krippendorffAlpha(items, golden.scale, "ordinal"), theirs.ordinal);
    const both = items.flatMap(([a, b]: Item) => (a && b ? [[a, b] as const] : []));
    same(cohenKappa(both), theirs.kappa);
  });

  const word = fc.constantFrom(...golden.scale);
  const anyItems = fc.array(fc.array(fc.option(word), { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 20 });

  it("is at most one, and does not hang on the order of raters or items", () => {
    fc.assert(
      fc.property(anyItems, fc.constantFrom("nominal" as const, "ordinal" as const), (items, level) => {
        const alpha = krippendorffAlpha(items, golden.scale, level);
        const turned = items.map((item) => item.toReversed()).toReversed();
        const other = krippendorffAlpha(turned, golden.scale, level);
        if (alpha === null || other === null) expect(alpha).toBe(other);
        else {
          expect(alpha).toBeLessThanOrEqual(1);
          expect(other).toBeCloseTo(alpha, 9);
        }
      }),
    );
  });

  it("is one where all agree on more than one word", () => {
    const items = [
      ["wrong", "wrong", null],
      ["correct", "correct", "correct"],
    ];
    expect(krippendorffAlpha(items, golden.scale)).toBe(1);
    expect(
      cohenKappa([
        ["a", "a"],
        ["b", "b"],
      ]),
    ).toBe(1);
  });

  it("throws on a word that is not on the scale", () => {
    expect(() => krippendorffAlpha([["good", "bad"]], golden.scale)).toThrow("not on the scale");
  });
});

it("the first error: exactly, within one step, and whether there is one", () => {
  const pairs = [
    [2, 2],
    [2, 3],
    [2, 5],
    [-1, -1],
    [-1, 0],
  ] as const;
  expect(firstErrorAgreement(pairs)).toEqual({ lines: 5, exact: 2 / 5, withinOne: 3 / 5, same: 4 / 5 });
  expect(firstErrorAgreement([])).toBeNull();
});

it("tags: what both gave over what either gave", () => {
  expect(tagOverlap(new Set(["a", "b"]), new Set(["b", "c"]))).toBeCloseTo(1 / 3, 12);
  expect(tagOverlap(new Set(), new Set())).toBe(1);
  expect(tagOverlap(new Set(["a"]), new Set())).toBe(0);
});

describe("regions", () => {
  const region = (left: number, top: number, width = 10, height = 10, ...tags: readonly string[]) => ({
    box: imageBox(left, top, width, height),
    tags: new Set(tags),
  });
  const size = { width: 100, height: 100 };

  it("distances: the same, touching not at all, and far", () => {
    const unit = (left: number) => imageBox(left, 0, 1, 1);
    expect(distance(unit(0), unit(0))).toBe(0);
    // Nothing shared, joint 2, hull 2: neither near nor far.
    expect(distance(unit(0), unit(1))).toBe(0.5);
    // Joint 2, hull 4: 1 − (0 − 2/4), halved.
    expect(distance(unit(0), unit(3))).toBe(0.75);
    expect(distance(imageBox(1, 1, 0, 0), imageBox(1, 1, 0, 0))).toBe(0);
    expect(distance(imageBox(1, 1, 0, 0), imageBox(2, 1, 0, 0))).toBe(1);
  });

  it("pairs each with the one that it overlaps best", () => {
    const [a, b, c, d] = [region(0, 0), region(8, 0), region(1, 0), region(60, 60)];
    expect(matchRegions({ size, first: [a, b], second: [c, d] })).toEqual([{ a, b: c }]);
  });

  it("tells detection, classification and localisation apart", () => {
    const pictures: RatedPicture[] = [
      { size, first: [region(0, 0, 10, 10, "late")], second: [region(0, 0, 10, 10, "late")] },
      { size, first: [region(80, 80, 10, 10, "late")], second: [region(80, 80, 10, 10, "early")] },
      { size, first: [region(0, 80)], second: [] },
    ];
    const found = regionAgreement(pictures);
    expect(found).toMatchObject({ matched: 2, onlyFirst: 1, onlySecond: 0, detection: 4 / 5, classification: 0.5 });
    expect(found.localisation).toBe(1);
  });

  it("is no better than chance where everybody draws in the middle", () => {
    const middle = () => [region(45, 45)];
    const pictures = [0, 1, 2].map(() => ({ size, first: middle(), second: [region(46, 45)] }));
    expect(regionAgreement(pictures).localisation).toBeCloseTo(0, 12);
  });

  it("compares pictures of different sizes by shares", () => {
    const large = { width: 1000, height: 1000 };
    const pictures: RatedPicture[] = [
      { size, first: [region(0, 0)], second: [region(0, 0)] },
      { size: large, first: [region(0, 0, 100, 100)], second: [region(0, 0, 100, 100)] },
    ];
    // Every region lies at the same share, so that being the same place tells nothing.
    expect(regionAgreement(pictures).localisation).toBeNull();
  });

  it("of very many are held against even steps of all pairs, which tell nearly the same", () => {
    const at = (i: number, of: number) => region((i * 37) % 90, (i * of) % 90);
    const pictures: RatedPicture[] = Array.from({ length: 40 }, (_, picture) => ({
      size,
      first: Array.from({ length: 50 }, (_, i) => at(picture * 50 + i, 53)),
      second: Array.from({ length: 50 }, (_, i) => at(picture * 50 + i, 53)),
    }));
    const some = regionAgreement(pictures.slice(0, 10)).localisation;
    expect(regionAgreement(pictures).localisation).toBeCloseTo(some ?? 0, 1);
  });

  it("is null where there is nothing to compare", () => {
    const none = { detection: null, classification: null, localisation: null };
    expect(regionAgreement([])).toMatchObject(none);
    expect(regionAgreement([{ size, first: [region(0, 0)], second: [region(0, 0)] }]).localisation).toBeNull();
  });
});
