// npm run bench: speed and size as ratios, each with its bar and how it was measured. One JSON object comes last.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { measureBuilds } from "./bench/builds";
import { measureEngine } from "./bench/engine";
import { measureDtypes } from "./bench/engineDtypes";
import { benchFilm } from "./bench/film";
import { benchLogs } from "./bench/logs";
import { atMost, type Measure, tableOf, told } from "./bench/measure";
import { measurePlacement } from "./bench/placement";
import { benchPlayer } from "./bench/player";
import { benchPrograms } from "./bench/programs";
import { measureRealFaults } from "./bench/realFaults";
import { measureRealSize } from "./bench/realSize";
import { measureRevision } from "./bench/revision";
import { benchSearchTree, measureRollouts } from "./bench/search";
import { measureShell } from "./bench/shell";
import { benchStage } from "./bench/stage";
import { GYM_MODEL_FOLDER } from "./headless/rig";
import { buildIfStale, DIST } from "./serve/build";

const PARTS = [
  "shell",
  "player",
  "stage",
  "logs",
  "film",
  "programs",
  "engine",
  "search",
  "dtypes",
  "builds",
  "placement",
  "real-size",
  "real-faults",
  "revision",
] as const;
/** Asked for by name alone: they want Python, gigabytes of disk and a quarter of an hour, or another checkout. */
const BY_NAME: readonly string[] = ["real-size", "real-faults", "revision"];
const BY_DEFAULT = PARTS.filter((part) => !BY_NAME.includes(part));

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    /** Some of the parts, with commas. */
    only: { type: "string", default: BY_DEFAULT.join(",") },
    model: { type: "string", default: GYM_MODEL_FOLDER },
    /** Some of what real-size measures, with commas: all of it takes half an hour. */
    of: { type: "string" },
    /** For revision: a checkout of another revision, with its dependencies. */
    against: { type: "string" },
    /** A file for the figures as a table of Markdown. */
    table: { type: "string" },
  },
});

async function shell(): Promise<Measure[]> {
  await buildIfStale();
  const { gzipBytes, files } = measureShell(DIST);
  const how = `gzip -9 of ${Object.keys(files).length} files that the first load fetches: the page, its styles, its scripts and all they import statically`;
  return [atMost("shell without a model", gzipBytes / 1000, "kB", 300, how)];
}

async function player(): Promise<Measure[]> {
  await buildIfStale();
  const { gzipBytes, firstPictureMillis } = await benchPlayer();
  const how =
    "a sample with its picture in the address of a frame, headless Chromium, a first visit each time, by the clock";
  return [
    atMost("player beside a trace and its pictures", gzipBytes / 1000, "kB", 60, "gzip -9 of its one script"),
    atMost("player, its first picture", firstPictureMillis, "ms", 1000, `${how}; median of several`),
  ];
}

async function stage(): Promise<Measure[]> {
  const how =
    "median main-thread time a frame of panning and zooming in headless Chromium, against one react-konva node a mark";
  return (await benchStage()).flatMap(({ marks, oursMillis, naiveMillis, ratio }) => {
    const name = `canvas at ${marks.toLocaleString("en")} marks`;
    return [
      marks >= 10_000
        ? atMost(`${name} ÷ naive`, ratio, "ratio", 0.2, how)
        : told(`${name} ÷ naive`, ratio, "ratio", how),
      told(`${name}, a frame`, oursMillis, "ms", how),
      told(`${name}, a naive frame`, naiveMillis, "ms", how),
    ];
  });
}

async function logs(): Promise<Measure[]> {
  await buildIfStale();
  const { bytes, listedMillis, foundMillis, longest, heapBytes } = await benchLogs();
  const name = `log of ${Math.round(bytes / 1e6)} MB with 100,000 runs`;
  const how =
    "the file handed to the built page in headless Chromium, its list walked from end to end, a run near its end sought by its words";
  return [
    atMost(`${name}, longest task of the page's thread`, longest.threadMillis, "ms", 50, `${how}; time of the thread`),
    told(`${name}, that task by the clock`, longest.wallMillis, "ms", `${how}; other programs included`),
    told(`${name}, listed`, listedMillis, "ms", how),
    told(`${name}, found`, foundMillis, "ms", how),
    told(`${name}, memory of page and worker`, heapBytes / 1000, "kB", how),
  ];
}

async function film(): Promise<Measure[]> {
  const { webm, gif, growth } = await benchFilm();
  const length = `${Math.round(webm.seconds)} s at 1280 × 720`;
  const how = "a replay with flights over a photograph of noise, painted and encoded in headless Chromium";
  const share = ({ millis, seconds }: typeof webm): number => millis / 1000 / seconds;
  return [
    atMost(`film of ${length} to WebM ÷ its length`, share(webm), "ratio", 1, `${how}, 30 frames a second`),
    atMost(`film of ${length} to GIF ÷ its length`, share(gif), "ratio", 2, `${how}, 25 frames a second`),
    ...(growth === null
      ? []
      : [
          atMost(
            "memory for three times the length ÷ that for the film",
            growth,
            "ratio",
            1.25,
            `${how}; peak of the page's process`,
          ),
        ]),
    told("that WebM", webm.bytes / 1000, "kB", how),
    told("that GIF", gif.bytes / 1000, "kB", how),
  ];
}

async function programs(): Promise<Measure[]> {
  await buildIfStale();
  const { sampleMillis, hostileMillis, makingMillis } = await benchPrograms();
  const longest = "longest task of the page's own thread, in the thread's time, headless Chromium";
  const sample = "from its first line to its last in the built page, its networks loaded; median of three";
  return [
    atMost("sample of VisProg", sampleMillis, "ms", 3000, sample),
    atMost("hostile programs", hostileMillis, "ms", 50, longest),
    atMost("making and checking problems", makingMillis, "ms", 50, longest),
  ];
}

async function revision(): Promise<Measure[]> {
  if (values.against === undefined) throw new Error("Another checkout is to be compared: --against FOLDER");
  return measureRevision(values.against);
}

const MEASURES: Readonly<Record<(typeof PARTS)[number], () => Promise<Measure[]>>> = {
  shell,
  player,
  stage,
  logs,
  film,
  programs,
  engine: () => measureEngine(values.model),
  search: async () => [...(await measureRollouts(values.model)), ...(await benchSearchTree())],
  dtypes: measureDtypes,
  builds: measureBuilds,
  placement: measurePlacement,
  "real-faults": measureRealFaults,
  "real-size": () => measureRealSize(values.of?.split(",")),
  revision,
};

const measures: Measure[] = [];
for (const part of PARTS.filter((name) => values.only.split(",").includes(name))) {
  process.stderr.write(`${part} …\n`);
  measures.push(...(await MEASURES[part]()));
}
if (!values.json) {
  for (const { name, value, unit, bar, side = "at most", met, how } of measures) {
    const judged = met === null ? "" : `  ${met ? "met" : "MISSED"}, ${side} ${bar}`;
    console.log(`${name}: ${value} ${unit}${judged}\n  ${how}`);
  }
}
if (values.table !== undefined) writeFileSync(values.table, tableOf(measures));
console.log(JSON.stringify({ met: measures.every(({ met }) => met !== false), measures }));
// Stages and runtimes leave threads behind.
process.exit(0);
