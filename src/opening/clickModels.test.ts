// Models that say where to click and nothing else, on screenshots that were shown to them in another size.
import { expect, it } from "vitest";
import { findingsIn, lineIn, only } from "./testing";

const SCREEN = { named: { "screen.png": { width: 1920, height: 1080 } } };
const asks = (text: string) => ({
  role: "user",
  content: [
    { type: "image_url", image_url: { url: "screen.png" } },
    { type: "text", text },
  ],
});

it("places a click of Holo1 by the size at which its agent shows the screenshot", async () => {
  // 1920×1080 becomes 1316×728 of at most 1280·28·28 pixels.
  const record = await only(
    { messages: [asks("Where is the lamp?"), { role: "assistant", content: "Click(658, 182)" }] },
    SCREEN,
  );
  expect(lineIn(record)[1]).toBe("click 960,270");
  expect(findingsIn(record)).toEqual([]);
});

it("places a click of GTA1 by the size that its prompt tells", async () => {
  const prompt =
    "You are an expert UI element locator.\nThe image resolution is height 540 and width 960. Output the coordinate pair exactly: (x,y)";
  const messages = [{ role: "system", content: prompt }, asks("the lamp"), { role: "assistant", content: "(480,135)" }];
  expect(lineIn(await only({ messages }, SCREEN))[1]).toBe("click 960,270");
});

it("takes no place within words for a click", async () => {
  const messages = [asks("Where is it?"), { role: "assistant", content: "It is at (480,135)." }];
  expect(lineIn(await only({ model: "GTA1-7B", messages }, SCREEN))[1]).toBe("answer It is at (480,135).");
});
