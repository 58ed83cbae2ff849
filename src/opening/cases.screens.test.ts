// What models do to screens, in the words of each system, with the right places. Two of the logs are in `fixtures/cases`;
// of their pictures only the sizes are told here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type CasePictures, findingsIn, lineIn, only, PNG, PNG_URL } from "./testing";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8"));

describe("clicks on screenshots", () => {
  const screens = { "s1.png": { width: 1920, height: 1080 }, "s2.png": { width: 1920, height: 1080 } };

  it("of UI-TARS 1.5 count pixels of the picture as it was resized", async () => {
    const record = await only(fixture("18-uitars.json"), { named: screens });
    expect(record.report.system).toBe("ui-tars-1.5");
    expect(lineIn(record).slice(1)).toEqual([
      "thought The gear is at the top right.",
      "click 1818.6,41.5",
      "saw a picture",
      "thought Settings are open.",
      "answer done",
    ]);
    expect(findingsIn(record)).toEqual([]);
    expect(record.report.marks).toBe(1);
  });

  it("of OpenAI's computer use lie on the screenshot shown last", async () => {
    const record = await only(fixture("18-response.json"), { data: { width: 1024, height: 768 } });
    expect(record.report.system).toBe("openai");
    expect(lineIn(record)).toEqual([
      "asked Open the settings.",
      "thought The gear is at the top right.",
      "click 980,24",
      "saw a picture",
      "answer Settings are open.",
    ]);
    expect(findingsIn(record)).toEqual([]);
  });

  const shot = { data: { width: 1000, height: 500 } };
  const turns = (system: string, ...said: readonly string[]) => ({
    messages: [
      { role: "system", content: system },
      {
        role: "user",
        content: [
          { type: "text", text: "Do it." },
          { type: "image_url", image_url: { url: PNG_URL } },
        ],
      },
      ...said.map((content) => ({ role: "assistant", content })),
    ],
  });
  const uiTars = async (said: string, model = "UI-TARS-1.0", pictures: CasePictures = shot) => {
    const record = await only({ model, ...turns("", said) }, pictures);
    return [record.report.system, ...lineIn(record).slice(1)];
  };

  it.each<[model: string, said: string, line: readonly string[]]>([
    [
      "UI-TARS-7B-SFT",
      "Action: click(start_box='<|box_start|>(500,500)<|box_end|>')",
      ["ui-tars-1.0", "click 500,250"],
    ],
    ["", "Thought: t\nAction: click(start_box='(500,500)')", ["ui-tars-1.0", "thought t", "click 500,250"]],
    [
      "doubao-1.5-ui-tars",
      "Action: drag(start_point='<point>0 0</point>', end_point='<point>500 1000</point>')",
      ["ui-tars-1.0", "drag 0,0 500,500"],
    ],
    [
      "doubao-seed-1-6-vision",
      "Thought: t\nAction: left_double(point='<point>500 500</point>')",
      ["seed-gui", "thought t", "double-click 500,250"],
    ],
    [
      "",
      "<gui_think>Here.</gui_think>\n<seed:tool_call><function=click><parameter=point><point>34 500</point></parameter></function><function=type><parameter=content>hi</parameter></function></seed:tool_call>",
      ["seed-gui", "thought Here.", "click 34,250", "type hi"],
    ],
    [
      "UI-TARS-1.5-7B",
      "Action: scroll(start_box='(504,252)', direction='down')",
      ["ui-tars-1.5", "scroll 500,250 500,325 down"],
    ],
    [
      "UI-TARS-1.5-7B",
      "Action: type(content='it\\'s\\n')\n\nhotkey(key='ctrl a')\n\nwait()",
      ["ui-tars-1.5", "type it's\n", "key ctrl a", "wait"],
    ],
    ["UI-TARS-1.5-7B", "Action: finished()", ["ui-tars-1.5", "answer finished"]],
    ["UI-TARS-1.5-7B", "Action: call_user()", ["ui-tars-1.5", "device call_user"]],
    ["UI-TARS-1.5-7B", "Action: swim(start_box='(1,2)')", ["ui-tars-1.5", "unparsed unsupported-call"]],
    ["UI-TARS-1.5-7B", "Thought: t\nAction: click(start_box='(1,", ["ui-tars-1.5", "thought t", "unparsed cut-off"]],
  ])("of %s: %s", async (model, said, expected) => {
    expect(await uiTars(said, model)).toEqual(expected);
  });

  it("of UI-TARS are known by their numbers where no model is named", async () => {
    const wide = { data: { width: 1932, height: 1092 } };
    expect(await uiTars("Action: click(start_box='(1830,42)')", "", wide)).toEqual(["ui-tars-1.5", "click 1830,42"]);
  });

  const qwen = async (told: string, model: string, action: object, tool = "computer_use") => {
    const call = `<tool_call>\n${JSON.stringify({ name: tool, arguments: action })}\n</tool_call>`;
    const record = await only({ model, ...turns(told, `Action: go.\n${call}`) }, shot);
    return [record.report.system, ...lineIn(record).slice(2)];
  };
  const click = { action: "left_click", coordinate: [500, 250] };

  it.each<[string, string, object, readonly string[]]>([
    ["The screen's resolution is 1000x1000.", "", click, ["qwen3-vl-screen", "click 500,125"]],
    ["The screen's resolution is 2000x1000.", "", click, ["qwen2.5-vl-screen", "click 250,125"]],
    [
      "",
      "Qwen2.5-VL-7B-Instruct",
      { action: "left_click", coordinate: [504, 252] },
      ["qwen2.5-vl-screen", "click 500,250"],
    ],
    [
      "",
      "qwen3-vl-8b",
      { action: "swipe", coordinate: [0, 500], coordinate2: [0, 100] },
      ["qwen3-vl-screen", "drag 0,250 0,50"],
    ],
    ["", "qwen3-vl-8b", { action: "type", text: "two words" }, ["qwen3-vl-screen", "type two words"]],
    ["", "qwen3-vl-8b", { action: "system_button", button: "Home" }, ["qwen3-vl-screen", "device system_button Home"]],
    ["", "qwen3-vl-8b", { action: "terminate", status: "success" }, ["qwen3-vl-screen", "answer success"]],
    ["", "qwen3-vl-8b", { action: "answer", text: "42" }, ["qwen3-vl-screen", "answer 42"]],
  ])("of Qwen's tools, told %j by %s: %j", async (told, model, action, expected) => {
    expect(await qwen(told, model, action, "swipe" in action ? "mobile_use" : "computer_use")).toEqual(expected);
  });

  it("of Anthropic's computer tool count on the display that was declared, and its zoom is a zoom", async () => {
    const use = (input: object, more: object = {}) => ({ type: "tool_use", id: "t", name: "computer", input, ...more });
    const result = {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "t",
          content: [{ type: "image", source: { type: "base64", media_type: "image/png", data: PNG } }],
        },
      ],
    };
    const record = await only(
      {
        tools: [{ type: "computer_20251124", name: "computer", display_width_px: 500, display_height_px: 250 }],
        messages: [
          { role: "user", content: [{ type: "text", text: "Open it." }] },
          { role: "assistant", content: [use({ action: "screenshot" })] },
          result,
          {
            role: "assistant",
            content: [{ type: "text", text: "There." }, use({ action: "left_click", coordinate: [100, 50] })],
          },
          result,
          { role: "assistant", content: [use({ action: "zoom", region: [100, 100, 200, 200] })] },
          result,
          {
            role: "assistant",
            content: [{ ...use({ coordinate: [10, 20] }), name: "left_click", toolset_name: "computer" }],
          },
          { role: "assistant", content: [{ ...use({ query: "the field" }), name: "find", toolset_name: "browser" }] },
          { role: "assistant", content: [{ type: "text", text: "Done." }] },
        ],
      },
      shot,
    );
    expect(record.report.system).toBe("claude");
    expect(lineIn(record).slice(1)).toEqual([
      "screenshot",
      "saw a picture",
      "thought There.",
      "click 200,100",
      "saw a picture",
      "zoom 200 200 200 200",
      "saw a picture",
      "click 20,40",
      "unparsed unsupported-call",
      "answer Done.",
    ]);
    expect(findingsIn(record)).toEqual(["unsupported-call browser find"]);
  });

  it("of Gemini's computer use are thousandths", async () => {
    const call = (name: string, args: object) => ({ role: "model", parts: [{ functionCall: { name, args } }] });
    const record = await only(
      {
        contents: [
          { role: "user", parts: [{ text: "Search." }, { inline_data: { mime_type: "image/png", data: PNG } }] },
          call("type_text_at", { x: 500, y: 500, text: "cats", press_enter: true }),
          {
            role: "user",
            parts: [
              {
                functionResponse: {
                  name: "type_text_at",
                  response: { url: "https://a.b" },
                  parts: [{ inlineData: { mimeType: "image/png", data: PNG } }],
                },
              },
            ],
          },
          call("drag_and_drop", { x: 0, y: 0, destination_x: 1000, destination_y: 1000 }),
          call("go_back", {}),
          call("order_pizza", { size: "large" }),
        ],
        candidates: [{ content: { role: "model", parts: [{ text: "Found." }] } }],
      },
      shot,
    );
    expect(lineIn(record)).toEqual([
      "asked Search.",
      "type 500,250 cats",
      'saw a picture {"url":"https://a.b"}',
      "drag 0,0 1000,500",
      "device go_back",
      "unparsed unsupported-call",
      "answer Found.",
    ]);
    expect(findingsIn(record)).toEqual(["unsupported-call order_pizza"]);
  });
});
