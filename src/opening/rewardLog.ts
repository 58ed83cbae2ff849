import type { Sample } from "./labelled";

// What functions for rewards write of each completion where `DEBUG_MODE` is set: a line of dashes with the time and the
// reward, then fields by their names. R1-V (Deep-Agent/R1-V, src/r1-v/src/open_r1/grpo.py, `accuracy_reward`) has content
// and solution; VLM-R1 (om-ai-lab/VLM-R1, src/open-r1-multimodal/src/open_r1/grpo_jsonl.py) the picture's path and the
// problem before them, Visual-RFT (Liuziyu77/Visual-RFT, src/virft) small letters; many grew from these.

const HEADING = /^-{5,40} (.{1,40}?) ((?:\w+ ){0,3}rewards?(?: of \w+)?)(?:: (\S{1,40}))? -{5,40}[ \t]*$/gim;
const FIELD =
  /^(image[_ ]path|problem|question|prompt|content|completion|response|predict(?:ion)?|student_answer|solution|sol|ground[_ ]truth|answer|gt|has format|student_answer_bbox|ground_truth_bbox|iou_results)(?:\(repr\))?: ?/gim;

/** What the names of fields mean to readers of records. */
const NAMES: Readonly<Record<string, string>> = {
  image_path: "image_path",
  problem: "problem",
  question: "question",
  prompt: "prompt",
  content: "response",
  completion: "response",
  response: "response",
  prediction: "response",
  predict: "response",
  solution: "solution",
  sol: "solution",
  ground_truth: "solution",
  answer: "solution",
  gt: "solution",
};

/** The samples that such a log is made of; null where a text is none. */
export function rewardSamples(text: string): readonly Sample[] | null {
  const headings = [...text.matchAll(HEADING)];
  if (headings[0] === undefined || text.slice(0, headings[0].index).trim() !== "") return null;
  const samples = headings.map((heading, i): Sample => {
    const to = headings[i + 1]?.index ?? text.length;
    const told = text.slice(heading.index + heading[0].length, to);
    const reward = heading[3] === undefined ? {} : { [nameOfReward(heading[2] ?? "")]: numberIn(heading[3]) };
    return { value: { ...fieldsOf(told), ...reward }, place: `sample ${i + 1}`, from: heading.index, to };
  });
  return samples.some(({ value }) => "response" in value) ? samples : null;
}

/** `Accuracy reward` is what decides, as a `reward` does in the samples of other trainers. */
const nameOfReward = (words: string): string =>
  /^accuracy/i.test(words) ? "reward" : words.trim().toLowerCase().replaceAll(/\W+/g, "_");

const numberIn = (words: string): string | number => (Number.isFinite(Number(words)) ? Number(words) : words);

/**
 * The fields in their order, each by the first line that begins with its name, but for those behind what the model said,
 * whose words may begin lines so: these are the last of their names.
 */
function fieldsOf(told: string): Record<string, string | number> {
  const marks = [...told.matchAll(FIELD)].map((match) => {
    const own = (match[1] ?? "").toLowerCase().replace(" ", "_");
    return { name: NAMES[own] ?? own, from: match.index, to: match.index + match[0].length };
  });
  const said = marks.findIndex(({ name }) => name === "response");
  const before = marks
    .slice(0, said + 1)
    .filter(({ name }, i, all) => all.findIndex((mark) => mark.name === name) === i);
  const behind = marks
    .slice(said + 1)
    .filter(({ name }, i, all) => all.findLastIndex((mark) => mark.name === name) === i);
  const found = [...before, ...behind.filter(({ name }) => !before.some((mark) => mark.name === name))];
  const fields = found.map(
    ({ name, to }, i) => [name, plain(name, told.slice(to, found[i + 1]?.from ?? told.length).trim())] as const,
  );
  return Object.fromEntries(fields.filter(([, words]) => words !== ""));
}

/** `None` and a list of one path are how Python prints where a picture lies. */
function plain(name: string, words: string): string {
  if (name !== "image_path") return words;
  return words === "None" ? "" : (/^\[?'([^']*)'\]?$/.exec(words)?.[1] ?? words);
}
