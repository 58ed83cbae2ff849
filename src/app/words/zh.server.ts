import type { serverFailures as en } from "./en.server";

export const serverFailures: { readonly [Code in keyof typeof en]: string } = {
  "server-bad-address": "这不是服务器地址。地址形如 http://localhost:8000/v1，且不含密码。",
  "server-mixed-content": "https 页面不能访问普通 http 服务器。请让服务器使用 https，或在本机打开本页面。",
  "server-cors": "服务器有响应，但不允许本页面访问。请在启动服务器时允许本页面。",
  "server-unreachable": "该地址没有响应。请检查地址，以及服务器是否在运行。",
  "server-unauthorised": "服务器需要密钥，或需要另一个密钥。请在模型对话框中填写。",
  "server-forbidden": "这个密钥没有权限。",
  "server-not-found": "服务器没有这个路径或模型。请检查地址，或列出它的模型。",
  "server-busy": "服务器太忙，或已达到用量限制。请稍后再试。",
  "server-failed": "服务器出错，原因见其日志；记录没有受影响。",
  "server-timeout": "服务器用时过长。记录没有受影响。",
  "server-cut": "回答中途断开。记录没有受影响；请再运行一次。",
  "server-not-json": "该地址的应答不是这类服务器。请检查地址和路径。",
  "server-refused": "服务器拒绝了请求。",
  "server-refused-image": "服务器拒绝了图片：模型不支持图片，或图片太大。",
  "server-filtered": "服务器没有给出其余的回答。",
  "server-image-missing": "这条线上缺少一张图片，因此没有发送任何内容。",
  "server-image-too-large": "这条线上有一张图片太大，无法发送。",
  "not-in-page": "页面之外无法查看：服务器不会给出模型视觉编码器的输入。",
};
