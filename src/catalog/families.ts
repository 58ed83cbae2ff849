import type { Difficulty, Family } from "../gym";
import type { Words } from "./card";

/** One sort of gym problem, as the chooser shows it. */
export interface FamilyCard {
  readonly family: Family;
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
export const FAMILY_CARDS: readonly FamilyCard[] = (Object.keys(FAMILY_WORDS) as Family[]).map((family) => ({
  family,
  ...FAMILY_WORDS[family],
}));

/** Every difficulty, the easiest first. */
export const LEVELS: readonly Difficulty[] = [1, 2, 3, 4, 5];
