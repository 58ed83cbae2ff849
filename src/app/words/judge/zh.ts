import type { Widened } from "../phrases";
import type { judging as en } from "./en";

export const judging: Widened<typeof en> = {
  judgePart: "评判一部分",
  words: "文字",
  wordsHelp: "在上方选中文字，或逐句前进",
  region: "区域",
  cause: "因果",
  missing: "缺失",
  parts: "你对各部分的评判",
  more: (n) => `另有 ${n} 条`,
  regionAt: (width, height) => `${width} × ${height} 像素的区域`,
  led: (cause, effect) => `${cause} → ${effect}`,
  elsewhere: "另一条分支",
  missingAfter: (index) => `第 ${index} 步之后缺失`,
  tags: (n) => `${n} 个标签`,
  takeBack: (part) => `撤回：${part}`,
  linkFrom: (index) => `第 ${index} 步是一端。前往它所导致的或导致它的步骤，按 y 或点击那一帧。Esc 退出。`,
  advance: "评判后前进到下一步",
};
