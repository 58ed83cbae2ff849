import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import { imageBox } from "../geometry";
import { type LinkView, NO_VIEW, parseLink, printLink, printView } from "./link";

const PAGE = "https://example.org/sightline/";
const pack = Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256);
const view: LinkView = {
  step: "s 1/ü&=#",
  through: "s9",
  region: imageBox(-12.5, 3, 100.125, 40),
  language: "zh",
  theme: "dark",
};
const anyView: fc.Arbitrary<LinkView> = fc.record({
  step: fc.option(
    fc.string({ minLength: 1, maxLength: 100, unit: "grapheme-composite" }).filter((id) => id.length <= 100),
  ),
  through: fc.option(fc.stringMatching(/^[\w-]{1,40}$/)),
  region: fc.option(
    fc
      .tuple(...[-9999, -9999, 1, 1].map((min) => fc.integer({ min: min * 1000, max: 9_999_000 })))
      .map(([left, top, width, height]) => imageBox(left! / 997, top! / 997, width! / 997, height! / 997)),
  ),
  language: fc.constantFrom("en", "zh", null),
  theme: fc.constantFrom("light", "dark", null),
});

const hashOf = (link: string): string => new URL(link).hash;

describe("links", () => {
  it("give back the pack and the view that they were made of", () => {
    const read = must(parseLink(hashOf(printLink(PAGE, pack, view))));
    expect(read).toEqual({ pack, src: null, view });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 500 }), anyView, (bytes, shown) => {
        expect(must(parseLink(hashOf(printLink(PAGE, bytes, shown))))).toEqual({ pack: bytes, src: null, view: shown });
      }),
    );
  });

  it("take the place of a fragment that the page had", () => {
    expect(printLink(`${PAGE}#old`, pack)).toBe(printLink(PAGE, pack));
  });

  it("read as nothing where the fragment is somebody else's", () => {
    for (const fragment of ["", "#", "#picture", "#/route?x=1", "#a=b&c=%"])
      expect(parseLink(fragment)).toEqual({ ok: true, value: { pack: null, src: null, view: NO_VIEW } });
  });

  it("survive what prose and other programs do to them", () => {
    const hash = hashOf(printLink(PAGE, pack));
    for (const end of [".", ")", ").", "。", "”", "，", ">", "!"])
      expect(must(parseLink(hash + end)).pack).toEqual(pack);
    const escaped = hashOf(printLink(PAGE, pack, { ...NO_VIEW, step: "s1" }))
      .replace(/=/g, "%3D")
      .replace(/&/g, "%26");
    expect(must(parseLink(escaped))).toMatchObject({ pack, view: { step: "s1" } });
  });

  it("are refused where they are cut, spoilt or of a later way of writing", () => {
    expect(parseLink("#trace=")).toEqual({ ok: false, error: "link-cut" });
    expect(parseLink("#trace=s1.")).toEqual({ ok: false, error: "link-cut" });
    expect(parseLink("#trace=s1.AB*D")).toEqual({ ok: false, error: "link-cut" });
    expect(parseLink("#trace=s2.AAAA")).toEqual({ ok: false, error: "newer-link" });
  });

  it("leave out what a view does not say, and pass over what it cannot mean", () => {
    expect(printView(NO_VIEW)).toBe("");
    const odd = must(parseLink("#src=x&region=1,2,0,4&lang=fr&theme=pink&step=")).view;
    expect(odd).toEqual(NO_VIEW);
    for (const region of ["1,2,3", "1,2,3,4,5", "1,2,NaN,4", "1e9,2,3,4", "a,b,c,d"])
      expect(must(parseLink(`#region=${region}`)).view.region).toBeNull();
  });
});
