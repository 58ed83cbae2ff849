// Which unit of a large folder may import which of its neighbours; `layers.test.ts` holds the source to it.

export type Rows = Readonly<Record<string, readonly string[]>>;

/** Inside a large folder: a unit is a subfolder, or the files beside them, which are called by a dot. Barrels see all. */
export const INSIDE: Readonly<Record<string, Rows>> = {
  workspace: {
    ports: [],
    state: ["ports"],
    documents: ["ports", "state"],
    queries: ["ports", "state", "documents"],
    models: ["ports", "state", "queries"],
    runs: ["ports", "state", "models"],
    editing: ["ports", "state", "queries", "runs"],
    logs: ["ports", "state"],
    // What raters said is read out of kept documents and changed as every other edit is.
    review: ["ports", "state", "documents", "queries", "editing"],
    files: ["ports", "state", "queries", "logs", "review"],
    // What is known to be right here is told as searches are told it; they are fetched with the first reward.
    scores: ["ports", "state", "search"],
    // Runs one after the other: those of a log are opened there, and what comes of it is told as for any file.
    queue: ["ports", "state", "files", "logs", "scores"],
    // A made problem brings the way to its answer as edits by hand.
    gym: ["ports", "state", "documents", "queries", "editing", "models", "runs"],
    // Runs of a list, opened as the queue opens them and run as by hand.
    rerun: ["ports", "state", "documents", "queue", "runs"],
    // Models are loaded one after the other, to be asked about one line.
    comparing: ["ports", "state", "models", "runs"],
    // What a person asks of searches, fetched with their panel.
    search: ["ports", "state", "documents", "models", "queries", "runs"],
    // A hint that is accepted is told as every other edit by hand is.
    // A question over a list is asked in the document of each run, which the queue opens.
    influence: ["ports", "state", "documents", "editing", "models", "queue", "runs"],
    // A watched run asks the model how likely the answer is, as questions about a line do.
    breakpoints: ["ports", "state", "influence"],
    // What the flywheel made is made again when it is exported.
    exporting: ["ports", "state", "files", "gym"],
    // A chapter is an edit by hand, refused and told as every other; a talk stops a run as the panels do.
    presenter: ["ports", "state", "editing", "runs"],
    filming: ["ports", "state", "files"],
    // What comes of a program is told as every other edit by hand is.
    programs: ["ports", "state", "editing", "runs"],
    // Calls of modules are edits by hand, told as every other; some of them ask the model that is loaded.
    interpreting: ["ports", "state", "documents", "editing", "models", "runs"],
    // A link may name an address, which is opened as any other.
    sharing: ["ports", "state", "files"],
    // What is open stands in the address as a link says it, without the trace.
    addressBar: ["ports", "state", "files", "sharing"],
    commands: ["ports", "state", "documents", "editing", "files", "interpreting", "presenter", "queue", "runs"],
    ".": [
      "ports",
      "state",
      "documents",
      "queries",
      "models",
      "runs",
      "editing",
      "addressBar",
      "exporting",
      "filming",
      "programs",
      "rerun",
      "interpreting",
      "sharing",
      "logs",
      "files",
      "queue",
      "gym",
      "search",
      "comparing",
      "influence",
      "breakpoints",
      "presenter",
      "commands",
      "review",
    ],
  },
  export: {
    contract: [],
    lines: ["contract"],
    // What writers for trainers share.
    rows: ["contract"],
    parquet: ["contract"],
    targets: ["contract", "rows", "parquet"],
    annotation: ["contract"],
    ".": ["contract"],
  },
  engine: {
    contract: [],
    cache: [],
    scheduling: ["contract"],
    text: ["contract"],
    files: ["contract"],
    ort: ["contract"],
    wire: ["cache", "contract"],
    decode: ["contract", "scheduling"],
    // Rules for pictures give the tensors that a vision encoder takes, and read their numbers from a model's settings.
    vision: ["files", "ort"],
    family: ["contract", "files", "ort", "vision"],
    kv: ["cache", "contract", "ort"],
    network: ["contract", "kv", "ort", "scheduling", "vision"],
    prompt: ["cache", "contract", "family", "kv", "network", "text", "vision"],
    // What a loaded model does when it is asked: one continuation, several, scores.
    generate: ["contract", "decode", "family", "kv", "prompt", "scheduling", "text"],
    load: [
      "cache",
      "contract",
      "family",
      "files",
      "generate",
      "kv",
      "network",
      "ort",
      "prompt",
      "scheduling",
      "text",
      "vision",
    ],
    ".": ["contract", "files", "load", "ort", "wire"],
  },
  dialect: {
    contract: [],
    literal: [],
    // Cells of tables hold lists and records as Python prints them.
    log: ["literal"],
    native: ["contract"],
    reading: ["contract", "literal"],
    line: ["contract", "reading"],
    programs: ["contract", "reading"],
    grammar: ["contract", "line", "literal", "log", "programs", "reading"],
    // Families of models that write places: rows of one table, and the one grammar that reads them all.
    grounding: ["contract", "grammar", "reading"],
    // The descriptors, one a system, and their table.
    ".": ["contract", "grammar", "grounding", "line", "literal", "log", "native", "programs", "reading"],
  },
  opening: { ".": ["mapping", "raw"], mapping: [], raw: [], stream: [".", "mapping"] },
  stage: {
    contract: [],
    camera: ["contract"],
    encoder: ["camera"],
    marks: ["camera", "contract"],
    // What a step shows, without the stage: the player shows the same.
    scene: ["contract"],
    editing: ["camera", "contract", "marks"],
    pointer: ["camera", "contract", "editing", "marks"],
    painting: ["camera", "contract", "editing", "marks", "pointer"],
    components: ["camera", "contract", "marks", "painting", "pointer"],
    // Drawn on a canvas of its own, fetched with the first region or link that is judged.
    judged: ["camera", "contract", "marks", "painting"],
    ".": ["camera", "components", "contract", "encoder", "judged", "marks", "painting", "pointer", "scene"],
  },
  app: {
    words: [],
    binding: ["words"],
    controls: ["binding", "words"],
    theme: ["binding"],
    palette: ["binding", "controls", "words"],
    problem: ["binding", "controls", "words"],
    settings: ["binding", "controls", "model", "words"],
    model: ["binding", "controls", "words"],
    picture: ["binding", "controls", "model", "theme", "words"],
    recent: ["binding", "controls", "picture"],
    tree: ["binding", "controls", "picture", "scores", "words"],
    // Programs by hand, and the forms that the step of a program has, too.
    program: ["binding", "controls", "words"],
    flywheel: ["binding", "controls", "words"],
    step: ["binding", "controls", "model", "picture", "program", "words"],
    strip: ["binding", "controls", "picture", "theme", "words"],
    // Marks of runs are laid over a picture where the picture itself would have them.
    logs: ["binding", "controls", "picture", "theme", "words"],
    // The list of runs speaks of logs as their dialogs do, and a question can be asked of the runs that are chosen.
    runs: ["binding", "controls", "influence", "logs", "theme", "words"],
    gym: ["binding", "controls", "problem", "words"],
    review: ["binding", "controls", "words"],
    // What branches did is laid over the picture where the picture itself would have it.
    search: ["binding", "controls", "picture", "words"],
    scores: ["binding", "controls", "search", "words"],
    modules: ["binding", "controls", "words"],
    // What two lines show is painted as the picture paints it, in the colours of the theme.
    compare: ["binding", "controls", "theme", "words"],
    influence: ["binding", "controls", "words"],
    breakpoints: ["binding", "controls", "influence", "words"],
    export: ["binding", "controls", "words"],
    // The picture of a talk is the picture itself with other marks; a model that is loaded in it says so as everywhere.
    presenter: ["binding", "controls", "picture", "theme", "words"],
    chapters: ["binding", "controls", "words"],
    // Shots are the scenes that the picture shows.
    film: ["binding", "controls", "picture", "theme", "words"],
    // The picture that is shared is the one that the panel shows.
    share: ["binding", "controls", "picture", "theme", "words"],
    banners: ["binding", "controls", "logs", "words"],
    bar: ["binding", "controls", "model", "theme", "words"],
    layout: [
      "binding",
      "breakpoints",
      "controls",
      "modules",
      "picture",
      "problem",
      "runs",
      "search",
      "step",
      "strip",
      "tree",
    ],
    ".": [
      "banners",
      "bar",
      "binding",
      "chapters",
      "compare",
      "controls",
      "export",
      "film",
      "flywheel",
      "gym",
      "influence",
      "layout",
      "logs",
      "model",
      "palette",
      "presenter",
      "problem",
      "program",
      "recent",
      "review",
      "runs",
      "scores",
      "settings",
      "share",
      "strip",
      "theme",
      "words",
    ],
  },
};
