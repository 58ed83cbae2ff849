import { count } from "../phrases";

/** What is said where a line is made into a film, a sheet or figures. */
export const film = {
  title: "Film, sheet, figures",
  about: "Show the line in sight to people who do not have this page.",
  kind: "What to make",
  kinds: { film: "Film", sheet: "Sheet of all steps", paper: "For a paper" },
  kindsAbout: {
    film: "Each step as long as it takes to read, the camera going into crops and back.",
    sheet: "One picture with every step, for a slide, an issue or print.",
    paper: "LaTeX and Markdown of the steps, with a figure of each as PNG and as SVG with vector marks.",
  },
  subject: "Of what",
  subjects: { line: "The line in sight", story: "The chapters" },
  chapters: (n: number) => `${count(n, "chapter", "chapters")}, in their order, each from where it is looked at.`,
  question: "Question",
  untold: (n: number) =>
    `${count(n, "chapter is", "chapters are")} of a trace or a step that is not kept here, and left out.`,
  container: "File",
  containers: { webm: "WebM", mp4: "MP4", gif: "GIF" },
  codecs: { vp9: "VP9", vp8: "VP8", av1: "AV1", avc: "H.264", gif: "" },
  containerHelp: {
    webm: "Plays in browsers and most players.",
    mp4: "Plays nearly everywhere, in slides too.",
    gif: "Plays by itself in a README. Best at 800 pixels or less: larger ones are heavy.",
  },
  trying: "Trying what this browser can encode at this size…",
  noForm: "This browser cannot make a picture of this size. Choose a smaller one.",
  size: "Size",
  sizes: {
    hd: "1280 × 720",
    "full-hd": "1920 × 1080",
    square: "1080 × 1080",
    readme: "800 × 450",
    own: "Other",
  },
  width: "Width, pixels",
  height: "Height, pixels",
  evened: (width: number, height: number) =>
    `Sides are made even, as video wants them: ${width.toLocaleString("en")} × ${height.toLocaleString("en")}.`,
  captions: "Words below the picture",
  theme: "Theme",
  themes: { light: "Light", dark: "Dark" },
  speed: "Speed",
  rate: "Frames a second",
  from: "From step",
  to: "To step",
  preview: "Preview of the film",
  previewOf: "Preview",
  previewAt: "Time in the film",
  time: (seconds: number, all: number) => `${clock(seconds)} of ${clock(all)}`,
  facts: (seconds: number, frames: number, width: number, height: number) =>
    `${clock(seconds)} · ${count(frames, "frame", "frames")} · ${width} × ${height}`,
  gathering: "Gathering the pictures…",
  tooMany: (most: number) => `A film holds at most ${most} steps. Choose a part of the line.`,
  nothing: "There is no step to show.",
  columns: "Columns",
  sheetFacts: (width: number, height: number) => `${width} × ${height} pixels`,
  scale: "Sharpness",
  scales: { "1": "Screen", "2": "Print" },
  print: "Print or save as PDF",
  paperFacts: (steps: number, figures: number) =>
    `${count(steps, "step", "steps")}, ${count(figures, "figure", "figures")}`,
  paperFiles: "The zip holds trace.tex, steps.tex, trace.md and a folder of figures.",
  save: { film: "Make the film", sheet: "Save as PNG", paper: "Save as a zip" },
  stop: "Stop",
  recording: (percent: number) => `${percent} %`,
  progress: "How much is done",
  began: "It is being made. You can close this and go on.",
  saved: (name: string, size: string) => `Saved ${name} (${size}).`,
  stopped: "Stopped. Nothing was saved.",
  missing: (n: number) => `${count(n, "picture is", "pictures are")} missing and will be grey.`,
};

/** Minutes and seconds, such as 1:05. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
