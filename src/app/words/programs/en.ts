import { count } from "../phrases";

/** What is said of programs that are run. */
export const programs = {
  title: "Programs of this trace",
  about:
    "A program of a log can be run here, apart from the page: in a sandbox of your browser, on this machine. What it shows becomes a step beside the log's own.",
  write: "Write a program",
  writeAbout:
    "It runs after the current step, in a sandbox of this browser, with the pictures up to there. What it shows is the next step, and what the model sees next.",
  language: "Language",
  languages: { python: "Python", javascript: "JavaScript", svg: "SVG", html: "HTML" },
  hints: {
    python: "image_1 is the first picture. PIL, numpy, cv2 and matplotlib are there; the last line is shown.",
    javascript:
      "image_1 is the first picture: crop(left, top, right, bottom), resize, rotate, rectangle, circle, line, polygon, text, paste, pixel. canvas(width, height) makes one, show(picture) shows one, print prints.",
    svg: 'Name a picture by href="image_1". Nothing in it runs, and nothing is fetched.',
    html: 'A page 800 pixels wide, drawn as a picture; src="image_1" is the first picture. Nothing in it runs, and nothing is fetched.',
  },
  writeAndRun: "Run",
  allowAndRun: "Allow and run",
  mayTitle: "It gets",
  may: [
    "the pictures shown up to it, and nothing else of the trace",
    "30 seconds (SVG, HTML, JavaScript 10), 1 GiB of memory, 40 pictures",
  ],
  mayNotTitle: "It does not get",
  mayNot: ["the network, files or storage of this browser", "the page, your keys, or the words of the trace"],
  libraries:
    "PIL, numpy, OpenCV and matplotlib are our own, for what published runs call. What is missing fails by its name.",
  allow: "Allow and run",
  notNow: "Not now",
  ask: "Run programs of this trace…",
  run: "Run",
  runAll: (n: number) => `Run all ${n}`,
  change: "Change…",
  runChanged: "Run changed program",
  cancel: "Cancel",
  stop: "Stop",
  ofModel: {
    title: "Programs that the model writes",
    off: "They are read and not run. Allowed for this trace, they run in the sandbox, and the model is shown what they print and show.",
    on: "They run in the sandbox, and the model is shown what they print and show.",
    allow: "Allow for this trace",
  },
  running: "Running. The language is fetched the first time.",
  source: "Program",
  failed: "The program came to no result.",
  notes: {
    "own-glyphs": "Words on pictures are in our own letters.",
    "figure-redrawn": "Figures are drawn here in their own way; sizes and letters differ from matplotlib's.",
    "saved-as-png": "Pictures are saved as PNG, whatever their file is called.",
    "cv2-window-of-pillow": "Cubic and Lanczos sizes follow Pillow's windows.",
    "colorbar-left-out": "Colour bars are left out.",
    "scripts-left-out": "Scripts in it were left out: what is drawn is not run.",
    "outside-left-out": "What it would fetch from elsewhere was left out.",
    "ended-left-out": "Programs before it that were ended are left out; what they would have set is not there.",
    "one-bit-without-dither": "Black and white is without dither.",
  },
  /** Each code of a sandbox's refusal, and what to do. */
  failures: {
    "sandbox-unavailable": "The sandbox could not begin. Reload the page; its files may not be on this host.",
    "program-too-slow": "The program took too long and was ended; its variables are gone. Change it, or run it again.",
    "sandbox-broken":
      "The sandbox broke, as where a program asks for more memory than there is. It begins anew with the next run.",
    "sandbox-answer-refused":
      "The program showed more than is taken, or tried to speak to the page. It was ended; nothing of it was kept.",
    "program-stopped": "Stopped. Its variables are gone; the next run begins anew.",
  },
  compare: {
    title: "Compared with the log",
    kept: "In the log",
    here: "Run here",
    same: "The same.",
    alike: "Alike.",
    different: "Different.",
    facts: (agreement: string, difference: string) =>
      `Size agrees by ${agreement}; pixels differ by ${difference} on the mean.`,
    pictures: (log: number, here: number) =>
      `The log has ${count(log, "picture", "pictures")} here, the program showed ${here}.`,
  },
};
