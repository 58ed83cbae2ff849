// Turns in the shapes that the sources named in screenAgents.ts show: prompts, examples and parsers of each system.
import { describe, expect, it } from "vitest";
import { recordOf } from "./log/conversation";
import { createDialect, detectDialect, type ForeignName } from "./systems";
import { piecesOf, SHOWN, wordsOf } from "./testing/foreign";

const [screen] = SHOWN;
if (!screen) throw new Error("Nothing is shown");
const { width, height } = screen.size;

/** What a turn says in short: thoughts, actions with their places in shares of the side, answers, refusals. */
function told(name: ForeignName, words: string): readonly unknown[] {
  const pieces = piecesOf(createDialect(name), words);
  expect(wordsOf(pieces)).toBe(words);
  const last = SHOWN.at(-1)?.size ?? { width, height };
  return pieces.flatMap((piece): readonly unknown[] => {
    if (piece.kind === "filler") return [];
    if (piece.kind === "unparsed") return [["unparsed", piece.error.code]];
    if (piece.kind !== "action") return [[piece.kind, piece.text]];
    if (piece.action.kind !== "operate") throw new Error("No gesture");
    const { gesture, points, words: said } = piece.action;
    const shares = points.map(({ x, y }) => [round(x / last.width), round(y / last.height)]);
    return [[gesture, ...shares, ...(said === "" ? [] : [said])]];
  });
}

/** The system that a run of one turn is taken for. */
const systemOf = (words: string, model: string) =>
  detectDialect(
    recordOf({ model }, [{ role: "assistant", parts: [{ kind: "text", text: words }], place: "" }], {
      place: "",
      form: "messages",
    }),
  );

/** Models of systems that their words alone do not tell. */
const NAMED: Partial<Record<ForeignName, string>> = { "ui-venus-1.5": "UI-Venus-1.5-8B", gta1: "HelloKKMe/GTA1-7B" };

const round = (value: number): number => Math.round(value * 1000) / 1000;

