import type { Widened } from "../phrases";
import type { film as en } from "./en";

/** 分与秒，例如 1:05。 */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export const film: Widened<typeof en> = {
  title: "影片、总览图、插图",
  about: "把当前这条线展示给没有打开本页面的人。",
  kind: "制作内容",
  kinds: { film: "影片", sheet: "全部步骤总览图", paper: "用于论文" },
  kindsAbout: {
    film: "每一步停留到足以读完，镜头会推进裁剪区域再拉回。",
    sheet: "一张图包含每一步，可用于幻灯片、问题报告或打印。",
    paper: "各步骤的 LaTeX 和 Markdown，每步附一张 PNG 插图和一张标记为矢量的 SVG 插图。",
  },
  container: "文件",
  containers: { webm: "WebM", mp4: "MP4", gif: "GIF" },
  codecs: { vp9: "VP9", vp8: "VP8", av1: "AV1", avc: "H.264", gif: "" },
  containerHelp: {
    webm: "可在浏览器和大多数播放器中播放。",
    mp4: "几乎处处可播放，包括幻灯片。",
    gif: "可在 README 中自动播放。最好不超过 800 像素：更大的文件会很重。",
  },
  trying: "正在测试此浏览器在该尺寸下能编码什么…",
  noForm: "此浏览器无法生成这么大的画面，请选择较小的尺寸。",
  size: "尺寸",
  sizes: {
    hd: "1280 × 720",
    "full-hd": "1920 × 1080",
    square: "1080 × 1080",
    readme: "800 × 450",
    own: "其他",
  },
  width: "宽度（像素）",
  height: "高度（像素）",
  evened: (width, height) => `视频要求边长为偶数，已调整为 ${width} × ${height}。`,
  captions: "在图片下方显示文字",
  theme: "外观",
  themes: { light: "浅色", dark: "深色" },
  speed: "速度",
  rate: "每秒帧数",
  from: "起始步骤",
  to: "结束步骤",
  preview: "影片预览",
  previewOf: "预览",
  previewAt: "影片中的时间",
  time: (seconds, all) => `${clock(seconds)} / ${clock(all)}`,
  facts: (seconds, frames, width, height) => `${clock(seconds)} · ${frames} 帧 · ${width} × ${height}`,
  gathering: "正在收集图片…",
  tooMany: (most) => `影片最多包含 ${most} 个步骤，请选择这条线的一部分。`,
  nothing: "没有可显示的步骤。",
  columns: "列数",
  sheetFacts: (width, height) => `${width} × ${height} 像素`,
  scale: "清晰度",
  scales: { "1": "屏幕", "2": "打印" },
  print: "打印或存为 PDF",
  paperFacts: (steps, figures) => `${steps} 个步骤，${figures} 张插图`,
  paperFiles: "压缩包含 trace.tex、steps.tex、trace.md 和一个插图文件夹。",
  save: { film: "制作影片", sheet: "存为 PNG", paper: "存为 zip" },
  stop: "停止",
  recording: (percent) => `${percent} %`,
  progress: "完成进度",
  began: "正在制作。可以关闭此窗口继续工作。",
  saved: (name, size) => `已保存 ${name}（${size}）。`,
  stopped: "已停止，没有保存任何内容。",
  missing: (n) => `缺少 ${n} 张图片，将以灰色显示。`,
};
