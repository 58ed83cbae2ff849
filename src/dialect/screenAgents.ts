import { type ScreenWriting, screenGrammar } from "./grammar/screenGrammar";
import type { ScreenStyle } from "./grammar/screenTools";
import { describeSystem, wordsFit } from "./grammar/system";
import type { Literal } from "./literal/literal";
import { fencedCalls, labelledCalls, lineCalls } from "./reading/bracketCalls";
import { MOST_CALLS, type WrittenCall } from "./reading/operated";
import { compactCall, namedCall, positionCall, recordCalls, typedCall } from "./reading/recordCalls";
import { spokenCallAt, spokenText } from "./reading/spokenCall";

// Agents on phones, in browsers and on desktops that write what they do in a way of their own: as calls in capitals, with
// brackets, between fences, as a record. One grammar; they differ in how a call is found and in what its numbers count.

/** Calls as Python writes them, wherever a name of `names` opens one. Other names for places become those of `readScreenCall`. */
function spokenCalls(names: RegExp, verbOf = (name: string, _: Literal): string => name) {
  return (raw: string): readonly WrittenCall[] => {
    const calls: WrittenCall[] = [];
    let tried = 0;
    for (const { index } of raw.matchAll(names)) {
      // Each that is never closed is looked through to its end.
      if (tried++ >= MOST_CALLS) break;
      const call = spokenCallAt(raw, index);
      if (!call) continue;
      const { name, input, start, end } = call;
      calls.push({ verb: verbOf(name, input), input: withPlaces(input), start, end });
    }
    return calls;
  };
}

const withPlaces = (input: Literal): Literal =>
  input.kind !== "record"
    ? input
    : {
        ...input,
        entries: input.entries.map(([key, value]) => [key === "box" || key === "element" ? "point" : key, value]),
      };

/** How a system prints the few calls that it says in the same way as all: a verb, and a place. */
const printing = (
  verbs: ScreenStyle["verbs"],
  print: (verb: string, x: number, y: number, toX: number, toY: number, words: string) => string,
): ScreenStyle => ({
  verbs,
  print: (verb, { numbers: [x = 0, y = 0, toX = 0, toY = 0], words }) => print(verb, x, y, toX, toY, words),
});

const NOTHING: ScreenStyle = { verbs: {}, print: () => "" };

const plain = (words: Omit<ScreenWriting, "printThought">): ScreenWriting => ({
  ...words,
  printThought: (text) => `${text}\n`,
});

