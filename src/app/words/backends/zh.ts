import type { Widened } from "../phrases";
import type { backends as en } from "./en";

/** 模型未在显卡上运行的原因，按引擎给出的代码。 */
export const backends: Widened<typeof en> = {
  fallback: (reason) => `未使用 WebGPU：${reason}`,
  reasons: {
    "no-webgpu": "此浏览器不提供。",
    "no-adapter": "此浏览器提供，但找不到可用的显卡。",
    "no-device": "无法打开显卡设备。重新加载页面可再试一次。",
    "self-test-failed": "模型在显卡上算出乱码。",
    "device-lost": "显卡设备已丢失。重新加载模型可再试一次。",
    "out-of-memory": "显存不足以放下这个模型。",
    internal: "在显卡上加载失败。",
  },
};
