import type { Paper, PaperStep } from "./step";

/** The letters that mean something to TeX, and what stands for them in its text. */
const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  $: "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  _: "\\_",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  '"': "\\textquotedbl{}",
  // An argument in brackets may follow a line break or an item.
  "[": "{[}",
  "]": "{]}",
  "`": "\\textasciigrave{}",
  // Two of them would become one dash.
  "-": "{-}",
};

/** Words as text of LaTeX: nothing in them is a command, and an empty line is a new paragraph. */
export const escapeLatex = (words: string): string =>
  words
    .replace(/\p{Surrogate}/gu, "\uFFFD")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\n\t\u0020-\u007E\u00A0-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[\\{}$&#%_^~<>|"[\]`-]/g, (letter) => SPECIAL[letter] ?? letter);

/**
 * What only XeLaTeX and LuaLaTeX have letters for: all beyond Latin, and the few letters of Latin that the T1 encoding
 * lacks. pdfLaTeX (TeX Live 2022) set every other one from U+0020 to U+017F, one by one.
 */
const UNICODE_ALONE = /[^\n\t\u0020-\u017F–—‘’“”…]|[ĦħĸĿŀŉŦŧſ]/u;

const needsUnicode = ({ title, steps }: Paper): boolean =>
  [title, ...steps.flatMap(({ kind, words }) => [kind, words])].some((text) => UNICODE_ALONE.test(text));

const needsHan = ({ title, steps }: Paper): boolean =>
  [title, ...steps.flatMap(({ kind, words }) => [kind, words])].some((text) => /\p{Script=Han}/u.test(text));

/** Which program sets it, for editors in their own line and for people with the reason. */
function engineOf(paper: Paper): readonly string[] {
  if (!needsUnicode(paper)) return ["% !TEX program = pdflatex"];
  return [
    "% !TEX program = xelatex",
    needsHan(paper)
      ? "% Set this with XeLaTeX: there are Chinese characters in it, which xeCJK sets, and xeCJK runs on nothing else."
      : "% Set this with XeLaTeX or LuaLaTeX: there are letters in it that pdfLaTeX has no font for.",
  ];
}

/** A document that can be set by itself, around the steps in `steps.tex`. */
export function latexOf(paper: Paper): string {
  const unicode = needsUnicode(paper);
  return [
    ...engineOf(paper),
    "\\documentclass{article}",
    ...(unicode
      ? ["\\usepackage{fontspec}"]
      : [
          "\\usepackage[T1]{fontenc}",
          "\\usepackage[utf8]{inputenc}",
          "% Without it the letters of T1 are bitmaps, or missing where only a small TeX is installed.",
          "\\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}",
        ]),
    ...(needsHan(paper) ? ["\\usepackage{xeCJK}"] : []),
    "\\usepackage{graphicx}",
    "% The same figures are beside these as SVG, with marks as vectors: for \\includesvg, take the package svg.",
    `\\title{${escapeLatex(paper.title)}}`,
    "\\date{}",
    "\\begin{document}",
    "\\maketitle",
    "\\input{steps}",
    "\\end{document}",
    "",
  ].join("\n");
}

/** The list of steps alone, for `\input` into a paper. */
export const latexSteps = ({ steps }: Paper): string =>
  steps.length === 0 ? "" : ["\\begin{enumerate}", ...steps.flatMap(stepLines), "\\end{enumerate}", ""].join("\n");

function stepLines({ number, kind, words, figure }: PaperStep): readonly string[] {
  const text = escapeLatex(words).trim();
  return [
    `  \\item[${number}.] \\textbf{${escapeLatex(kind)}}${text === "" ? "" : ` ${text}`}`,
    ...(figure ? ["", `  \\includegraphics[width=\\linewidth]{${figure}.png}`] : []),
  ];
}
