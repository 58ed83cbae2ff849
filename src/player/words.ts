import { type Action, type ActionName, shapeOf } from "../action";
import type { Author, Step, StepKind } from "../trace";

/** Everything that the player says by itself; a language that lacks a word does not compile. */
export interface PlayerWords {
  readonly htmlLanguage: string;
  readonly label: string;
  readonly loading: string;
  readonly steps: string;
  readonly previous: string;
  readonly next: string;
  readonly play: string;
  readonly pause: string;
  readonly previousBranch: string;
  readonly nextBranch: string;
  readonly branch: (at: number, of: number) => string;
  readonly verify: string;
  readonly unchanged: (seal: string) => string;
  readonly altered: string;
  readonly open: string;
  readonly missing: string;
  readonly strays: (n: number, places: string) => string;
  readonly picture: (width: number, height: number) => string;
  readonly by: Readonly<Record<Author, string>>;
  readonly kinds: Readonly<Record<Exclude<StepKind, "action">, string>>;
  readonly actions: Readonly<Record<ActionName, string>>;
  readonly asked: string;
  readonly cut: string;
  readonly failures: Readonly<Record<string, string>>;
  readonly failed: (code: string) => string;
}

export const EN: PlayerWords = {
  htmlLanguage: "en",
  label: "Trace",
  loading: "Opening…",
  steps: "Steps",
  previous: "Previous step",
  next: "Next step",
  play: "Play",
  pause: "Pause",
  previousBranch: "Previous branch",
  nextBranch: "Next branch",
  branch: (at, of) => `Branch ${at} of ${of}`,
  verify: "Verify",
  unchanged: (seal) => `Unchanged since it was written. SHA-256 ${seal}`,
  altered: "Changed after it was written.",
  open: "Open in Sightline",
  missing: "This picture is not in the trace.",
  strays: (n, places) =>
    `${n} ${n === 1 ? "entry is" : "entries are"} about a step or a picture that is not there, or given twice, and left out: ${places}. All else is here.`,
  picture: (width, height) => `Picture, ${width} by ${height} pixels.`,
  by: { model: "by the model", human: "by a person", import: "from a log" },
  kinds: { problem: "Problem", thought: "Thought", observation: "Saw", answer: "Answer", unparsed: "Not understood" },
  actions: {
    zoom: "Crop",
    rotate: "Rotate",
    flip: "Mirror",
    box: "Box",
    highlight: "Highlight",
    line: "Line",
    arrow: "Arrow",
    point: "Point",
    label: "Label",
    "select-frames": "Frames",
    program: "Program",
    imagine: "Drawn by the model",
    operate: "Operate",
    tool: "Tool",
  },
  asked: "asked",
  cut: "cut",
  failures: {
    "nothing-given": "No trace was given. Put #trace=… or ?src=… behind the address of this page.",
    "link-cut": "This link is cut short. Ask for it again.",
    "newer-link": "This link was made by a newer Sightline.",
    "carrier-altered": "The trace was changed after it was written, so it is not shown.",
    "carrier-cut": "A part of the trace is missing.",
    "newer-carrier": "The trace was written by a newer Sightline.",
    "newer-version": "The trace was written by a newer Sightline.",
    "bad-address": "The address of the trace has to begin with http:// or https://.",
    "cannot-fetch": "The trace could not be fetched. Its server may be out of reach, or does not allow it (CORS).",
    "too-large": "The trace is too large for the player.",
    "insecure-page":
      "Browsers check traces only on https:// pages, on localhost and in files. Open this page from there.",
  },
  failed: (code) => `This trace cannot be shown (${code}).`,
};

export const ZH: PlayerWords = {
  htmlLanguage: "zh-Hans",
  label: "轨迹",
  loading: "正在打开…",
  steps: "步骤",
  previous: "上一步",
  next: "下一步",
  play: "播放",
  pause: "暂停",
  previousBranch: "上一个分支",
  nextBranch: "下一个分支",
  branch: (at, of) => `第 ${at} 个分支，共 ${of} 个`,
  verify: "校验",
  unchanged: (seal) => `写入后未被改动。SHA-256 ${seal}`,
  altered: "写入后被改动过。",
  open: "在 Sightline 中打开",
  missing: "轨迹中没有这张图片。",
  strays: (n, places) => `有 ${n} 项所说的步骤或图片不存在，或重复出现，已略去：${places}。其余内容都在。`,
  picture: (width, height) => `图片，${width} × ${height} 像素。`,
  by: { model: "模型", human: "人", import: "来自日志" },
  kinds: { problem: "题目", thought: "想法", observation: "看到", answer: "答案", unparsed: "无法理解" },
  actions: {
    zoom: "裁剪",
    rotate: "旋转",
    flip: "镜像",
    box: "方框",
    highlight: "高亮",
    line: "线",
    arrow: "箭头",
    point: "点",
    label: "标签",
    "select-frames": "选帧",
    program: "程序",
    imagine: "模型自绘",
    operate: "操作",
    tool: "工具",
  },
  asked: "要求的",
  cut: "实际的",
  failures: {
    "nothing-given": "没有给出轨迹。请在本页地址后加上 #trace=… 或 ?src=…。",
    "link-cut": "链接不完整。请重新索取。",
    "newer-link": "此链接由更新版本的 Sightline 生成。",
    "carrier-altered": "轨迹在写入后被改动过，因此不显示。",
    "carrier-cut": "轨迹缺了一部分。",
    "newer-carrier": "轨迹由更新版本的 Sightline 写成。",
    "newer-version": "轨迹由更新版本的 Sightline 写成。",
    "bad-address": "轨迹的地址必须以 http:// 或 https:// 开头。",
    "cannot-fetch": "无法获取轨迹。服务器可能无法访问，或不允许读取（CORS）。",
    "too-large": "轨迹太大，播放器无法打开。",
    "insecure-page": "浏览器只在 https:// 页面、localhost 和本地文件中校验轨迹。请从那里打开本页。",
  },
  failed: (code) => `无法显示此轨迹（${code}）。`,
};

/** What a step is, in a word or two. */
export const kindOf = ({ body }: Step, words: PlayerWords): string =>
  body.kind === "action" ? words.actions[body.action.kind] : words.kinds[body.kind];

/** What a step says, as text. */
export function saidBy({ body }: Step): string {
  switch (body.kind) {
    case "problem":
      return body.question;
    case "action":
      return [actionWords(body.action), numbersOf(body.action)].filter((part) => part !== "").join(" · ");
    case "observation":
      // What frames a tool's picture in a log says nothing itself.
      return body.found
        ? body.found.map(({ words }) => words).join(" · ")
        : body.text.replace(/<\/?[\w|-]{1,40}>/g, "").trim();
    default:
      return body.text.trim();
  }
}

function actionWords(action: Action): string {
  if (action.kind === "box" || action.kind === "point") return action.label ?? "";
  if (action.kind === "label") return action.text;
  if (action.kind === "program") return action.source;
  if (action.kind === "tool") return [action.tool, action.words].filter((part) => part !== "").join(" ");
  return action.kind === "operate" ? action.words : "";
}

/** In whole pixels of the picture. */
export function numbersOf(action: Action): string {
  const shape = shapeOf(action);
  if (shape.kind === "points") return shape.points.map(({ x, y }) => `${Math.round(x)}, ${Math.round(y)}`).join(" → ");
  if (shape.kind === "whole") return action.kind === "rotate" ? `${Math.round(action.degrees)}°` : "";
  const { left, top, width, height } = shape.box;
  return `${Math.round(left)}, ${Math.round(top)} · ${Math.round(width)} × ${Math.round(height)}`;
}
