// Networks of the size that people load, with random weights, against transformers.js: in turns, in one Chromium.
import { atLeast, atMost, type Measure, told } from "./measure";
import { buildModel, installPeer } from "./real-size/models";
import type { SideName } from "./real-size/page";
import { type Session, type Setting, type Stand, withStand } from "./real-size/run";

const MODEL = "smolvlm-256m";
/** The one whose 8-bit files are 500 MB. */
const LARGER = "smolvlm-500m";
const DTYPES = ["q8", "fp16", "q4"] as const;
/** Small models that point in boxes, in the files that are fastest on WASM. */
const POINTING = ["lfm2.5-vl-450m", "qwen3.5-0.8b"] as const;
const TOKENS = 25;
/** Times that each side is loaded and writes, in turns; the fastest counts, since other work only makes slower. */
const ROUNDS = 2;

interface Figures {
  readonly loadMillis: number;
  readonly firstTokenMillis: number;
  readonly tokensPerSecond: number;
  readonly threads: number;
  readonly chosen: string;
  readonly peakBytes: number | null;
  readonly bytes: number | null;
}

type Measuring = (stand: Stand) => Promise<Measure[]>;

/** What there is to measure, each with the networks that it wants. They may be run one by one, of which each takes minutes. */
const PARTS: Readonly<
  Record<string, { readonly models: Readonly<Record<string, readonly string[]>>; readonly measure: Measuring }>
> = {
  chosen: { models: { [MODEL]: DTYPES }, measure: asEachChooses },
  files: { models: { [MODEL]: DTYPES }, measure: onSameFiles },
  own: { models: { [MODEL]: DTYPES }, measure: ofOurs },
  memory: { models: { [LARGER]: ["q8"] }, measure: memory },
  ...Object.fromEntries(
    POINTING.map((model) => [
      model,
      { models: { [model]: ["q8"] }, measure: (stand: Stand) => ofPointing(stand, model) },
    ]),
  ),
};
/** In a window of its own. */
const PRIVATE = "private";

/** @param only names of parts; all where there are none */
export async function measureRealSize(only: readonly string[] = []): Promise<Measure[]> {
  const names = [...Object.keys(PARTS), PRIVATE];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`No part "${unknown}": ${names.join(", ")}`);
  const isWanted = (name: string): boolean => only.length === 0 || only.includes(name);
  const parts = Object.entries(PARTS).filter(([name]) => isWanted(name));
  installPeer();
  if (isWanted(PRIVATE)) buildModel(MODEL, DTYPES);
  for (const [, { models }] of parts) for (const [model, dtypes] of Object.entries(models)) buildModel(model, dtypes);
  const measures = await withStand(async (stand) => {
    const found: Measure[] = [];
    for (const [, { measure }] of parts) found.push(...(await measure(stand)));
    return found;
  });
  return isWanted(PRIVATE) ? [...measures, ...(await withStand(loadInPrivate, "private"))] : measures;
}

/** What each side takes by itself. */
const AS_CHOSEN: Setting = { model: MODEL, dtype: null, threads: null };

async function asEachChooses(stand: Stand): Promise<Measure[]> {
  const { ours, peer } = await inTurns(stand, AS_CHOSEN, AS_CHOSEN, ROUNDS);
  const how = `${MODEL}'s shape, as each chooses: ours ${ours.chosen}, ${ours.threads} thread(s); transformers.js ${peer.chosen}; fastest of ${ROUNDS}`;
  return [
    ...compared("as chosen", ours, peer, how, { decode: 1.3, firstToken: 0.6, load: 1 }),
    ...alone("as chosen", ours, how),
  ];
}

/** Our figures by themselves. */
const alone = (name: string, ours: Figures, how: string): Measure[] => [
  told(`${name}, decode`, ours.tokensPerSecond, "tokens/s", how),
  told(`${name}, first token`, ours.firstTokenMillis, "ms", how),
  told(`${name}, load`, ours.loadMillis, "ms", how),
];

