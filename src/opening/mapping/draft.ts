import { jsonText } from "../../base";
import { imageReference, isNameOfScore, plainName } from "../../dialect";
import { type FieldFacts, fieldsOf, listsIn, MODEL_NAMES, recordsOf } from "./fields";
import { EMPTY_MAPPING, type FieldRole, type LogMapping } from "./mapping";
import { parsePath, sharedList } from "./path";

/**
 * A first guess at which fields of records are what, by their names and what stands there, for a person to mend. A field
 * that nothing tells of is mapped to nothing.
 */
export function draftMapping(values: readonly unknown[], name: string): LogMapping {
  const [only, ...others] = values;
  const records = others.length === 0 ? (listsIn(only)[0] ?? "") : "";
  const facts = fieldsOf(recordsOf(values, records));
  const fields: Record<FieldRole, string[]> = {
    ...{ question: [], instructions: [], pictures: [], words: [], speaker: [], reference: [], score: [], known: [] },
  };
  for (const fact of facts) {
    const role = roleOf(fact);
    if (role !== null) fields[role].push(fact.path);
  }
  // Who speaks is told through the list that the words are in.
  const isInTurns = (path: string): boolean => fields.words.some((words) => shared(path, words) > 0);
  fields.speaker = fields.speaker.filter(isInTurns);
  const speakers = fields.speaker.flatMap((path) => recordsOf(recordsOf(values, records), path).map(jsonText));
  return { ...EMPTY_MAPPING, name, records, fields, model: modelIn(speakers), shape: facts.map(({ path }) => path) };
}

/** Those who speak and are no person and no tool, where none of them goes by a name that models have; else nobody. */
function modelIn(speakers: readonly string[]): readonly string[] {
  const names = [...new Set(speakers)];
  if (names.some((name) => MODEL_NAMES.has(name.toLowerCase()))) return [];
  // Whose tools answer under names of their own calls them under the plain one.
  const calls = names.some((name) => RESULT.test(name));
  return names
    .filter((name) => !(OTHERS.test(name) || RESULT.test(name) || (!calls && TOOL.test(name))))
    .slice(0, MOST_NAMES);
}

const OTHERS = /^(?:h|u|q|user|human|person|customer|question|system|env|environment|obs|observation)$/i;
const RESULT = /^(?:(?:tool|function)[-_ ]?(?:out|outputs?|results?|responses?|answers?)|results?)$/i;
const TOOL = /^(?:tool|function)$/i;
const MOST_NAMES = 20;

const shared = (one: string, other: string): number => sharedList(parsePath(one) ?? [], parsePath(other) ?? []);

/** Each role with the names of its fields, the surest first; the last names of paths are compared. */
const NAMES: readonly (readonly [FieldRole, RegExp])[] = [
  ["speaker", /^(?:role|from|speaker|who|author|sender|kind|type|source)$/],
  ["known", /(?:^|_)(?:id|uid|uuid|run|ts|time|timestamp|date|index|idx|split)$/],
  ["reference", /(?:^|_)(?:gold|truth|gt|target|label|reference|expected|want|wanted|solution|correct_answer)(?:_|$)/],
  ["instructions", /(?:^|_)(?:system|instructions?)(?:_|$)/],
  ["question", /(?:^|_)(?:question|query|ask|asked|prompt|user|problem|in|input|request)(?:_|$)/],
  [
    "words",
    /(?:^|_)(?:answer|response|output|out|said|says|reply|completion|prediction|bot|model|text|txt|content|words)(?:_|$)/,
  ],
];

const SCORES = /(?:^|_)(?:score|reward|rating|points|grade|correct|ok|pass|passed|hit)(?:_|$)/;
const PICTURE = /\.(?:png|jpe?g|webp|gif|bmp)(?:\?\S*)?$/i;

function roleOf({ path, sample }: FieldFacts): FieldRole | null {
  if (PICTURE.test(sample) || imageReference(sample).kind === "data") return "pictures";
  const steps = parsePath(path) ?? [];
  const last = steps.findLast((step) => step.kind === "key");
  const name = last?.kind === "key" ? plainName(last.key) : "";
  // Of a row in a list of turns the first cell says who speaks, and the next what.
  const cell = steps.at(-1);
  if (cell?.kind === "item") return cell.index === 0 ? "speaker" : cell.index === 1 ? "words" : null;
  const isNumber = /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(sample);
  if (isNumber && (SCORES.test(name) || isNameOfScore(name))) return "score";
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
