import type { ModelCard } from "./card";
import { hubCard } from "./card";

const MEGABYTE = 1_000_000;

/** Ships with the page. Everything a first visit does, it does with this one. */
export const GYM_MODEL: ModelCard = {
  id: "gym",
  name: "Sightline gym model",
  says: {
    en: "A few million parameters, trained on this app's own problems only: it zooms, boxes, draws and reads there, and understands no photograph.",
    zh: "数百万参数，只用本应用自带的题目训练：它会放大、框选、画线和识读，但看不懂照片。",
  },
  source: { kind: "bundled", path: "models/gym" },
  downloadBytes: 0,
  license: "Apache-2.0",
  speaksNative: true,
  marksObserved: false,
  tokensPerTurn: 192,
  turns: 6,
};

/** Models that are known to load, smallest download first. */
export const MODEL_CARDS: readonly ModelCard[] = [
  GYM_MODEL,
  hubCard("HuggingFaceTB/SmolVLM-256M-Instruct", {
    name: "SmolVLM 256M",
    says: {
      en: "The smallest general one: describes pictures in short sentences, was never taught to point or to zoom.",
      zh: "最小的通用模型：能用短句描述图片，但没有学过指点或放大。",
    },
    downloadBytes: 207 * MEGABYTE,
    license: "Apache-2.0",
  }),
  hubCard("HuggingFaceTB/SmolVLM2-256M-Video-Instruct", {
    name: "SmolVLM2 256M",
    says: {
      en: "Like SmolVLM 256M, trained on video frames as well; was never taught to point or to zoom.",
      zh: "与 SmolVLM 256M 相近，还用视频帧训练过；没有学过指点或放大。",
    },
    downloadBytes: 0,
    license: "Apache-2.0",
  }),
  hubCard("HuggingFaceTB/SmolVLM-500M-Instruct", {
    name: "SmolVLM 500M",
    says: {
      en: "Twice the size of the 256M, and better at reading text; was never taught to point or to zoom.",
      zh: "规模是 256M 的两倍，识读文字更好；没有学过指点或放大。",
    },
    downloadBytes: 390 * MEGABYTE,
    license: "Apache-2.0",
  }),
  hubCard("HuggingFaceTB/SmolVLM2-500M-Video-Instruct", {
    name: "SmolVLM2 500M",
    says: {
      en: "Like SmolVLM 500M, trained on video frames as well; was never taught to point or to zoom.",
      zh: "与 SmolVLM 500M 相近，还用视频帧训练过；没有学过指点或放大。",
    },
    downloadBytes: 0,
    license: "Apache-2.0",
  }),
];
