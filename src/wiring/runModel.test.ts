import { expect, it } from "vitest";
import { err } from "../base";
import { imageId } from "../trace/testing";
import { messagesOf } from "./runModel";

it("says of a picture that nobody has that it is missing, which no other model would mend", async () => {
  const turns = [{ role: "user", parts: [{ kind: "image", image: imageId("1") }] }] as const;
  await expect(messagesOf(turns, { pixels: async () => err("image-not-found") })).rejects.toMatchObject({
    code: "picture-missing",
  });
});
