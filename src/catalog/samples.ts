import type { GymName } from "./gymName";
import type { Sample } from "./sample";

/** What a sample was recorded from: `scripts/record.ts` makes its files again. */
export interface RecordedSample extends Sample {
  readonly problem: GymName;
}

const recorded = (sample: Omit<RecordedSample, "tracePath" | "picturePaths">): RecordedSample => ({
  ...sample,
  tracePath: `samples/${sample.id}.json`,
  picturePaths: [`samples/${sample.id}.png`],
});

/** A line on a photograph that was put together by hand, with what the tools found: `scripts/recordPhoto.ts` makes its files again. */
export const PHOTOGRAPH: Sample = {
  id: "photograph",
  outcome: "solved",
  title: { en: "Read a name on a photograph", zh: "识读照片上的名字" },
  says: {
    en: "Tools find the person, a crop looks closer, and another tool reads the tag.",
    zh: "工具找到人物，裁剪后放大，再由另一个工具读出名牌。",
  },
  opensAt: 2,
  tracePath: "samples/photograph.json",
  picturePaths: ["samples/photograph.jpg"],
};

/** A program of modules on the same photograph, as the panel ran it: `scripts/recordProgram.ts` makes its file again. */
export const PROGRAM: Sample = {
  id: "program",
  outcome: "solved",
  title: { en: "A program that finds, crops and reads", zh: "会查找、裁剪和识字的程序" },
  says: {
    en: "Seven lines as VisProg writes them. Open “Program of modules” (Shift+M), change one, and run on from there.",
    zh: "七行 VisProg 写法的程序。打开“模块程序”（Shift+M），改动一行，就从那里继续运行。",
  },
  opensAt: 2,
  tracePath: "samples/program.json",
  picturePaths: ["samples/photograph.jpg"],
};

/** Runs of the built-in model as they happened. */
export const RECORDED: readonly RecordedSample[] = [
  recorded({
    id: "find",
    problem: { family: "find", seed: 12, difficulty: 2 },
    outcome: "solved",
    title: { en: "Read a small letter", zh: "识读一个小字母" },
    says: { en: "The model looks for the object, zooms in and reads.", zh: "模型找到物体，放大后读出字母。" },
  }),
  recorded({
    id: "maze",
    problem: { family: "maze", seed: 6, difficulty: 3 },
    outcome: "solved",
    title: { en: "Walk a maze", zh: "走迷宫" },
    says: {
      en: "The model draws its way cell by cell, then zooms in on where it ends.",
      zh: "模型逐格画出路线，再放大终点。",
    },
  }),
  recorded({
    id: "count",
    problem: { family: "count", seed: 4, difficulty: 2 },
    outcome: "solved",
    title: { en: "Count by boxing", zh: "逐个框出来计数" },
    says: { en: "The model boxes each object, then says how many.", zh: "模型逐个框出物体，再报出数目。" },
  }),
  recorded({
    id: "geometry",
    problem: { family: "geometry", seed: 58, difficulty: 4 },
    outcome: "solved",
    title: { en: "Draw an auxiliary line", zh: "作一条辅助线" },
    says: {
      en: "The model traces the arrow, then walks the line point by point until it meets something.",
      zh: "模型先描出箭头，再逐点画出辅助线，直到碰到东西。",
    },
  }),
  recorded({
    id: "failure",
    problem: { family: "count", seed: 42, difficulty: 4 },
    outcome: "failed",
    title: { en: "A miscount", zh: "一次数错" },
    says: {
      en: "The model miscounts. Find the step where it goes wrong, and mend it.",
      zh: "模型数错了。找出出错的一步并改正。",
    },
  }),
];

/** Everything that a stranger can look at. The first is what a first visit opens on. */
export const SAMPLES: readonly Sample[] = [PROGRAM, PHOTOGRAPH, ...RECORDED];
