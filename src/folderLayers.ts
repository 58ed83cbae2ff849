// Which folder may import which, and who alone may name which package; `layers.test.ts` holds the source to it.
import type { Rows } from "./insideLayers";

/** The ground floor: what every other folder may lean on. */
const GROUND = ["base", "geometry", "pixels", "action"];
const TRACE = [...GROUND, "trace"];

/** A folder may import the folders named after it, and nothing else under `src`. */
export const MAY_IMPORT: Rows = {
  base: [],
  geometry: ["base"],
  pixels: ["base", "geometry"],
  action: ["base", "geometry"],
  trace: ["base", "geometry", "action"],
  dialect: ["base", "geometry", "action", "trace"],
  gym: [...TRACE, "dialect"],
  runner: ["base", "geometry", "action", "trace", "dialect"],
  // Programs of named modules, planned and never done: it says what it wants in actions and changes of pixels, and reads
  // Python's literals as the dialects do.
  interpreter: [...GROUND, "dialect"],
  annotation: ["base", "geometry", "action", "trace"],
  opening: ["base", "geometry", "action", "trace", "dialect", "runner"],
  scoring: ["base", "geometry", "action", "trace"],
  // A dialect prints the words of steps, and scoring says which answers are right when pairs are made and which problems
  // are too easy or too hard to train on. Annotation says who decides between raters.
  export: ["base", "geometry", "action", "trace", "annotation", "dialect", "scoring"],
  // Pure choices over nodes that the driver names: it knows neither traces nor models, so that every search is tested
  // with a policy of chance and replays anywhere.
  search: ["base"],
  // Does the work that searches want, with models and judges, and writes it into a trace: above the loop of a run, of
  // which it starts many, and below whoever holds the document, which it knows by a port.
  driver: ["base", "action", "trace", "dialect", "runner", "scoring", "search"],
  // Where a run stops by itself: what checks notice of a step, it stops at. Whoever runs asks it, so that it knows no loop.
  breakpoint: [...TRACE, "annotation"],
  // Asks models about lines that it changes, beside evaluation and knowing nothing of problems; whether an answer is
  // the same it asks of scoring, so that both compare answers in one way.
  influence: [...TRACE, "dialect", "runner", "scoring"],
  evaluation: [...TRACE, "dialect", "gym", "catalog", "runner", "scoring", "search", "driver"],
  // What leaves the browser: beside export, and like it below whoever holds documents. Makes pictures again where a part
  // of one is blacked, in the way in which everybody does.
  sharing: ["base", "geometry", "action", "trace", "runner"],
  // Plays a trace in a page of its own, without the workspace: fits the same edges together as the wiring does, fewer.
  player: [...TRACE, "runner", "raster", "storage", "stage", "sharing"],
  session: ["base", "geometry", "action", "trace", "dialect", "runner"],
  engine: ["base", "geometry", "pixels"],
  raster: ["base", "geometry", "pixels", "action"],
  // Its worker computes pictures with the same pixels as the page; it knows nothing of traces, so that it can tell nothing.
  sandbox: ["base", "geometry", "pixels"],
  storage: ["base", "geometry", "action", "trace"],
  // Finds things on pixels, and speaks of them in the marks and the names of actions.
  tools: GROUND,
  // A service worker, and what the page has to know of it: it knows files and nothing that is in them.
  offline: [],
  // Encodes and packs frames that it is handed as a function: it knows neither traces nor what is on them.
  recording: ["base", "geometry"],
  remote: ["base", "action", "trace", "dialect"],
  catalog: ["base", "geometry", "pixels", "trace", "dialect", "gym"],
  logs: ["base", "geometry", "trace", "dialect", "opening"],
  stage: ["base", "geometry", "action", "trace"],
  // A line as shots in time and on paper, painted by the functions that paint the stage, so that both look alike.
  film: ["base", "geometry", "action", "trace", "stage"],
  workspace: [
    ...TRACE,
    "annotation",
    "export",
    "sharing",
    "dialect",
    "opening",
    "gym",
    "runner",
    // Whether an answer is right is asked of a problem's reference, as rewards ask it.
    "scoring",
    "search",
    "driver",
    "evaluation",
    "influence",
    // Programs of modules are run call by call, over the same edges as a person's own actions.
    "interpreter",
    "breakpoint",
    "session",
    "catalog",
  ],
  app: [
    ...TRACE,
    "annotation",
    "export",
    "sharing",
    "dialect",
    "opening",
    "gym",
    "runner",
    "scoring",
    "search",
    "driver",
    "evaluation",
    "influence",
    "interpreter",
    "breakpoint",
    "session",
    "catalog",
    "stage",
    "film",
    "workspace",
  ],
  // Fits the edges to the workspace's ports and so sees all of them; nothing but the roots and the scripts sees it.
  wiring: [
    ...TRACE,
    // What counts the hints about the runs of a log, in the worker that lists them.
    "annotation",
    // And what scores them.
    "scoring",
    "dialect",
    "opening",
    "runner",
    "session",
    "engine",
    "offline",
    "raster",
    "recording",
    "storage",
    "remote",
    "sandbox",
    "tools",
    "catalog",
    "logs",
    "workspace",
  ],
};

/** What stands beside `src` may import these folders of it. `*` is all of them, past their barrels too: tools look inside. */
export const BESIDE: Rows = {
  scripts: ["*"],
  training: ["base", "geometry", "pixels", "action", "trace", "dialect", "gym", "engine", "scoring", "evaluation"],
  // Journeys wait for the limit of a program, which they know by its name. They make files of traces, as other raters would have saved them. An export is held to the trace that it was made of, and its pictures to the pixels of that.
  e2e: [
    "base",
    "action",
    "trace",
    "annotation",
    "pixels",
    "raster",
    "gym",
    "catalog",
    "engine",
    "remote",
    "sandbox",
    "app",
    "player",
    // Links and files that were shared are read back as the page reads them.
    "sharing",
    "storage",
  ],
};

/** Folders so wide that each of their units has a barrel of its own, which whoever needs the unit imports. */
export const ENTERED_BY_UNIT = ["workspace"];

/** The packages that only some folders may name. */
export const OWNERS: Rows = {
  react: ["stage", "app"],
  "react-dom": ["app"],
  konva: ["stage"],
  "react-konva": ["stage"],
  "radix-ui": ["app"],
  zustand: ["session", "workspace", "app", "wiring"],
  "@tanstack/query-core": ["workspace"],
  "@tanstack/react-query": ["app"],
  // Models, and the small networks of tools, which run beside them in a worker of their own.
  "onnxruntime-web": ["engine", "tools"],
  "@huggingface/tokenizers": ["engine"],
  "@huggingface/jinja": ["engine"],
  // What two lines say differently is a matter of showing it.
  diff: ["app"],
  idb: ["storage"],
  // What runs programs of logs, and nothing else runs any.
  pyodide: ["sandbox"],
  "quickjs-emscripten-core": ["sandbox"],
  "@jitl/quickjs-wasmfile-release-sync": ["sandbox"],
  fflate: ["storage"],
  fzstd: ["storage"],
  // Workbooks are zips of XML, which workers and Node have no reader for.
  saxen: ["opening"],
  hyparquet: ["opening"],
  "hyparquet-compressors": ["opening"],
  "hyparquet-writer": ["export"],
  mediabunny: ["recording"],
  gifenc: ["recording"],
};
