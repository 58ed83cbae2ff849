/** What a file for a trainer or a tool is called in Chinese, where its title is more than names. */
export const titles: Readonly<Record<string, string>> = {
  "trl-sft-step": "TRL SFT，每步一行",
  "trl-grpo": "TRL GRPO 提示词",
  "datasets-parquet": "datasets（parquet）",
  "ms-swift-boxes": "ms-swift，方框作为对象",
  verl: "verl 强化学习提示词",
  "mulberry-reflection": "Mulberry 反思链",
  "openvlthinker-round": "OpenVLThinker 的一轮",
  "trl-prm": "TRL PRM（≤ 1.13）",
  "step-scores": "搜索给各步的得分",
  cvat: "CVAT 图片 1.1",
  "w3c-annotation": "W3C 网页标注",
};
