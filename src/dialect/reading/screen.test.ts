import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLiteral } from "../literal/literal";
import { shownImage } from "../testing/foreign";
import { readScreenCall } from "./screen";
import { spokenCallAt, spokenText } from "./spokenCall";

const screen = shownImage("a", 1000, 500);

/** What a call does, in short. */
function read(verb: string, input: object, told?: { width: number; height: number }): string {
  const parsed = parseLiteral(JSON.stringify(input));
  if (!parsed.ok) throw new Error("No literal");
  const reading = readScreenCall({ verb, input: parsed.value }, told ? { ...screen, screen: told } : screen, "pixel");
  if (!reading) return "unknown";
  if (reading.kind === "answer") return `answer ${reading.text}`;
  if (!reading.result.ok) return reading.result.error.code;
  const { action, declared } = reading.result.value;
  if (action.kind !== "operate") return action.kind;
  const at = action.points.map(({ x, y }) => `${x},${y}`).join(" ");
  return [action.gesture, at, action.words, declared.space === "pixel" ? "" : declared.space]
    .filter(Boolean)
    .join(" | ");
}

describe("calls that operate a screen", () => {
  it.each<[string, string, object]>([
    ["click | 980,24", "click", { type: "click", button: "left", x: 980, y: 24 }],
    ["right-click | 5,6", "click", { button: "right", x: 5, y: 6 }],
    ["middle-click | 5,6", "click", { button: "wheel", x: 5, y: 6 }],
    ["device | 5,6 | click back", "click", { button: "back", x: 5, y: 6 }],
    ["double-click | 5,6 | CTRL", "double_click", { x: 5, y: 6, keys: ["CTRL"] }],
    [
      "drag | 1,2 3,4 5,6",
      "drag",
      {
        path: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
          { x: 5, y: 6 },
        ],
      },
    ],
    ["drag | 1,2 3,4", "left_click_drag", { start_coordinate: [1, 2], coordinate: [3, 4] }],
    ["drag | 1,2 3,4", "swipe", { coordinate: [1, 2], coordinate2: [3, 4] }],
    ["drag | 1,2 3,4", "drag_and_drop", { x: 1, y: 2, destination_x: 3, destination_y: 4 }],
    ["drag | 1,2 3,4", "left_click_drag", { from: { type: "coordinate", x: 1, y: 2 }, target: { x: 3, y: 4 } }],
    ["scroll | 10,20 10,120 | 0 100", "scroll", { x: 10, y: 20, scroll_x: 0, scroll_y: 100 }],
    ["scroll | 10,20 10,95 | down 3", "scroll", { coordinate: [10, 20], scroll_direction: "down", scroll_amount: 3 }],
    ["scroll | -5", "scroll", { pixels: -5 }],
    ["scroll | down", "scroll_document", { direction: "down" }],
    ["type | 7,8 | hi", "type_text_at", { x: 7, y: 8, text: "hi", press_enter: true }],
    ["key | ctrl c", "keypress", { keys: ["ctrl", "c"] }],
    ["key | ctrl+s", "key", { text: "ctrl+s" }],
    ["click | 5,6 | shift", "left_click", { coordinate: [5, 6], text: "shift" }],
    ["click | ref_7", "left_click", { target: { type: "ref", ref: "ref_7" } }],
    ["click", "left_click", {}],
    ["click | 20,30", "tap", { point: "<point>20 30</point>" }],
    ["click | 20,30", "click", { start_box: "<|box_start|>(20,30)<|box_end|>" }],
    ["click | 15,25", "click", { start_box: "[10, 20, 20, 30]" }],
    ["wait | 5", "wait", { duration: 5 }],
    ["device | open Settings", "open", { text: "Settings" }],
    ["device | system_button Back", "system_button", { button: "Back" }],
    ["device | navigate https://a.b", "navigate", { url: "https://a.b" }],
    ["answer done", "finished", { content: "done" }],
    ["answer success", "terminate", { status: "success" }],
    ["zoom", "zoom", { region: [1, 2, 30, 40] }],
    ["bad-number", "click", { coordinate: ["left", 3] }],
    ["bad-number", "click", { x: 1e9, y: 3 }],
    ["unknown", "swim", { x: 1, y: 2 }],
  ])("%s", (said, verb, input) => {
    expect(read(verb, input)).toBe(said);
  });

  it("count on the screen that the log tells of", () => {
    expect(read("click", { x: 500, y: 500 }, { width: 2000, height: 1000 })).toBe("click | 250,250 | resized");
    expect(read("click", { x: 500, y: 500 }, { width: 1000, height: 1000 })).toBe("click | 500,250 | permille");
  });
});

describe("calls as Python writes them", () => {
  it("are read with the marks that models leave unescaped", () => {
    const call = spokenCallAt("type(content='it's here, x=1', end_box=''", 0);
    expect(call).toBeNull();
    const whole = spokenCallAt("type(content='it's (here)\\n', x=3) and", 0);
    expect(whole?.end).toBe(34);
    expect(whole?.input).toMatchObject({
      entries: [
        ["content", { value: "it's (here)\n" }],
        ["x", { value: "3" }],
      ],
    });
  });

  it("read back any text that is printed", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", '"', "\\", "n", "\n", ")", ",", "=", "a", " ") }), (text) => {
        const call = spokenCallAt(`type(content=${spokenText(text)})`, 0);
        expect(call?.input).toMatchObject({ entries: [["content", { value: text }]] });
      }),
    );
  });
});
