import type { Paper, PaperStep } from "./step";

/**
 * Words as text of Markdown (CommonMark 0.31, and tables, strikethrough and formulas of GitHub): what could mean something
 * is escaped, anywhere or where a line begins with it. Lines are kept.
 */
export const escapeMarkdown = (words: string): string =>
  words
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/\r\n?/g, "\n")
    .replace(/[\\`*_[\]<>&|~$]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([#+=-])/gm, "$1\\$2")
    .replace(/^(\s*\d+)([.)])/gm, "$1\\$2");

/** The line as Markdown, its figures beside it as PNG. */
export const markdownOf = ({ title, steps }: Paper): string =>
  [`# ${escapeMarkdown(title.replace(/\s+/g, " "))}`, "", ...steps.flatMap(stepLines)].join("\n");

function stepLines({ number, kind, words, figure }: PaperStep): readonly string[] {
  const text = escapeMarkdown(words).trim();
  // Quoted line by line: whatever the words begin with, it cannot become a heading or a list.
  const quoted = text === "" ? [] : [...text.split("\n").map((line) => `> ${line.trim()}`), ""];
  return [
    `## ${number}. ${escapeMarkdown(kind)}`,
    "",
    ...quoted,
    ...(figure ? [`![${number}. ${escapeMarkdown(kind)}](${figure}.png)`, ""] : []),
  ];
}
