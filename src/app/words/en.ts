import { dialogs } from "./en.dialogs";
import { lens } from "./en.lens";
import { panels } from "./en.panels";
import { serverFailures } from "./en.server";

// The source of every word on the screen. Plain and short; words on buttons are verbs.
export const en = {
  language: "English",
  app: {
    name: "Sightline",
    skip: "Skip to the picture",
    close: "Close",
    cancel: "Cancel",
    more: "More",
    dropHere: "Drop an image, a trace file, a log or a folder",
    starting: "Opening…",
  },
  bar: {
    label: "Main",
    problem: "Problem",
    chooseProblem: (title: string) => `Problem: ${title}. Choose another`,
    model: "Model",
    chooseModel: (name: string, state: string) => `Model: ${name}, ${state}. Choose another`,
    run: "Run",
    runHint: "Let the model think on from this step",
    stop: "Stop",
    siblings: (n: number) => `${n} siblings`,
    siblingsHint: (n: number) => `Run ${n} times from this step, each with another seed`,
    undo: (name: string) => `Undo: ${name}`,
    redo: (name: string) => `Redo: ${name}`,
    nothingToUndo: "Nothing to undo",
    nothingToRedo: "Nothing to redo",
    palette: "Find a command",
    keys: "Show keys",
    settings: "Settings",
    theme: "Theme",
    language: "Language",
  },
  edits: {
    "open-problem": "open problem",
    run: "run",
    "change-action": "change action",
    respace: "read in another space",
    "add-action": "add action",
    "add-thought": "add thought",
    rename: "rename",
    star: "star",
    remove: "delete branch",
    restore: "restore branch",
    verdict: "verdict",
    note: "note",
    entitle: "rename trace",
  },
  save: {
    saved: "Saved",
    savedAgo: (seconds: number) =>
      seconds < 2
        ? "Saved · just now"
        : seconds < 60
          ? `Saved · ${seconds} s ago`
          : `Saved · ${Math.floor(seconds / 60)} min ago`,
    saving: "Saving…",
    failed: (reason: string) => `Not saved: ${reason}`,
    unsaved: "Saves by itself",
    where: "Saved in this browser, which can be cleared. Save a file to keep it for good.",
  },
  commands: {
    run: "Run from this step",
    runSiblings: "Run several siblings",
    stop: "Stop the model, or put the tool down",
    next: "Next step",
    previous: "Previous step",
    first: "First step",
    last: "Last step",
    nextSibling: "Next branch at this fork",
    previousSibling: "Previous branch at this fork",
    play: "Play or pause",
    faster: "Play faster",
    slower: "Play slower",
    loop: "Loop",
    undo: "Undo",
    redo: "Redo",
    select: "Select",
    hand: "Move the view",
    zoom: "Crop to look closer",
    box: "Box",
    line: "Line",
    arrow: "Arrow",
    point: "Point",
    label: "Write a label",
    highlight: "Highlight",
    rotate: "Turn by any angle",
    rotateRight: "Turn right by 90°",
    rotateLeft: "Turn left by 90°",
    flip: "Mirror",
    addThought: "Add a thought",
    fit: "Fit the picture",
    actualSize: "Show 1:1",
    zoomIn: "Closer",
    zoomOut: "Further away",
    eye: "See what the model sees (hold)",
    cropItself: "Show the crop itself",
    verdictGood: "Verdict: good",
    verdictBad: "Verdict: bad",
    verdictUnsure: "Verdict: unsure",
    verdictClear: "Clear the verdict",
    note: "Write a note",
    rename: "Rename this branch",
    star: "Star this branch",
    remove: "Delete this branch",
    palette: "Find a command",
    keys: "Show keys",
    problem: "Choose a problem",
    newProblem: "New gym problem",
    model: "Choose a model",
    settings: "Settings",
    recent: "Recent traces",
    openFile: "Open a file",
    saveFile: "Save as a file",
    theme: "Switch light and dark",
    language: "切换到中文",
    toggleTree: "Show or hide the tree",
    toggleStep: "Show or hide the step",
  },
  groups: {
    trace: "Walk",
    run: "Run",
    draw: "Draw",
    view: "View",
    judge: "Judge",
    edit: "Edit",
    app: "Sightline",
  },
  hint: {
    first: "→ to step through · drag the box · Run to let the model go on",
    phone: "› to step through · drag the box · Run",
    dismiss: "Hide this hint",
    kept: (index: number, total: number) => `Original kept · ${index}/${total}`,
    runFromHere: "Run from here",
    drawing: {
      zoom: "Drag a crop. Esc to leave.",
      box: "Drag a box. Esc to leave.",
      highlight: "Drag over what matters. Esc to leave.",
      line: "Click along the line, Enter to finish. Esc to leave.",
      arrow: "Drag from tail to head. Esc to leave.",
      point: "Click a place. Esc to leave.",
      label: "Click a place, then write. Esc to leave.",
    },
  },
  bytes: (n: number) =>
    n >= 1e9
      ? `${(n / 1e9).toFixed(1)} GB`
      : n >= 1e6
        ? `${(n / 1e6).toFixed(n >= 1e8 ? 0 : 1)} MB`
        : `${Math.ceil(n / 1e3)} kB`,
  ago: (seconds: number) =>
    seconds < 60
      ? "just now"
      : seconds < 3600
        ? `${Math.floor(seconds / 60)} min ago`
        : seconds < 86_400
          ? `${Math.floor(seconds / 3600)} h ago`
          : `${Math.floor(seconds / 86_400)} d ago`,
  seconds: (millis: number) => (millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`),
  ...panels,
  ...dialogs,
  ...lens,
  failures: { ...dialogs.failures, ...serverFailures } as Readonly<Record<string, string>>,
};