async function loadInPrivate(stand: Stand): Promise<Measure[]> {
  const millisOf = (side: SideName) => stand.withSide(side, AS_CHOSEN, async ({ loaded }) => loaded.millis);
  const ours = await millisOf("ours");
  const peer = await millisOf("peer");
  const how = `${MODEL}'s shape, as each chooses, the files kept in memory by a private window; ours ${ours.toFixed(0)} ms`;
  return [told("as chosen, load in a private window ÷ peer", ours / peer, "ratio", how)];
}

async function onSameFiles(stand: Stand): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const dtype of DTYPES) {
    const ours = { model: MODEL, dtype, threads: null };
    const figures = await inTurns(stand, ours, { ...ours, threads: "as ours" }, 1);
    const how = `${MODEL}'s shape, ${dtype} files, ${figures.ours.threads} thread(s) both`;
    measures.push(...compared(dtype, figures.ours, figures.peer, how, { decode: 1.1 }));
    measures.push(told(`${dtype}, decode`, figures.ours.tokensPerSecond, "tokens/s", how));
  }
  return measures;
}

interface Bars {
  readonly decode?: number;
  readonly firstToken?: number;
  readonly load?: number;
}

function compared(name: string, ours: Figures, peer: Figures, how: string, bars: Bars): Measure[] {
  const decode = ours.tokensPerSecond / peer.tokensPerSecond;
  const first = ours.firstTokenMillis / peer.firstTokenMillis;
  const load = ours.loadMillis / peer.loadMillis;
  const below = (what: string, value: number, bar: number | undefined): Measure =>
    bar === undefined
      ? told(`${name}, ${what} ÷ peer`, value, "ratio", how)
      : atMost(`${name}, ${what} ÷ peer`, value, "ratio", bar, how);
  return [
    bars.decode === undefined
      ? told(`${name}, decode ÷ peer`, decode, "ratio", how)
      : atLeast(`${name}, decode ÷ peer`, decode, "ratio", bars.decode, how),
    below("first token of a 512-px picture", first, bars.firstToken),
    below("load", load, bars.load),
    ...(ours.peakBytes === null || peer.peakBytes === null
      ? []
      : [told(`${name}, peak memory ÷ peer`, ours.peakBytes / peer.peakBytes, "ratio", how)]),
  ];
}

type PeerSetting = Omit<Setting, "threads"> & { readonly threads: number | null | "as ours" };

/** Both sides in turns. */
async function inTurns(stand: Stand, ours: Setting, peer: PeerSetting, rounds: number) {
  const found: Record<SideName, Figures[]> = { ours: [], peer: [] };
  for (let round = 0; round < rounds; round++) {
    const own = await stand.withSide("ours", ours, figuresOf);
    found.ours.push(own);
    const threads = peer.threads === "as ours" ? own.threads : peer.threads;
    found.peer.push(await stand.withSide("peer", { ...peer, threads }, figuresOf));
  }
  return { ours: fastest(found.ours), peer: fastest(found.peer) };
}

async function figuresOf({ loaded, peakBytes, write }: Session): Promise<Figures> {
  const { millis, threads, chosen, bytes } = loaded;
  const { firstTokenMillis, tokensPerSecond } = await write(TOKENS);
  process.stderr.write(
    `  ${chosen}: load ${millis.toFixed(0)} ms, first ${firstTokenMillis.toFixed(0)} ms, ${tokensPerSecond.toFixed(1)} tokens/s, peak ${((peakBytes ?? 0) / 1e6).toFixed(0)} MB\n`,
  );
  return { loadMillis: millis, firstTokenMillis, tokensPerSecond, threads, chosen, peakBytes, bytes };
}