/** OS-Atlas: `thoughts:`, then `actions:` with a call on each line; places in thousandths. */
export const osAtlas = describeSystem({
  name: "os-atlas",
  title: "OS-Atlas",
  source: { of: "OS-Copilot/OS-Atlas, eval/data", at: "bad0840" },
  grammar: screenGrammar({
    space: "permille",
    calls: lineCalls,
    label: /(?:^|\n)\s*(?:thoughts?|actions?):[^\S\n]*/gi,
    style: printing(
      { click: "CLICK", "double-click": "DOUBLE_CLICK", "long-press": "LONG_PRESS" },
      (verb, x, y) => `actions:\n${verb} <point>[[${x},${y}]]</point>\n`,
    ),
    printThought: (text) => `thoughts:\n${text}\n`,
    printAnswer: (text) => `actions:\nANSWER [${text}]\n`,
    answer: "COMPLETE",
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(678, (words) => lineCalls(words).length > 0)],
});

const COG_AGENT =
  "CLICK|DOUBLE_CLICK|RIGHT_CLICK|HOVER|TYPE|SCROLL_UP|SCROLL_DOWN|SCROLL_LEFT|SCROLL_RIGHT|KEY_PRESS|GESTURE|LAUNCH|" +
  "QUOTE_TEXT|QUOTE_CLIPBOARD|LLM|END";

/** CogAgent: `Grounded Operation: CLICK(box=[[x1,y1,x2,y2]], element_info='…')`; boxes in thousandths. */
export const cogAgent = describeSystem({
  name: "cogagent",
  title: "CogAgent",
  source: { of: "THUDM/CogAgent, Action_space_en.md", at: "5fde01e" },
  grammar: screenGrammar({
    space: "permille",
    calls: spokenCalls(new RegExp(`\\b(?=(?:${COG_AGENT})\\()`, "g")),
    label: /(?:^|\n)\s*Grounded[ _]Operation:[^\S\n]*/g,
    style: printing(
      {
        click: "CLICK",
        "double-click": "DOUBLE_CLICK",
        "right-click": "RIGHT_CLICK",
        hover: "HOVER",
        key: "KEY_PRESS",
      },
      (verb, x, y, _toX, _toY, words) =>
        verb === "KEY_PRESS"
          ? `Grounded Operation: ${verb}(key=${spokenText(words)})\n`
          : `Grounded Operation: ${verb}(box=[[${x},${y},${x},${y}]])\n`,
    ),
    printThought: (text) => `${text}\n`,
    printAnswer: (text) => `Grounded Operation: END(text=${spokenText(text)})\n`,
    answer: "END()",
  }),
  instructions: null,
  forms: [],
  signs: [
    wordsFit(677, (words) => /Grounded[ _]Operation:/.test(words) || /\b[A-Z_]{3,16}\(box=\[\[\d{1,4}/.test(words)),
  ],
});

/** Open-AutoGLM: `do(action="Tap", element=[x,y])` and `finish(message="…")`, bare or within `<answer>`; thousandths. */
export const autoGlm = describeSystem({
  name: "autoglm",
  title: "Open-AutoGLM",
  source: { of: "zai-org/Open-AutoGLM, phone_agent/actions/handler.py", at: "6b18d7b" },
  grammar: screenGrammar({
    ...plain({
      space: "permille",
      calls: spokenCalls(/\b(?=(?:do|finish)\()/g, (name, { kind, ...held }) => {
        const entries = kind === "record" && "entries" in held ? held.entries : [];
        const action = entries.find(([key]) => key === "action")?.[1];
        return name === "do" && action?.kind === "plain" ? String(action.value) : name;
      }),
      label: /<\/?(?:answer|think)>/g,
      style: printing(
        { click: "Tap", "double-click": "Double Tap", "long-press": "Long Press", drag: "Swipe", type: "Type" },
        (verb, x, y, toX, toY, words) => {
          if (verb === "Type") return `do(action="Type", text=${spokenText(words)})\n`;
          return verb === "Swipe"
            ? `do(action="Swipe", start=[${x},${y}], end=[${toX},${toY}])\n`
            : `do(action="${verb}", element=[${x},${y}])\n`;
        },
      ),
      printAnswer: (text) => `finish(message=${spokenText(text)})\n`,
      answer: 'finish(message="…")',
    }),
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(676, (words) => /\bdo\(action=["']|\bfinish\(message=["']/.test(words))],
});

/** UI-Venus: a call within `<action>`, and what came of the one before in `<conclusion>`. */
const venus = (space: ScreenWriting["space"], budget?: ScreenWriting["budget"]) =>
  screenGrammar({
    space,
    ...(budget ? { budget } : {}),
    within: "action",
    thoughts: ["conclusion"],
    calls: spokenCalls(/\b(?=[A-Z][A-Za-z]{2,20}\()/g),
    label: /<\/?(?:think|conclusion)>/g,
    style: printing(
      { click: "Click", "long-press": "LongPress", drag: "Drag", type: "Type" },
      (verb, x, y, toX, toY, words) => {
        if (verb === "Type") return `<action>Type(content=${spokenText(words)})</action>\n`;
        return verb === "Drag"
          ? `<action>Drag(start=(${x},${y}), end=(${toX},${toY}))</action>\n`
          : `<action>${verb}(box=(${x},${y}))</action>\n`;
      },
    ),
    printThought: (text) => `<think>${text}</think>`,
    printAnswer: (text) => `<action>Finished(content=${spokenText(text)})</action>\n`,
    answer: "Finished(content='…')",
  });

const isVenus = (words: string): boolean => /<action>\s{0,20}[A-Z][A-Za-z]{2,20}\(/.test(words);

/** UI-Venus, from Qwen2.5-VL: pixels of the picture as its agent resized it. */
export const uiVenus = describeSystem({
  name: "ui-venus",
  title: "UI-Venus",
  source: { of: "inclusionAI/UI-Venus, models/navigation", at: "c3a1442" },
  grammar: venus("resized", { rule: "qwen-vl-utils 0.0.14", factor: 28, minArea: 3136, maxArea: 12_845_056 }),
  instructions: null,
  forms: [],
  signs: [wordsFit(674, isVenus)],
});

/** UI-Venus 1.5, from Qwen3-VL: thousandths. */
export const uiVenus15 = describeSystem({
  name: "ui-venus-1.5",
  title: "UI-Venus 1.5",
  source: { of: "inclusionAI/UI-Venus, Venus_framework/policy", at: "c3a1442" },
  grammar: venus("permille"),
  instructions: null,
  forms: [],
  signs: [
    { certainty: 675, by: "model", fits: ({ model, words }) => /venus.{0,3}1[.-]5/i.test(model) && isVenus(words) },
  ],
});

/** AgentCPM-GUI: one record of compact JSON a turn, `{"thought":"…","POINT":[x,y]}`; thousandths. */
export const agentCpmGui = describeSystem({
  name: "agentcpm-gui",
  title: "AgentCPM-GUI",
  source: { of: "OpenBMB/AgentCPM-GUI, eval/utils/schema/schema.json", at: "acbaf50" },
  grammar: screenGrammar({
    space: "permille",
    calls: (raw) => recordCalls(raw, compactCall),
    label: /^\s*\{\s*"thought"\s*:\s*"|"\s*\}?\s*$/g,
    style: printing(
      { click: "click", "long-press": "long", type: "type", drag: "drag" },
      (verb, x, y, toX, toY, words) => {
        if (verb === "type") return `{"TYPE":${JSON.stringify(words)}}`;
        const more = verb === "drag" ? `,"to":[${toX},${toY}]` : verb === "long" ? `,"duration":1000` : "";
        return `{"POINT":[${x},${y}]${more}}`;
      },
    ),
    printThought: (text) => `{"thought":${JSON.stringify(text)}}`,
    printAnswer: (text) => `{"STATUS":${JSON.stringify(text)}}`,
    answer: '{"STATUS":"finish"}',
  }),
  instructions: null,
  forms: [],
  signs: [
    wordsFit(673, (words) =>
      /\{\s*(?:"thought"\s*:[\s\S]{0,5000},\s*)?"(?:POINT"\s*:\s*\[|(?:TYPE|PRESS|STATUS)"\s*:\s*")/.test(words),
    ),
  ],
});

/** ShowUI: `{'action': 'CLICK', 'value': None, 'position': [0.49, 0.42]}`; shares of the picture. */
export const showUi = describeSystem({
  name: "showui",
  title: "ShowUI",
  source: { of: "showlab/ShowUI, QUICK_START.md", at: "21ed7cb" },
  grammar: screenGrammar({
    ...plain({
      space: "unit",
      calls: (raw) => recordCalls(raw, positionCall),
      label: /^[\s,[\]]+$/g,
      style: printing(
        { click: "CLICK", hover: "HOVER" },
        (verb, x, y) => `{'action': '${verb}', 'value': None, 'position': [${x}, ${y}]}`,
      ),
      printAnswer: (text) => `{'action': 'ANSWER', 'value': ${JSON.stringify(text)}, 'position': None}`,
      answer: "{'action': 'ANSWER', …}",
    }),
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(672, (words) => /\{\s*['"]action['"]\s*:[^{}]{0,5000},\s*['"]position['"]\s*:/.test(words))],
});

/** AndroidWorld's agents: `Reason: …` and `Action: {"action_type": "click", "index": 5}`; places in pixels. */
export const androidWorld = describeSystem({
  name: "android-world",
  title: "AndroidWorld",
  source: { of: "google-research/android_world, android_world/env/json_action.py", at: "d9c569f" },
  grammar: screenGrammar({
    space: "pixel",
    calls: (raw) => recordCalls(raw, typedCall),
    label: /(?:^|\n)\s*(?:Reason|Action):[^\S\n]*/g,
    style: printing(
      { click: "click", "double-click": "double_tap", "long-press": "long_press", type: "input_text" },
      (verb, x, y, _toX, _toY, words) =>
        verb === "input_text"
          ? `Action: {"action_type": "input_text", "text": ${JSON.stringify(words)}}\n`
          : `Action: {"action_type": "${verb}", "x": ${x}, "y": ${y}}\n`,
    ),
    printThought: (text) => `Reason: ${text}\n`,
    printAnswer: (text) => `Action: {"action_type": "answer", "text": ${JSON.stringify(text)}}\n`,
    answer: '{"action_type": "answer"}',
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(671, (words) => /\{\s*['"]action_type['"]\s*:\s*['"]/.test(words))],
});

/** WebVoyager: `Thought: …` and `Action: Click [7]`, where 7 is the label of an element on the screenshot. */
export const webVoyager = describeSystem({
  name: "webvoyager",
  title: "WebVoyager",
  source: { of: "MinorJerry/WebVoyager, prompts.py", at: "5a78967" },
  grammar: screenGrammar({
    space: "pixel",
    calls: labelledCalls,
    label: /(?:^|\n)\s*\*{0,3}(?:Thought|Action):\*{0,3}[^\S\n]*/g,
    style: NOTHING,
    printThought: (text) => `Thought: ${text}\n`,
    printAnswer: (text) => `Action: ANSWER; ${text}\n`,
    answer: "ANSWER; …",
  }),
  instructions: null,
  forms: [],
  signs: [
    wordsFit(668, (words) =>
      /Action:\*{0,3}\s{0,20}(?:(?:Click|Type|Scroll|Hover|Select)\s?\[|(?:ANSWER|Wait|GoBack|Google)\b)/.test(words),
    ),
  ],
});

/** WebArena and VisualWebArena: the call between fences, ```click [31]```, where 31 is an element of the page. */
export const webArena = describeSystem({
  name: "webarena",
  title: "WebArena",
  source: { of: "web-arena-x/webarena, agent/prompts", at: "f62e0b9" },
  grammar: screenGrammar({
    ...plain({
      space: "pixel",
      calls: fencedCalls,
      label: /(?!)/g,
      style: NOTHING,
      printAnswer: (text) => `\`\`\`stop [${text}]\`\`\`\n`,
      answer: "stop […]",
    }),
  }),
  instructions: null,
  forms: [],
  signs: [
    wordsFit(667, (words) =>
      /```\s{0,5}(?:click|type|hover|press|scroll|goto|stop|tab_focus|page_focus)\s?\[/.test(words),
    ),
  ],
});

/** Mobile-Agent-v3's operator: `### Action ###` and JSON with an `action`; pixels, unless it is told to count in thousandths. */
export const mobileAgent = describeSystem({
  name: "mobile-agent-v3",
  title: "Mobile-Agent-v3",
  source: { of: "X-PLUG/MobileAgent, Mobile-Agent-v3/mobile_v3/utils/mobile_agent_e.py", at: "a5d52c7" },
  grammar: screenGrammar({
    space: "pixel",
    calls: (raw) => recordCalls(raw, namedCall),
    label: /(?:^|\n)\s*#{3}\s?(?:Thought|Action|Description)\s?#{3}[^\S\n]*|```(?:json)?/g,
    style: printing(
      { click: "click", "long-press": "long_press", drag: "swipe", type: "type" },
      (verb, x, y, toX, toY, words) => {
        if (verb === "type") return `### Action ###\n{"action": "type", "text": ${JSON.stringify(words)}}\n`;
        const more = verb === "swipe" ? `, "coordinate2": [${toX}, ${toY}]` : "";
        return `### Action ###\n{"action": "${verb}", "coordinate": [${x}, ${y}]${more}}\n`;
      },
    ),
    printThought: (text) => `### Thought ###\n${text}\n`,
    printAnswer: (text) => `### Action ###\n{"action": "answer", "text": ${JSON.stringify(text)}}\n`,
    answer: '{"action": "answer"}',
  }),
  instructions: null,
  forms: [],
  signs: [
    wordsFit(669.5, (words) => /#{3}\s?Action\s?#{3}\s{0,5}(?:```(?:json)?\s{0,5})?\{\s*['"]action['"]/.test(words)),
  ],
});

/** Verbs that only ScaleCUA calls so. */
const SCALE_CUA: Readonly<Record<string, string>> = { write: "type", response: "answer" };

/** ScaleCUA: a call within `<action>`, and what it is for within `<operation>`; shares where its numbers are at most 1. */
export const scaleCua = describeSystem({
  name: "scalecua",
  title: "ScaleCUA",
  source: { of: "OpenGVLab/ScaleCUA, evaluation/AndroidWorld/android_world/agents", at: "5bea564" },
  grammar: screenGrammar({
    space: "resized",
    budget: { rule: "qwen-vl-utils 0.0.14", factor: 28, minArea: 3136, maxArea: 12_845_056 },
    within: "action",
    thoughts: ["operation"],
    calls: spokenCalls(/\b(?=[a-z][a-z_]{1,30}\()/g, (name) => SCALE_CUA[name] ?? name),
    label: /<\/?(?:think|operation)>/g,
    style: printing({ click: "click", "long-press": "long_press", type: "write" }, (verb, x, y, _toX, _toY, words) =>
      verb === "write"
        ? `<action>\nwrite(message=${spokenText(words)})\n</action>\n`
        : `<action>\n${verb}(x=${x}, y=${y})\n</action>\n`,
    ),
    printThought: (text) => `<operation>\n${text}\n</operation>`,
    printAnswer: (text) => `<action>\nresponse(answer=${spokenText(text)})\n</action>\n`,
    answer: "response(answer='…')",
  }),
  instructions: null,
  forms: [],
  signs: [wordsFit(668.5, (words) => /<action>\s{0,20}[a-z][a-z_]{1,30}\(/.test(words))],
});
