import type { DrawnMark } from "./drawn";
import type { MarkedPicture } from "./marks";
import type { MarkShape } from "./shape";

/** The labels of all marks whose shape is of a kind, in the order in which they first come. */
export const labelsOf = (
  pictures: readonly MarkedPicture[],
  ...kinds: readonly MarkShape["kind"][]
): readonly string[] => [
  ...new Set(
    pictures.flatMap(({ marks }) => marks.filter(({ shape }) => kinds.includes(shape.kind)).map(({ label }) => label)),
  ),
];

/** Where an export keeps a picture: by its whole hash, so that no two share a name. */
export const picturePath = (image: string): string => `images/${image}.png`;

/** The tags of the judgements of a mark, each once. */
export const tagsOf = ({ judgements }: DrawnMark): readonly string[] => [
  ...new Set(judgements.flatMap(({ value }) => value.tags.map(({ tag }) => tag))),
];

/** The notes of the judgements of a mark, each with its rater. */
export const notesOf = ({ judgements }: DrawnMark): readonly string[] =>
  judgements.flatMap(({ rater, value }) => (value.note === "" ? [] : [`${rater.name}: ${value.note}`]));

/** The numbers as they stood in the words, with their space: `permille 100 200 300 400`. */
export const declaredText = ({ declared }: DrawnMark): string =>
  declared ? [declared.space, ...declared.numbers].join(" ") : "";

/** The items by what `keyOf` says of them, groups and items in the order in which they come. */
export function groupedBy<K, T>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
