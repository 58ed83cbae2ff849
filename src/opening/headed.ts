import type { Sample } from "./labelled";

// Samples as trainers write them for people to read. verl puts a heading before each and its fields in bold (verl 0.9.1,
// verl/utils/tracking.py, `log_generations_to_tensorboard`); OpenRLHF and what grew from it write one sample a text, either
// the whole chat or its prompt and completion (OpenRLHF/OpenRLHF, openrlhf/utils/logging_utils.py, `log_train`; a line
// break is written there as a backslash and an n).

const HEADING = /^### Sample \d+\n(?=\*\*(?:Input|Data):\*\* )/gm;
/** What may stand before the first heading; it repeats the step. */
const TITLE = /^\s*(?:\*\*Generation Results - Step (\d+)\*\*\s*)?$/;
const FIELDS = /^\*\*Input:\*\* ([\s\S]*?)\n\n\*\*Output:\*\* ([\s\S]*)\n\n\*\*Score:\*\* (.*)(?:\s+---)?\s*$/;
const DATA = /^\*\*Data:\*\* ([\s\S]*?)(?:\s+---)?\s*$/;

const BREAK = String.raw`(?:\n|\\n)`;
const REWARD = String.raw`${BREAK}{2}Reward: (-?\d[\d.e+-]*|-?inf|nan)\s*$`;
const ONE = new RegExp(String.raw`^(?:\w+ )?Sample:${BREAK}([\s\S]*)${REWARD}`);
const PAIR = new RegExp(String.raw`^Prompt:${BREAK}([\s\S]*?)${BREAK}{2}Completion:${BREAK}([\s\S]*)${REWARD}`);

/** The samples that a text is made of; null where it is not made of samples. */
export const headedSamples = (text: string): readonly Sample[] | null => underHeadings(text) ?? oneSample(text);

function underHeadings(text: string): readonly Sample[] | null {
  const headings = [...text.matchAll(HEADING)];
  const [first] = headings;
  const title = first && TITLE.exec(text.slice(0, first.index));
  if (!title) return null;
  const step = title[1] === undefined ? {} : { step: Number(title[1]) };
  return headings.map(({ 0: heading, index }, i) => {
    const to = headings[i + 1]?.index ?? text.length;
    const told = text.slice(index + heading.length, to);
    return { value: { ...step, ...fieldsOf(told) }, place: `sample ${i + 1}`, from: index, to };
  });
}

/** One that breaks off is kept as far as it goes. */
function fieldsOf(told: string): Sample["value"] {
  const [, input = "", output = "", score = ""] = FIELDS.exec(told) ?? [];
  if (input !== "" || output !== "") return { input, output, score: numberIn(score) };
  const data = DATA.exec(told)?.[1];
  if (data !== undefined) return { data };
  const [, asked = told, said] = /^\*\*Input:\*\* ([\s\S]*?)(?:\n\n\*\*Output:\*\* ([\s\S]*))?$/.exec(told) ?? [];
  return said === undefined ? { input: asked } : { input: asked, output: said };
}

function oneSample(text: string): readonly Sample[] | null {
  const [, chat, reward = ""] = ONE.exec(text) ?? [];
  if (chat !== undefined) return [sample(text, { response: chat, reward: numberIn(reward) })];
  const [, prompt, completion = "", worth = ""] = PAIR.exec(text) ?? [];
  return prompt === undefined ? null : [sample(text, { prompt, completion, reward: numberIn(worth) })];
}

const sample = (text: string, value: Sample["value"]): Sample => ({
  value,
  place: "sample 1",
  from: 0,
  to: text.length,
});

const numberIn = (words: string): string | number =>
  /^-?\d+(?:\.\d*)?(?:e[-+]?\d+)?$/i.test(words.trim()) ? Number(words) : words.trim();
