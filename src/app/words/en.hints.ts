import { count } from "./phrases";

interface Reruns {
  readonly right: number;
  readonly runs: number;
}

const share = ({ right, runs }: Reruns): string => (runs === 0 ? "none" : `${right} of ${runs}`);

/** What machine checks notice, and the kinds of failure that raters name. */
export const hints = {
  hints: {
    label: "Hints by machine",
    accept: "Accept",
    acceptHelp: "Say that this is so: the step is wrong",
    dismiss: "Dismiss",
    onFrame: (n: number) => count(n, "hint", "hints"),
    repeated: (times: number) => `The same action, ${times} times by now.`,
    errorThenAnswer: "The tool failed, and the answer follows at once.",
    errorThenSame: "The tool failed, and the same is asked again.",
    claimedLook: (words: string) => `“${words}”, but nothing was looked at before.`,
    besideReference: (percent: number, overlap: string) =>
      `Beside the reference: holds ${percent} % of it (IoU ${overlap}).`,
    tiny: (width: number, height: number) => `Only ${width} × ${height} pixels.`,
    outside: (percent: number) =>
      percent === 0 ? "Lies outside the picture." : `Only ${percent} % lie in the picture.`,
    wholePicture: "Shows the whole picture again.",
    seenBefore: "Shows what an earlier crop has shown.",
    noLook: "Answers without having looked once.",
    answerAgainstWords: (concluded: string, answered: string) =>
      `The thought concludes “${concluded}”, the answer is “${answered}”.`,
    unreadAction: "Meant as an action, and cannot be read as one.",
    noAnswer: "Ends without an answer.",
    answerLost: (before: Reruns, behind: Reruns) =>
      `Run again from before it, ${share(before)} come out right; from behind it, ${share(behind)}.`,
  },
  /** Kinds of failure of the taxonomy that comes with the page; a team's own speak for themselves. */
  ownTag: (_key: string, text: string) => text,
  /** The title of a taxonomy, likewise. */
  ownTaxonomy: (title: string) => title,
};
