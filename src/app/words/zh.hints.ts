import { OWN_TAXONOMY } from "../../annotation";
import type { Words } from "./words";

const NAMES: Readonly<Record<string, readonly [name: string, definition: string]>> = {
  perception: ["感知", "看对了地方，却看错了内容：字母、颜色或数目。看错地方的不算。"],
  localisation: ["定位", "框、点或裁剪偏离了目标，或只切到一部分。"],
  "hallucinated-evidence": ["虚构证据", "说到从未发生的观察，或这条线上没有图片显示过的东西。"],
  "tool-error-ignored": ["忽略工具错误", "工具拒绝或失败了，模型却当作没发生，或原样再要一次。"],
  bypassing: ["绕过观察", "题目需要观察，模型却没有观察就作答。"],
  "result-unused": ["未用结果", "观察是对的，结果却没有用在后面。"],
  "forced-attention": ["强制注意", "只为观察而观察：整张图片、与题无关的地方、同样的裁剪再来一次。"],
  "shortcut-overfitting": ["捷径过拟合", "答案出自训练数据的习惯，而不是这张图片，无论对错。"],
  reasoning: ["推理", "看到的是对的，结论却推不出来。"],
  calculation: ["计算", "数字是对的，算错了。"],
  knowledge: ["知识", "图片之外的事实缺失或错误。"],
  loop: ["循环", "同样或几乎同样的动作反复出现，没有新内容。"],
  "premature-stop": ["过早停止", "还没得到答案所需的内容就结束或作答。"],
  "tool-misuse": ["误用工具", "工具做不到、参数不可能，或调用过多。"],
  format: ["格式", "本应是动作或答案的文字无法读取。"],
};

/** 机器检查的提示，以及失败类型的用语。 */
export const hints: Pick<Words, "hints" | "ownTag" | "ownTaxonomy"> = {
  hints: {
    label: "机器提示",
    accept: "采纳",
    acceptHelp: "确认属实：这一步是错误的",
    dismiss: "不采纳",
    onFrame: (n) => `${n} 条机器提示`,
    repeated: (times) => `同样的动作，到此已是第 ${times} 次。`,
    errorThenAnswer: "工具失败后直接作答。",
    errorThenSame: "工具失败后又要了同样的动作。",
    claimedLook: (words) => `“${words}”，但此前没有任何观察。`,
    besideReference: (percent, overlap) => `偏离参考区域：只含其中 ${percent} %（IoU ${overlap}）。`,
    tiny: (width, height) => `只有 ${width} × ${height} 像素。`,
    outside: (percent) => (percent === 0 ? "在图片之外。" : `只有 ${percent} % 在图片之内。`),
    wholePicture: "又显示了整张图片。",
    seenBefore: "显示的内容先前的裁剪已经显示过。",
    noLook: "一次也没有观察就作答。",
    answerAgainstWords: (concluded, answered) => `想法的结论是“${concluded}”，答案却是“${answered}”。`,
    unreadAction: "本应是动作，但无法读取。",
    noAnswer: "没有给出答案就结束了。",
    answerLost: (before, behind) =>
      `从它之前重新运行，${before.runs} 次中 ${before.right} 次正确；从它之后，${
        behind.runs === 0 ? "没有一次正确" : `${behind.runs} 次中 ${behind.right} 次正确`
      }。`,
  },
  // By its words: a team may have given the tag another key.
  ownTag: (_key, text) => {
    const own = OWN_TAXONOMY.tags.find(({ name, definition }) => name === text || definition === text);
    const [name, definition] = NAMES[own?.key ?? ""] ?? [];
    return (own?.name === text ? name : definition) ?? text;
  },
  ownTaxonomy: (title) => (title === OWN_TAXONOMY.title ? "用图像思考的模型的失败" : title),
};
