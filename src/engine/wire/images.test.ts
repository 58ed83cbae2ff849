import { describe, expect, it } from "vitest";
import { EngineError } from "../contract/failure";
import type { PromptMessage } from "../contract/model";
import { picture, user, words } from "../testing/tinyModel";
import { createImageReceiver, createImageSender } from "./images";

const line: readonly PromptMessage[] = [user(picture(8, 6), words("Which?")), user(picture(4, 4))];

describe("images on the wire", () => {
  it("arrive whole, and cross once", () => {
    const [sender, receiver] = [createImageSender(), createImageReceiver()];
    expect(receiver.unpack(sender.pack(line))).toEqual(line);
    const again = sender.pack([...line, user(picture(5, 5))]);
    expect(JSON.stringify(again).match(/"pixels":null/g)).toHaveLength(2);
    expect(receiver.unpack(again)).toEqual([...line, user(picture(5, 5))]);
    expect(receiver.unpackImage(sender.packImage(picture(8, 6).image))).toEqual(picture(8, 6).image);
  });

  it("are sent again where they were forgotten, and only then", async () => {
    const [sender, receiver] = [createImageSender(), createImageReceiver(200)];
    const send = () => sender.withRetry(async () => receiver.unpack(sender.pack(line)));
    expect(await send()).toEqual(line);
    expect(await send()).toEqual(line);
    let calls = 0;
    const failing = sender.withRetry(async () => {
      calls++;
      throw new EngineError({ code: "bad-request", message: "Something else" });
    });
    await expect(failing).rejects.toMatchObject({ message: "Something else" });
    expect(calls).toBe(1);
  });

  it("may stand in one prompt twice, however large", () => {
    const [sender, receiver] = [createImageSender(), createImageReceiver(0)];
    const twice = [...line, ...line];
    expect(receiver.unpack(sender.pack(twice))).toEqual(twice);
  });
});
