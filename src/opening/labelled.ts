// Samples in words: each field of a run behind its name in brackets, at the beginning of a line. EasyR1 writes them to
// `generations.log` and to the console, where `[TRAIN]` or `[VAL]` may stand before each name (hiyouga/EasyR1,
// verl/utils/logger/gen_logger.py).

/** A sample as a record of its fields, and where it stands. */
export interface Sample {
  readonly value: Readonly<Record<string, string | number>>;
  readonly place: string;
  /** Where it begins and ends in the text. */
  readonly from: number;
  readonly to: number;
}

const ASKS = "prompt|question|input";
const SAYS = "output|response|completion|prediction";
const OTHERS = "ground_truth|label|gt|answer|reference|score|reward|step|data_source|uid";
const LABEL = new RegExp(`^(?:\\[(?:TRAIN|VAL|TEST)\\] )?\\[(${ASKS}|${SAYS}|${OTHERS})\\](?: |$)`, "gm");
const BEGINS = new RegExp(`^\\s*(?:\\[(?:TRAIN|VAL|TEST)\\] )?\\[(${ASKS})\\] `);
const SAID: ReadonlySet<string> = new Set(SAYS.split("|"));

/** The samples that a text is made of; null where it is not made of samples. */
export function labelledSamples(text: string): readonly Sample[] | null {
  const first = BEGINS.exec(text)?.[1];
  if (first === undefined) return null;
  const labels = [...text.matchAll(LABEL)].map((match) => ({
    name: match[1] ?? "",
    from: match.index,
    to: match.index + match[0].length,
  }));
  const starts = labels.flatMap(({ name, from }, i) => (name === first && isAfterBlank(text, from) ? [i] : []));
  const order = orderOf(starts.map((start, i) => labels.slice(start, starts[i + 1]).map(({ name }) => name)));
  if (!order.some((name) => SAID.has(name))) return null;
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? labels.length;
    const to = labels[end]?.from ?? text.length;
    const found = inOrder(labels.slice(start, end), order);
    const fields = found.map(({ name, to: begin }, n) => {
      const words = text.slice(begin, found[n + 1]?.from ?? to).trim();
      return [name, isNumberOf(name, words) ? Number(words) : words] as const;
    });
    return { value: Object.fromEntries(fields), place: `sample ${i + 1}`, from: labels[start]?.from ?? 0, to };
  });
}

interface Label {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The order of names that most samples have, the longer of two that are as common: the words of some hold names, too.
 * Up to what the model said each name stands where it comes first, behind it where it comes last.
 */
function orderOf(samples: readonly (readonly string[])[]): readonly string[] {
  const orders = new Map<string, { readonly order: readonly string[]; count: number }>();
  for (const names of samples) {
    const said = names.findIndex((name) => SAID.has(name));
    const order = names.filter((name, i) =>
      i <= said ? names.indexOf(name) === i : names.lastIndexOf(name) === i && names.indexOf(name) > said,
    );
    const known = orders.get(order.join());
    if (known) known.count++;
    else orders.set(order.join(), { order, count: 1 });
  }
  const [commonest] = [...orders.values()].sort((a, b) => b.count - a.count || b.order.length - a.order.length);
  return commonest?.order ?? [];
}

const isAfterBlank = (text: string, at: number): boolean =>
  at === 0 || /\n\s*$/.test(text.slice(Math.max(0, at - 3), at));

/**
 * One label of each name, in order. A prompt ends where the answer first begins; what the model said may hold the names
 * of all that follow it, so that those are the last of their name.
 */
function inOrder(labels: readonly Label[], order: readonly string[]): readonly Label[] {
  const said = order.findIndex((name) => SAID.has(name));
  const found: Label[] = [];
  let rest = labels;
  for (const name of order.slice(0, said + 1)) {
    const at = rest.findIndex((label) => label.name === name);
    const label = rest[at];
    if (!label) continue;
    found.push(label);
    rest = rest.slice(at + 1);
  }
  const behind: Label[] = [];
  for (const name of order.slice(said + 1).reverse()) {
    const at = rest.findLastIndex((label) => label.name === name);
    const label = rest[at];
    if (!label) continue;
    behind.unshift(label);
    rest = rest.slice(0, at);
  }
  return [...found, ...behind];
}

const isNumberOf = (name: string, words: string): boolean =>
  (name === "score" || name === "reward" || name === "step") && /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i.test(words);
