import type { Words } from "./words";
import { dialogs } from "./zh.dialogs";
import { lens } from "./zh.lens";
import { panels } from "./zh.panels";
import { serverFailures } from "./zh.server";

export const zh: Words = {
  language: "简体中文",
  app: {
    name: "Sightline",
    skip: "跳到图片",
    close: "关闭",
    cancel: "取消",
    more: "更多",
    dropHere: "拖入图片、记录文件、日志或文件夹",
    starting: "正在打开…",
  },
  bar: {
    label: "主栏",
    problem: "题目",
    chooseProblem: (title) => `题目：${title}。换一题`,
    model: "模型",
    chooseModel: (name, state) => `模型：${name}，${state}。换一个`,
    run: "运行",
    runHint: "让模型从这一步继续思考",
    stop: "停止",
    siblings: (n) => `${n} 条分支`,
    siblingsHint: (n) => `从这一步运行 ${n} 次，每次换一个种子`,
    undo: (name) => `撤销：${name}`,
    redo: (name) => `重做：${name}`,
    nothingToUndo: "没有可撤销的",
    nothingToRedo: "没有可重做的",
    palette: "查找命令",
    keys: "查看按键",
    settings: "设置",
    theme: "主题",
    language: "语言",
  },
  edits: {
    "open-problem": "打开题目",
    run: "运行",
    "change-action": "修改动作",
    respace: "换一种坐标读法",
    "add-action": "添加动作",
    "add-thought": "添加想法",
    rename: "重命名",
    star: "星标",
    remove: "删除分支",
    restore: "恢复分支",
    verdict: "评判",
    note: "备注",
    entitle: "重命名记录",
  },
  save: {
    saved: "已保存",
    savedAgo: (seconds) =>
      seconds < 2
        ? "已保存 · 刚刚"
        : seconds < 60
          ? `已保存 · ${seconds} 秒前`
          : `已保存 · ${Math.floor(seconds / 60)} 分钟前`,
    saving: "正在保存…",
    failed: (reason) => `未保存：${reason}`,
    unsaved: "自动保存",
    where: "保存在此浏览器中，可能被清除。要长期保留，请存为文件。",
  },
  commands: {
    run: "从这一步运行",
    runSiblings: "运行多条分支",
    stop: "停止模型，或放下工具",
    next: "下一步",
    previous: "上一步",
    first: "第一步",
    last: "最后一步",
    nextSibling: "此岔口的下一条分支",
    previousSibling: "此岔口的上一条分支",
    play: "播放或暂停",
    faster: "加快播放",
    slower: "放慢播放",
    loop: "循环",
    undo: "撤销",
    redo: "重做",
    select: "选择",
    hand: "移动视图",
    zoom: "裁剪放大",
    box: "方框",
    line: "线",
    arrow: "箭头",
    point: "点",
    label: "写标签",
    highlight: "高亮",
    rotate: "旋转任意角度",
    rotateRight: "右转 90°",
    rotateLeft: "左转 90°",
    flip: "镜像",
    addThought: "添加想法",
    fit: "适应窗口",
    actualSize: "1:1 显示",
    zoomIn: "放大",
    zoomOut: "缩小",
    eye: "看模型所见（按住）",
    cropItself: "显示裁剪图本身",
    verdictGood: "评判：好",
    verdictBad: "评判：差",
    verdictUnsure: "评判：不确定",
    verdictClear: "清除评判",
    note: "写备注",
    rename: "重命名此分支",
    star: "给此分支加星标",
    remove: "删除此分支",
    palette: "查找命令",
    keys: "查看按键",
    problem: "选择题目",
    newProblem: "新的训练场题目",
    model: "选择模型",
    settings: "设置",
    recent: "最近的记录",
    openFile: "打开文件",
    saveFile: "存为文件",
    theme: "切换明暗",
    language: "Switch to English",
    toggleTree: "显示或隐藏分支树",
    toggleStep: "显示或隐藏步骤",
  },
  groups: {
    trace: "浏览",
    run: "运行",
    draw: "绘制",
    view: "视图",
    judge: "评判",
    edit: "编辑",
    app: "Sightline",
  },
  hint: {
    first: "按 → 逐步查看 · 拖动方框 · 按“运行”让模型继续",
    phone: "按 › 逐步查看 · 拖动方框 · 运行",
    dismiss: "隐藏此提示",
    kept: (index, total) => `原分支已保留 · ${index}/${total}`,
    runFromHere: "从这里运行",
    drawing: {
      zoom: "拖出裁剪区域。Esc 退出。",
      box: "拖出方框。Esc 退出。",
      highlight: "在重点上拖动。Esc 退出。",
      line: "沿线点击，回车结束。Esc 退出。",
      arrow: "从尾部拖到头部。Esc 退出。",
      point: "点击一处。Esc 退出。",
      label: "点击一处，然后书写。Esc 退出。",
    },
  },
  bytes: (n) =>
    n >= 1e9
      ? `${(n / 1e9).toFixed(1)} GB`
      : n >= 1e6
        ? `${(n / 1e6).toFixed(n >= 1e8 ? 0 : 1)} MB`
        : `${Math.ceil(n / 1e3)} kB`,
  ago: (seconds) =>
    seconds < 60
      ? "刚刚"
      : seconds < 3600
        ? `${Math.floor(seconds / 60)} 分钟前`
        : seconds < 86_400
          ? `${Math.floor(seconds / 3600)} 小时前`
          : `${Math.floor(seconds / 86_400)} 天前`,
  seconds: (millis) => (millis < 1000 ? `${Math.round(millis)} 毫秒` : `${(millis / 1000).toFixed(1)} 秒`),
  ...panels,
  ...dialogs,
  ...lens,
  failures: { ...dialogs.failures, ...serverFailures },
};
