import type { RerunWords } from "./words";

/** What is said of runs that are run again. */
export const rerun: RerunWords = {
  start: (n, model) => `用 ${model} 重新运行${n === 1 ? "它" : `这 ${n} 条`}`,
  title: "重新运行",
  progress: (done, total) => `${done} / ${total}`,
  tally: (before, after, known) => `之前正确：${before} · 现在：${after} · 共 ${known} 条有标准答案`,
  pause: "暂停",
  goOn: "继续",
  close: "收起结果",
  before: (answer) => `之前：${answer}`,
  now: (answer) => `现在：${answer}`,
  none: "没有答案",
  waits: "等待中",
  runs: "运行中…",
  right: "正确",
  wrong: "错误",
  results: "重新运行的各次运行",
};
