import { describe, expect, it } from "vitest";
import { createPictureNames } from "./pictureNames";

const names = createPictureNames(["a/cat.jpg", "b/cat.jpg", "b/Dog.PNG", "deep/er/sun.png", "one two.png"]);

describe("pictures by name", () => {
  it.each([
    ["the very path", "a/cat.jpg", "a/cat.jpg", "path"],
    ["the path in another case", "A/CAT.jpg", "a/cat.jpg", "path"],
    ["a path of another machine", "/home/x/data/sun.png", "deep/er/sun.png", "base-name"],
    ["the other slashes", "C:\\data\\b\\dog.png", "b/Dog.PNG", "base-name"],
    ["folders that tell two files apart", "/mnt/data/b/cat.jpg", "b/cat.jpg", "base-name"],
    ["an address", "file:///data/one%20two.png", "one two.png", "base-name"],
  ])("finds %s", (_, name, path, by) => {
    expect(names.match(name)).toEqual({ kind: "found", path, by });
  });

  it("asks where two files may be meant", () => {
    expect(names.match("cat.jpg")).toEqual({ kind: "ambiguous", paths: ["a/cat.jpg", "b/cat.jpg"] });
    expect(names.match("c/cat.jpg")).toMatchObject({ kind: "ambiguous" });
  });

  it("finds nothing where there is nothing", () => {
    expect(names.match("bird.png")).toEqual({ kind: "none" });
    expect(names.match("%E0%A4%A")).toEqual({ kind: "none" });
  });
});
