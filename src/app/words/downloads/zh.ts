import type { Widened } from "../phrases";
import type { downloads as en } from "./en";

export const downloads: Widened<typeof en> = {
  title: "保存在此浏览器中",
  none: "还没有保存模型。从 Hub 加载的模型只下载一次，之后保存在这里。",
  total: (size) => `共 ${size}`,
  size: (size) => `占用磁盘 ${size}`,
  unfinished: (size) => `其中 ${size} 来自中断的下载，再次加载会从中断处继续`,
  from: (host) => `来自 ${host}`,
  remove: (name) => `删除 ${name} 的文件`,
  removeShort: "删除",
  mirror: "下载地址",
  mirrorHelp: "Hub，或路径相同的服务器，例如你所在网络的镜像。",
  badMirror: "地址以 https:// 或 http:// 开头，且不含问号、用户名或密码。",
  use: "使用此地址",
  back: "使用 Hub",
};
