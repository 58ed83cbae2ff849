import type { Family, Trap } from "../gym";
import type { Words } from "./card";
import { FAMILY_NAMES, type Sort, TRAP_NAMES } from "./sorts";

/** One sort of gym problem, as the chooser shows it. */
export interface FamilyCard<S extends Sort = Sort> {
  readonly family: S;
  readonly title: Words;
  readonly says: Words;
}

const FAMILY_WORDS: Readonly<Record<Family, Pick<FamilyCard, "title" | "says">>> = {
  find: {
    title: { en: "Find and read", zh: "查找并识读" },
    says: {
      en: "One object carries a letter too small to read before one zooms in.",
      zh: "某个物体上有一个字母，不放大就看不清。",
    },
  },
  count: {
    title: { en: "Count", zh: "计数" },
    says: {
      en: "How many objects are of one kind: box each, then say the number.",
      zh: "数出同类物体：逐个框出，再报数。",
    },
  },
  maze: {
    title: { en: "Maze", zh: "迷宫" },
    says: {
      en: "Follow the corridor from a coloured dot, line by line, and read the letter at its end.",
      zh: "从彩色圆点出发，逐段画线走完通道，读出尽头的字母。",
    },
  },
  measure: {
    title: { en: "Measure", zh: "测量" },
    says: {
      en: "How long is a stick, against a bar whose length is written too small to read from afar?",
      zh: "以标尺为准量出木条的长度；标尺上的数字很小，要放大才能看清。",
    },
  },
  track: {
    title: { en: "Track", zh: "追踪" },
    says: {
      en: "Box the same object in every frame of a film, then say which way it moves.",
      zh: "在每一帧里框出同一物体，再说出它的移动方向。",
    },
  },
  geometry: {
    title: { en: "Geometry", zh: "几何" },
    says: {
      en: "Draw the auxiliary line – extension, parallel or perpendicular – and say what it meets.",
      zh: "画出辅助线（延长线、平行线或垂线），说出它碰到什么。",
    },
  },
  chart: {
    title: { en: "Chart", zh: "图表" },
    says: {
      en: "Rule a line from a bar or a dot to the axis, and read the value there.",
      zh: "从柱子或圆点画线到坐标轴，读出数值。",
    },
  },
};

/** Every family, in the order in which they are learnt. */
export const FAMILY_CARDS: readonly FamilyCard<Family>[] = FAMILY_NAMES.map((family) => ({
  family,
  ...FAMILY_WORDS[family],
}));

const TRAP_WORDS: Readonly<Record<Trap, Pick<FamilyCard, "title" | "says">>> = {
  bypassing: {
    title: { en: "Bypassing", zh: "绕过观察" },
    says: {
      en: "The question claims something that is not so: whoever believes it and does not look is wrong.",
      zh: "题目里的说法与图不符：只信文字、不看图就会答错。",
    },
  },
  attention: {
    title: { en: "Forced attention", zh: "强制注意" },
    says: {
      en: "A big bright object with a large letter stands beside the small one that is asked for.",
      zh: "一个又大又亮、字母醒目的物体，旁边才是要找的小物体。",
    },
  },
  shortcut: {
    title: { en: "Shortcut", zh: "捷径" },
    says: {
      en: "What is rare in training or absent: seven to nine to count, all others moving the other way, an axis that does not begin at nought.",
      zh: "训练中少见或没有的情形：要数七到九个、其他物体都反向移动、坐标轴不从零开始。",
    },
  },
};

/** Problems in which a known mistake of models lies near. Nothing is trained on them. */
export const TRAP_CARDS: readonly FamilyCard<Trap>[] = TRAP_NAMES.map((family) => ({
  family,
  ...TRAP_WORDS[family],
}));

/** Every card: what a person may choose from. */
export const SORT_CARDS: readonly FamilyCard[] = [...FAMILY_CARDS, ...TRAP_CARDS];
