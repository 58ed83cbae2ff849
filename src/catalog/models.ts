import type { ModelCard } from "./card";
import { hubCard } from "./card";

const MEGABYTE = 1_000_000;

/** Ships with the page. Everything a first visit does, it does with this one. */
export const GYM_MODEL: ModelCard = {
  id: "gym",
  name: "Sightline gym model",
  says: {
    en: "A few million parameters, trained on this app's own problems only: it crops, boxes, draws and reads there, and understands no photograph.",
    zh: "数百万参数，只用本应用自带的题目训练：它会裁剪、框选、画线和识读，但看不懂照片。",
  },
  source: { kind: "bundled", path: "models/gym" },
  downloadBytes: 0,
  license: "Apache-2.0",
  boxes: "trained",
  speaksNative: true,
  marksObserved: false,
  tokensPerTurn: 192,
  turns: 6,
};

/** The first choice for photographs: the smallest with trained boxes (RefCOCO-M 81.3 on its card). */
export const PHOTOGRAPH_MODEL: ModelCard = hubCard("onnx-community/LFM2.5-VL-450M-ONNX", {
  name: "LFM2.5-VL 450M",
  says: {
    en: "The smallest that was trained to say where things are: the one to begin with for photographs.",
    zh: "受过定位训练的最小模型：看照片可先用它。",
  },
  downloadBytes: 545 * MEGABYTE,
  license: "LFM Open License v1.0",
  boxes: "trained",
});

/** Models whose families are held to PyTorch here: the two to begin with, then those of one family together. */
export const MODEL_CARDS: readonly ModelCard[] = [
  GYM_MODEL,
  PHOTOGRAPH_MODEL,
  hubCard("HuggingFaceTB/SmolVLM-256M-Instruct", {
    name: "SmolVLM 256M",
    says: {
      en: "The smallest general one: describes pictures in short sentences, was never taught to point or to crop.",
      zh: "最小的通用模型：能用短句描述图片，但没有学过指点或裁剪。",
    },
    downloadBytes: 207 * MEGABYTE,
    license: "Apache-2.0",
    boxes: "untrained",
  }),
  hubCard("HuggingFaceTB/SmolVLM2-256M-Video-Instruct", {
    name: "SmolVLM2 256M",
    says: {
      en: "Like SmolVLM 256M, trained on video frames as well; was never taught to point or to crop.",
      zh: "与 SmolVLM 256M 相近，还用视频帧训练过；没有学过指点或裁剪。",
    },
    downloadBytes: 0,
    license: "Apache-2.0",
    boxes: "untrained",
  }),
  hubCard("HuggingFaceTB/SmolVLM-500M-Instruct", {
    name: "SmolVLM 500M",
    says: {
      en: "Twice the size of the 256M, and better at reading text; was never taught to point or to crop.",
      zh: "规模是 256M 的两倍，识读文字更好；没有学过指点或裁剪。",
    },
    downloadBytes: 390 * MEGABYTE,
    license: "Apache-2.0",
    boxes: "untrained",
  }),
  hubCard("HuggingFaceTB/SmolVLM2-500M-Video-Instruct", {
    name: "SmolVLM2 500M",
    says: {
      en: "Like SmolVLM 500M, trained on video frames as well; was never taught to point or to crop.",
      zh: "与 SmolVLM 500M 相近，还用视频帧训练过；没有学过指点或裁剪。",
    },
    downloadBytes: 0,
    license: "Apache-2.0",
    boxes: "untrained",
  }),
  hubCard("onnx-community/Qwen3.5-0.8B-ONNX", {
    name: "Qwen3.5 0.8B",
    says: {
      en: "Can think before it answers and was trained to say where things are; weak at long chains.",
      zh: "能先思考再回答，受过定位训练；长推理链较弱。",
    },
    downloadBytes: 647 * MEGABYTE,
    license: "Apache-2.0",
    boxes: "trained",
  }),
  hubCard("onnx-community/Qwen3-VL-2B-Instruct-ONNX", {
    name: "Qwen3-VL 2B",
    says: {
      en: "The best at saying where things are of those that run here; wants a graphics card.",
      zh: "在这里能运行的模型中定位最好；需要显卡。",
    },
    downloadBytes: 1370 * MEGABYTE,
    license: "Apache-2.0",
    boxes: "trained",
  }),
  hubCard("onnx-community/Qwen3.5-2B-ONNX", {
    name: "Qwen3.5 2B",
    says: {
      en: "Like Qwen3.5 0.8B and steadier; wants a graphics card.",
      zh: "与 Qwen3.5 0.8B 相近而更稳；需要显卡。",
    },
    downloadBytes: 1580 * MEGABYTE,
    license: "Apache-2.0",
    boxes: "trained",
  }),
  hubCard("LiquidAI/LFM3-VL-2B-ONNX", {
    name: "LFM3-VL 2B",
    says: {
      en: "The successor of LFM2.5-VL; its makers do not say whether it was trained on boxes.",
      zh: "LFM2.5-VL 的后继；作者未说明是否受过定位训练。",
    },
    downloadBytes: 1690 * MEGABYTE,
    license: "",
    boxes: "unknown",
  }),
  hubCard("onnx-community/Florence-2-base-ft", {
    name: "Florence-2 base",
    says: {
      en: "A tool and no talker: boxes for the words it is given, what stands written where. Asked by a task's name, as <OD>.",
      zh: "是工具，不会对话：按给出的词画框、读出文字及其位置。用任务名提问，例如 <OD>。",
    },
    downloadBytes: 357 * MEGABYTE,
    license: "MIT",
    boxes: "words",
  }),
];