describe("agents on screens", () => {
  it.each<[ForeignName, string, readonly unknown[]]>([
    [
      "os-atlas",
      "thoughts:\nclick the sign-up button\nactions:\nCLICK <point>[[493,578]]</point>",
      [
        ["thought", "click the sign-up button"],
        ["click", [0.493, 0.578]],
      ],
    ],
    ["os-atlas", "actions:\nSCROLL [UP]", [["scroll", "UP"]]],
    [
      "os-atlas",
      "actions:\nTYPE [Shanghai shopping mall]\nPRESS_ENTER",
      [
        ["type", "Shanghai shopping mall"],
        ["device", "PRESS_ENTER"],
      ],
    ],
    [
      "os-atlas",
      "thoughts:\nopen it\nactions:\nOPEN_APP [PocketBook]",
      [
        ["thought", "open it"],
        ["device", "OPEN_APP PocketBook"],
      ],
    ],
    ["os-atlas", "actions:\nCOMPLETE", [["answer", "COMPLETE"]]],
    [
      "cogagent",
      "Action: Click it.\nGrounded Operation: CLICK(box=[[200,100,300,140]], element_type='Clickable text', element_info='Mark (all)')\n",
      [
        ["thought", "Action: Click it."],
        ["click", [0.25, 0.12]],
      ],
    ],
    [
      "cogagent",
      "Grounded Operation: TYPE(box=[[0,0,100,100]], text='doors', element_info='Search')",
      [["type", [0.05, 0.05], "doors"]],
    ],
    ["cogagent", "SCROLL_DOWN(box=[[0,200,1000,400]], step_count=5)", [["scroll", [0.5, 0.3], [0.5, 0.45], "5"]]],
    ["cogagent", "Grounded Operation: END()", [["answer", "END"]]],
    ["cogagent", "QUOTE_TEXT(box=[[0,0,9,9]], output='__CogName_a__')", [["unparsed", "unsupported-call"]]],
    [
      "autoglm",
      '<think>Open it</think>\n<answer>do(action="Tap", element=[500,250])</answer>',
      [
        ["thought", "Open it"],
        ["click", [0.5, 0.25]],
      ],
    ],
    ["autoglm", 'do(action="Swipe", start=[500,800], end=[500,200])', [["drag", [0.5, 0.8], [0.5, 0.2]]]],
    ["autoglm", 'do(action="Launch", app="Chrome")', [["device", "Launch Chrome"]]],
    ["autoglm", 'do(action="Long Press", element=[10,20])', [["long-press", [0.01, 0.02]]]],
    ["autoglm", 'finish(message="It is "done", (yes).")', [["answer", 'It is "done", (yes).']]],
    [
      "agentcpm-gui",
      '{"thought":"The tab","POINT":[729,69]}',
      [
        ["thought", "The tab"],
        ["click", [0.729, 0.069]],
      ],
    ],
    ["agentcpm-gui", '{"POINT":[500,200],"to":"down"}', [["drag", [0.5, 0.2], [0.5, 0.35]]]],
    ["agentcpm-gui", '{"POINT":[500,200],"to":[500,800]}', [["drag", [0.5, 0.2], [0.5, 0.8]]]],
    ["agentcpm-gui", '{"POINT":[480,320],"duration":1000}', [["long-press", [0.48, 0.32]]]],
    ["agentcpm-gui", '{"PRESS":"HOME"}', [["device", "press_home"]]],
    ["agentcpm-gui", '{"TYPE":"Hello, world!"}', [["type", "Hello, world!"]]],
    ["agentcpm-gui", '{"STATUS":"finish"}', [["answer", "finish"]]],
    [
      "ui-venus-1.5",
      "<think>There</think>\n<action>Click(box=(500,250))</action>\n<conclusion>Opened</conclusion>",
      [
        ["thought", "There"],
        ["click", [0.5, 0.25]],
        ["thought", "Opened"],
      ],
    ],
    ["ui-venus-1.5", "<action>Scroll(start=(500,800), end=(500,200))</action>", [["scroll", [0.5, 0.8], [0.5, 0.2]]]],
    ["ui-venus-1.5", "<action>PressBack()</action>", [["device", "PressBack"]]],
    ["ui-venus-1.5", "<action>Finished(content='42')</action>", [["answer", "42"]]],
    ["showui", "{'action': 'CLICK', 'value': None, 'position': [0.49, 0.42]}", [["click", [0.49, 0.42]]]],
    [
      "showui",
      "{'action': 'INPUT', 'value': 'weather', 'position': [0.49, 0.42]}",
      [["type", [0.49, 0.42], "weather"]],
    ],
    ["showui", "{'action': 'ENTER', 'value': None, 'position': None}", [["device", "ENTER"]]],
    [
      "showui",
      "{'action': 'SWIPE', 'value': None, 'position': [[0.5, 0.8], [0.5, 0.2]]}",
      [["drag", [0.5, 0.8], [0.5, 0.2]]],
    ],
    [
      "android-world",
      'Reason: It is there.\nAction: {"action_type": "click", "index": 5}',
      [
        ["thought", "It is there."],
        ["click", "5"],
      ],
    ],
    [
      "mobile-agent-v3",
      '### Thought ###\nIt is there.\n\n### Action ###\n{"action": "click", "coordinate": [200, 75]}\n\n### Description ###\nTap it.',
      [
        ["thought", "It is there."],
        ["click", [0.5, 0.25]],
        ["thought", "Tap it."],
      ],
    ],
    [
      "mobile-agent-v3",
      "### Action ###\n{'action': 'system_button', 'button': 'Back'}",
      [["device", "system_button Back"]],
    ],
    ["mobile-agent-v3", '### Action ###\n{"action": "answer", "text": "42"}', [["answer", "42"]]],
    [
      "scalecua",
      "<think>There.</think>\n<operation>\nTap it\n</operation>\n<action>\nclick(x=196, y=77)\nwrite(message='hi')\n</action>",
      [
        ["thought", "There."],
        ["thought", "Tap it"],
        ["click", [0.5, 0.25]],
        ["type", "hi"],
      ],
    ],
    ["scalecua", "<action>\nterminate(status='success')\n</action>", [["answer", "success"]]],
    ["holo1", "Click(196, 77)", [["click", [0.5, 0.25]]]],
    ["gta1", "(196,77)", [["click", [0.5, 0.25]]]],
    [
      "scalecua",
      "<action>\nswipe(from_coord=[196, 231], to_coord=[196, 77])\n</action>",
      [["drag", [0.5, 0.75], [0.5, 0.25]]],
    ],
    ["android-world", 'Action: {"action_type": "status", "goal_status": "complete"}', [["answer", "complete"]]],
    ["android-world", 'Action: {"action_type": "scroll", "direction": "down", "index": null}', [["scroll", "down"]]],
    [
      "webvoyager",
      "Thought: Search.\n\nAction: Type [2]; Baked Salmon",
      [
        ["thought", "Search."],
        ["type", "Baked Salmon"],
      ],
    ],
    [
      "webvoyager",
      "Thought: There.\n\nAction: Click [7]",
      [
        ["thought", "There."],
        ["click", "7"],
      ],
    ],
    ["webvoyager", "Action: Scroll [WINDOW]; down", [["scroll", "down WINDOW"]]],
    ["webvoyager", "Action: GoBack", [["device", "GoBack"]]],
    [
      "webvoyager",
      "Thought: So.\n\nAction: ANSWER; Two lines:\nthe second.",
      [
        ["thought", "So."],
        ["answer", "Two lines:\nthe second."],
      ],
    ],
    [
      "webarena",
      "In summary, the next action I will perform is ```click [31]```",
      [
        ["thought", "In summary, the next action I will perform is"],
        ["click", "31"],
      ],
    ],
    ["webarena", "```type [164] [restaurants [open] near CMU] [1]```", [["type", "restaurants [open] near CMU"]]],
    ["webarena", "```press [Meta+v]```", [["key", "Meta+v"]]],
    ["webarena", "```scroll [direction=down]```", [["scroll", "down"]]],
    ["webarena", "```goto [http://a.b]```", [["device", "goto http://a.b"]]],
    ["webarena", "```stop [$279.49]```", [["answer", "$279.49"]]],
  ])("%s: %s", (name, words, expected) => {
    expect(told(name, words)).toEqual(expected);
    expect(systemOf(words, NAMED[name] ?? "")).toBe(name);
  });

  it.each<[ForeignName, string]>([
    ["autoglm", 'finish(message="'],
    ["cogagent", "CLICK(box=[["],
    ["webvoyager", "*"],
    ["webvoyager", "Action: Type ["],
    ["webarena", "```type ["],
    ["os-atlas", "actions:\nTYPE ["],
    ["agentcpm-gui", '{"thought":"'],
  ])("of %s lose no character where nothing is ever closed: %s", (name, shred) => {
    const words = shred.repeat(400_000 / shred.length);
    expect(wordsOf(piecesOf(createDialect(name), words))).toBe(words);
  });
});
