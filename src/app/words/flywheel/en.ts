import { count } from "../phrases";

/** What is said where problems are made and checked. */
export const flywheel = {
  title: "Make checked problems",
  about:
    "Pictures, questions and answers are made by programs, then checked by a reader that sees nothing but the picture. What passes is made harder: its answer becomes a condition of the next question.",
  seed: "Seed",
  pictures: "Pictures",
  rounds: "Times made harder",
  start: "Make",
  stop: "Stop",
  progress: (drafts: number, made: number) => `${count(drafts, "draft", "drafts")}, ${made} passed`,
  broken: "The part of the page that makes problems cannot be loaded. Check the connection, then make them again.",
  made: "Passed",
  rejected: "Rejected",
  noneMade: "Nothing passed yet.",
  noneRejected: "Nothing was rejected yet.",
  /** How many conditions a question has. */
  conditions: (n: number) => (n === 0 ? "First question" : count(n, "condition", "conditions")),
  truth: (words: string) => `Answer: ${words}`,
  ways: (n: number) => count(n, "look", "looks"),
  open: "Open",
  exportAll: "Export all",
  more: (n: number) => `${n} more are not shown.`,
  picture: (name: string) => `Picture of ${name}`,
  stages: {
    question: "Check of question and answer",
    picture: "Check of picture and answer",
    action: "Check of the picture after the action",
  },
  codes: {
    "several-fit": "Several objects fit the words.",
    "none-fits": "No object fits the words.",
    "no-such-place": "There is no object at that place.",
    "order-unclear": "Two objects are too close to be told in order.",
    "words-unclear": "The words ask for something else.",
    "object-hidden": "One object covers another.",
    "picture-says-otherwise": "The picture answers otherwise.",
    "crop-unreadable": "The crop does not show the letter alone.",
    "box-misses": "A box does not lie on what it counts.",
    "nothing-to-look-at": "There is nothing to look at.",
  },
};