function fastest(all: readonly Figures[]): Figures {
  const [first] = all;
  if (first === undefined) throw new Error("Nothing was measured");
  const least = (of: (figures: Figures) => number): number => Math.min(...all.map(of));
  return {
    ...first,
    loadMillis: least(({ loadMillis }) => loadMillis),
    firstTokenMillis: least(({ firstTokenMillis }) => firstTokenMillis),
    tokensPerSecond: -least(({ tokensPerSecond }) => -tokensPerSecond),
  };
}

/** What the peer has nothing to set against. */
async function ofOurs(stand: Stand): Promise<Measure[]> {
  return stand.withSide("ours", AS_CHOSEN, async ({ page, loaded }) => {
    const how = `${MODEL}'s shape, ${loaded.chosen}, ${loaded.threads} thread(s)`;
    const rollouts = await page.evaluate(() => window.bench.own("rollouts"));
    const branch = await page.evaluate(() => window.bench.own("branch"));
    const siblings = await page.evaluate(() => window.bench.own("siblings"));
    const score = await page.evaluate(() => window.bench.own("score"));
    return [
      atMost(
        "8 rollouts together ÷ one after another",
        rollouts.together / rollouts.alone,
        "ratio",
        0.4,
        `${how}, ${rollouts.tokens} tokens`,
      ),
      atMost(
        "branch-to-first-token ÷ cold",
        branch.branch / branch.cold,
        "ratio",
        0.1,
        `${how}, a line of six steps with two pictures`,
      ),
      atMost(
        "4 siblings ÷ cold",
        siblings.together / siblings.cold,
        "ratio",
        0.3,
        `${how}, the same line, 24 tokens each, as the page grows them: a token of each in one pass`,
      ),
      told(
        "4 siblings one after another ÷ cold",
        siblings.inTurn / siblings.cold,
        "ratio",
        `${how}, the same, each by itself with the cache`,
      ),
      atMost(
        "score of 4 answers ÷ of one, unseen prompt",
        score.four / score.one,
        "ratio",
        1.2,
        `${how}, a picture and a question`,
      ),
      told("score of 4 answers ÷ of one, known prompt", score.fourKnown / score.oneKnown, "ratio", how),
    ];
  });
}

async function memory(stand: Stand): Promise<Measure[]> {
  const empty = await stand.emptyBytes();
  const setting = { model: LARGER, dtype: "q8", threads: null };
  const ours = await stand.withSide("ours", setting, async ({ loaded, peakBytes }) => ({
    bytes: loaded.bytes,
    peakBytes,
  }));
  const peer = await stand.withSide("peer", setting, async ({ peakBytes }) => ({ peakBytes }));
  if (empty === null || ours.peakBytes === null || ours.bytes === null || peer.peakBytes === null) return [];
  const how = `${LARGER}'s shape in q8, ${Math.round(ours.bytes / 1e6)} MB: most that page and worker had in memory while loading it from the browser's storage, less an empty page's ${Math.round(empty / 1e6)} MB`;
  return [
    atMost("peak while loading ÷ size", (ours.peakBytes - empty) / ours.bytes, "ratio", 1.5, how),
    told("peak while loading, the peer ÷ size", (peer.peakBytes - empty) / ours.bytes, "ratio", how),
  ];
}

/** A family with states that cannot be rewound. */
async function ofPointing(stand: Stand, model: string): Promise<Measure[]> {
  const empty = (await stand.emptyBytes()) ?? 0;
  const setting = { model, dtype: "q8", threads: null };
  const { ours, peer } = await inTurns(stand, setting, { ...setting, threads: "as ours" }, ROUNDS);
  const how = `${model}'s shape, q8 files, ${ours.threads} thread(s) both, fastest of ${ROUNDS}`;
  return [
    ...compared(model, ours, peer, how, {}),
    ...alone(model, ours, how),
    ...(ours.peakBytes === null || ours.bytes === null
      ? []
      : [told(`${model}, peak while loading ÷ size`, (ours.peakBytes - empty) / ours.bytes, "ratio", how)]),
  ];
}
