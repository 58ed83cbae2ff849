import { describe, expect, it } from "vitest";
import { imageReference } from "./content";

describe("a picture's reference", () => {
  it.each(["__REDACTED__", "<image>", "<redacted>", "[REDACTED]", "[image omitted]", "", "null"])(
    "is of a picture that was left out where it reads %j",
    (text) => expect(imageReference(text)).toEqual({ kind: "dropped" }),
  );

  it.each(["__init__.png", "shots/[1].png", "[1].png", "a<b.png", "__a__/b.png"])(
    "is a name where it reads %j",
    (text) => expect(imageReference(text)).toEqual({ kind: "name", name: text }),
  );
});
