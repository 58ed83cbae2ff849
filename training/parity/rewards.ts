// Random rollouts with our scores of them, a line of JSON each, for `check_rewards.py` to hold against the originals:
// `npx tsx training/parity/rewards.ts --count 1000 --seed 1 > cases.jsonl`.
import { parseArgs } from "node:util";
import { parseImageId } from "../../src/action";
import { createRng, must, type Rng } from "../../src/base";
import { boxFromCorners } from "../../src/geometry";
import {
  type Judge,
  plainReference,
  type Reference,
  type Rollout,
  rewardNamed,
  rolloutOf,
  scoreOne,
} from "../../src/scoring";
import { plainStep, type Step, type StepBody, stepIdFrom } from "../../src/trace";

const { values } = parseArgs({
  options: { count: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});

const PICTURE = must(parseImageId("a".repeat(64)));
const SIDE = 280;

const ANSWERS = [
  "A",
  "B",
  "b",
  "4",
  "42",
  "4.2",
  "0",
  "-3",
  "left",
  "the left one",
  "f(a, 'x'), g(b, 2)",
  "f(a, y) h(c, 1)",
];
const TAGS = ["<think>", "</think>", "<answer>", "</answer>"];
const WORDS = [
  "so",
  "it is",
  "Step 1: look",
  "1. one",
  "- two",
  "First,",
  "\n",
  " ",
  "６",
  "<summary>s</summary>",
  "<caption>c</caption>",
];
const KEYS = ["6/3", "two apples", "banana", "wall"];

/** What a model might write: mostly well formed, sometimes with something left out, doubled or put elsewhere. */
function completion(rng: Rng, answer: string): string {
  const pad = rng.pick(["", "", "", " ", "\n", "\n\n"]);
  const shape = rng.int(0, 9);
  if (shape < 6) {
    const thought = Array.from({ length: rng.int(0, 4) }, () => rng.pick(WORDS)).join(" ");
    const text = `<think>${thought}</think>${pad}<answer>${rng.pick(["", "", " ", "\n"])}${answer}${rng.pick(["", "", " "])}</answer>`;
    return shape < 4 ? text : text.replace(rng.pick(TAGS), rng.pick(["", ...TAGS]));
  }
  if (shape < 7) return answer;
  return Array.from({ length: rng.int(0, 10) }, () => rng.pick([...TAGS, ...TAGS, ...WORDS, answer])).join("");
}

function headed(rng: Rng, answer: string): string {
  const blocks = ["Image Description: a banana", "Rationales: r"];
  for (let i = 1; i <= rng.int(0, 4); i++)
    blocks.push(`Step ${rng.next() < 0.9 ? i : rng.int(0, 9)}: ${rng.pick(KEYS)} ${rng.pick(["", "x\n", "THE WALL"])}`);
  blocks.push(`The final answer is:${rng.pick([" ", "\n", ""])}${answer}`);
  if (rng.next() < 0.2) blocks.splice(rng.int(0, blocks.length - 1), 1);
  return (rng.next() < 0.2 ? rng.shuffle(blocks) : blocks).map((block) => `### ${block}`).join("\n");
}

function vilasrTurn(rng: Rng, answer: string, isLast: boolean): string {
  const item = rng.pick([
    '{"bbox_2d": [1, 2, 3, 4], "label": "cup"}',
    '{"bbox_2d": [1, 2, 3, 5], "label": "cup"}',
    '{"start_point_2d": [1, 2], "end_point_2d": [3, 4], "label": "l"}',
    '{"bbox_2d": [1, 2, 3, 4]}',
    "{'bbox_2d': [9, 9, 9, 9], 'label': 'tv'}",
  ]);
  const block = rng.next() < 0.7 ? `\n\`\`\`json\n[${item}]\n\`\`\`` : "";
  const end = isLast || rng.next() < 0.1 ? `<answer>${answer}</answer>` : "";
  return `${rng.next() < 0.95 ? "<think>t</think>" : ""}${rng.pick(["\n", " ", ""])}${rng.next() < 0.95 ? "Action:" : ""} go ${end}${block}`;
}

function boxes(rng: Rng): string {
  const one = () => {
    const [x, y] = [rng.int(0, 500), rng.int(0, 500)];
    return `{'Position': [${x}, ${y}, ${x + rng.int(-5, 400)}, ${y + rng.int(1, 400)}], 'Confidence': ${rng.int(0, 10) / 10}}`;
  };
  const list = `[${Array.from({ length: rng.int(0, 3) }, one).join(", ")}]`;
  return `<think>t</think><answer>${rng.pick([list, list, list, list.slice(0, -1), "none"])}</answer>`;
}

let count = 0;
const step = (body: StepBody, raw: string): Step => ({
  ...plainStep({ id: stepIdFrom(`s${++count}`), parent: null, author: "model", atMillis: 0, body }),
  raw,
});

function rolloutIn(turns: readonly string[]): Rollout {
  const steps = turns.flatMap((words, i) => [
    step({ kind: "thought", text: words }, words),
    ...(i < turns.length - 1 ? [step({ kind: "observation", image: PICTURE, text: "" }, "")] : []),
  ]);
  const image = { id: PICTURE, width: SIDE, height: SIDE, name: "", origin: { kind: "source" } } as const;
  const problem = step({ kind: "problem", question: "What?", images: [PICTURE] }, "");
  return rolloutOf([problem, ...steps], new Map([[PICTURE, image]]));
}

/** Four blocks, now and then in another order or with something in between. */
function captioned(rng: Rng, answer: string): string {
  const blocks = ["<summary>s</summary>", "<caption>c\nc</caption>", "<think>t</think>", `<answer>${answer}</answer>`];
  if (rng.next() < 0.2) blocks.reverse();
  return rng.pick(["", "", " "]) + blocks.join(rng.pick(["", "\n", "  ", " x "]));
}

const WRITERS: Readonly<Record<string, (rng: Rng, answer: string) => readonly string[]>> = {
  "r1-v": (rng, answer) => [completion(rng, answer)],
  deepeyes: (rng, answer) =>
    rng.next() < 0.5 ? ["<think>t</think>", completion(rng, answer)] : [completion(rng, answer)],
  "deepeyes-general": (rng, answer) => [completion(rng, answer)],
  "reason-rft-discrete": (rng, answer) => [completion(rng, answer)],
  "reason-rft-math-code": (rng, answer) => [completion(rng, answer)],
  "reason-rft-functions": (rng, answer) => [completion(rng, answer)],
  "reason-rft-functions-full": (rng, answer) => [completion(rng, answer)],
  "reason-rft-functions-penalty": (rng, answer) => [completion(rng, answer)],
  "reason-rft-caption": (rng, answer) => [captioned(rng, answer)],
  "reason-rft-steps": (rng, answer) => [completion(rng, answer)],
  thyme: (rng, answer) => [completion(rng, answer)],
  "r1-vl": (rng, answer) => [headed(rng, answer)],
  vilasr: (rng, answer) => {
    const length = rng.int(1, 3);
    return Array.from({ length }, (_, i) => vilasrTurn(rng, answer, i === length - 1));
  },
  "visual-rft": (rng) => [boxes(rng)],
  "vlm-r1": (rng) => {
    const [x, y] = [rng.int(0, 200), rng.int(0, 200)];
    return [
      `<think>t</think>${rng.pick(["", "\n"])}<answer>{"bbox_2d": [${x}, ${y}, ${x + rng.int(0, 80)}, ${y + rng.int(0, 80)}]}</answer>`,
    ];
  },
  "crystal-match": (rng) => [
    `<think>${Array.from({ length: rng.int(0, 4) }, (_, i) => `Step ${i + 1}: ${rng.pick(KEYS)} and ${rng.pick(KEYS)} ${rng.pick(WORDS)}`).join("\n")}</think>`,
  ],
};

const names = Object.keys(WRITERS);
for (let i = 0; i < Number(values.count); i++) {
  for (const name of names) {
    const rng = createRng(`${values.seed}/${name}/${i}`);
    const [said, right] = [rng.pick(ANSWERS), rng.pick(ANSWERS)];
    const answer = rng.next() < 0.6 ? right : said;
    const turns = WRITERS[name]?.(rng, answer) ?? [];
    const isRight = rng.next() < 0.5;
    const judge: Judge = { name: "coin", judge: () => isRight };
    const steps = Array.from({ length: rng.int(1, 3) }, () => `${rng.pick(KEYS)} and ${rng.pick(KEYS)}`);
    const keySteps = Array.from({ length: rng.int(0, 3) }, () =>
      rng.next() < 0.5 ? rng.pick(KEYS) : [rng.pick(KEYS), "wall"],
    );
    const places = Array.from(
      { length: rng.int(1, 2) },
      () => [rng.int(0, 90), rng.int(0, 90), rng.int(100, SIDE), rng.int(100, SIDE)] as const,
    );
    const answerKind = /^-?[\d.]+$/.test(right) ? "number" : "multiple-choice";
    const reference: Reference = {
      ...plainReference(right),
      ...{ steps, keySteps, answerKind },
      boxes: places.map(([x1, y1, x2, y2]) => ({ image: PICTURE, box: boxFromCorners(x1, y1, x2, y2) })),
    };
    const reward = rewardNamed(name);
    if (!reward) throw new Error(`There is no such reward: ${name}`);
    const score = must(scoreOne(reward, rolloutIn(turns), { reference, judge }));
    const parts = Object.fromEntries(score.parts.map((part) => [part.name, part.value]));
    console.log(
      JSON.stringify({
        reward: name,
        turns,
        right,
        isRight,
        steps,
        keySteps,
        answerKind,
        boxes: places,
        side: SIDE,
        value: score.value,
        parts,
        comparedBy: score.parsed.comparedBy ?? null,
      }),
    );
  }
}
