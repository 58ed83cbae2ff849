import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { imageBox, imagePoint } from "../../../geometry";
import { jsonOf, pathsOf, textOf } from "../testing/files";
import { sampleInput, sampleTrace } from "../testing/sample";
import { parseXml } from "../testing/xml";
import { selectorOf } from "./selectors";
import { W3C_ANNOTATION } from "./target";

/** Motivations that every edition of the published context knows; it lacks `assessing` at w3c/web-annotation 929c8235. */
const purpose = z.enum([
  "classifying",
  "commenting",
  "describing",
  "editing",
  "highlighting",
  "identifying",
  "linking",
  "tagging",
]);
const text = z.string().check(z.minLength(1));
const place = z.int().check(z.minimum(0));
const address = z.string().check(z.regex(/^#[\w%.~!*'()-]+$/));

const picture = z.strictObject({
  source: z.string().check(z.regex(/^images\/[0-9a-f]{64}\.png$/)),
  type: z.literal("SpecificResource"),
  selector: z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("FragmentSelector"),
      conformsTo: z.literal("http://www.w3.org/TR/media-frags/"),
      value: z.string().check(z.regex(/^xywh=pixel:\d+,\d+,\d+,\d+$/)),
    }),
    z.strictObject({ type: z.literal("SvgSelector"), value: text }),
  ]),
});
const words = {
  source: z.string().check(z.regex(/^lines\/\d+\.txt$/)),
  type: z.literal("SpecificResource"),
  selector: z.optional(
    z.array(
      z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("TextPositionSelector"), start: place, end: place }),
        z.strictObject({ type: z.literal("TextQuoteSelector"), exact: text }),
      ]),
    ),
  ),
};
const annotation = z.strictObject({
  id: address,
  type: z.literal("Annotation"),
  motivation: purpose,
  creator: z.optional(z.strictObject({ type: z.enum(["Person", "Software"]), name: text })),
  created: z.optional(z.iso.datetime()),
  body: z.array(
    z.union([
      z.strictObject({ type: z.literal("TextualBody"), value: z.string(), purpose, format: z.literal("text/plain") }),
      z.strictObject({ ...words, purpose: z.literal("linking") }),
    ]),
  ),
  target: z.union([picture, z.strictObject(words)]),
});
const collection = z.strictObject({
  "@context": z.literal("http://www.w3.org/ns/anno.jsonld"),
  id: address,
  type: z.literal("AnnotationCollection"),
  label: text,
  total: place,
  first: z.strictObject({
    id: address,
    type: z.literal("AnnotationPage"),
    startIndex: z.literal(0),
    items: z.array(annotation),
  }),
});

const written = async (leaves: readonly string[] | null = null) => {
  const plan = W3C_ANNOTATION.write(await sampleInput([sampleTrace()], leaves));
  const all = collection.parse(jsonOf(plan, "annotations.jsonld"));
  const judgement = (id: string) => all.first.items.find((item) => item.id.endsWith(`judgement%2F${id}`));
  return { plan, all, judgement };
};

describe("W3C annotations", () => {
  it("are one collection, each with an address of its own, about files that come along", async () => {
    const { plan, all } = await written();
    expect(all.total).toBe(all.first.items.length);
    expect(new Set(all.first.items.map(({ id }) => id)).size).toBe(all.total);
    for (const { target } of all.first.items) expect(pathsOf(plan)).toContain(target.source);
  });

  it("count words in code points of the text that they name", async () => {
    const { plan, judgement } = await written(["a"]);
    const target = judgement("j3")?.target;
    if (!target || !Array.isArray(target.selector)) throw new Error("Words have selectors");
    const [position, quote] = target.selector;
    if (position?.type !== "TextPositionSelector") throw new Error("A position comes first");
    const file = [...(textOf(plan, target.source) ?? "")];
    // “Look 👀 closer”: the two eyes are one code point and two UTF-16 units.
    expect(file.slice(position.start, position.end).join("")).toBe("closer");
    expect(quote).toEqual({ type: "TextQuoteSelector", exact: "closer" });
  });

  it("link an effect to its cause, and put a missing step where it is missing", async () => {
    const { plan, judgement } = await written(["a"]);
    const file = [...(textOf(plan, "lines/1.txt") ?? "")];
    const [cause] = judgement("j5")?.body ?? [];
    expect(judgement("j5")?.motivation).toBe("linking");
    expect(cause).toMatchObject({ purpose: "linking", source: "lines/1.txt" });
    const missing = judgement("j6")?.target.selector;
    if (!Array.isArray(missing) || missing[0]?.type !== "TextPositionSelector") throw new Error("It has a place");
    expect(missing[0].start).toBe(missing[0].end);
    expect(file.slice(0, missing[0].start).join("")).toMatch(/\[picture\]$/);
  });

  it("say verdict, tags and notes as bodies by their rater", async () => {
    const { judgement } = await written(["a"]);
    expect(judgement("j2")).toMatchObject({
      creator: { type: "Person", name: "ben" },
      body: [
        { value: "wrong", purpose: "classifying" },
        { value: "localisation", purpose: "tagging" },
        { value: "first error", purpose: "tagging" },
      ],
    });
  });
});

describe("the place of a shape on a picture", () => {
  const size = { width: 100, height: 80 };

  it("is a fragment where it is whole pixels, as fragments hold no fractions", () => {
    expect(selectorOf({ kind: "box", box: imageBox(10, 20, 30, 40) }, size)).toMatchObject({
      type: "FragmentSelector",
      value: "xywh=pixel:10,20,30,40",
    });
  });

  it("is SVG, unrounded, where it is not", () => {
    const selector = selectorOf({ kind: "box", box: imageBox(2.5, 4, 10, 12) }, size);
    const [svg] = parseXml(selector.value);
    expect(svg?.attributes.xmlns).toBe("http://www.w3.org/2000/svg");
    expect(svg?.inner[0]).toMatchObject({ name: "polygon", attributes: { points: "2.5,4 12.5,4 12.5,16 2.5,16" } });
  });

  it("is a path for a line, and for a point the pixel that holds it", () => {
    const path = selectorOf({ kind: "path", points: [imagePoint(0, 0.5), imagePoint(9, 9)], arrow: false }, size);
    expect(parseXml(path.value)[0]?.inner[0]?.attributes.d).toBe("M 0,0.5 L 9,9");
    const pixels = [imagePoint(12.5, 30), imagePoint(100, 80), imagePoint(0, 0)].map(
      (at) => selectorOf({ kind: "point", at }, size).value,
    );
    expect(pixels).toEqual(["xywh=pixel:12,30,1,1", "xywh=pixel:99,79,1,1", "xywh=pixel:0,0,1,1"]);
  });
});
