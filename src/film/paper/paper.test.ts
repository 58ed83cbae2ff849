import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeLatex, latexOf, latexSteps } from "./latex";
import { escapeMarkdown, markdownOf } from "./markdown";
import type { Paper } from "./step";

const paper: Paper = {
  title: "What costs 50 %?",
  steps: [
    { number: 1, kind: "Problem", words: "Which_one is # 1?", figure: "figures/step-01" },
    { number: 2, kind: "Thought", words: "a {b}\n\\input{/etc/passwd}", figure: null },
    { number: 3, kind: "Crop", words: "", figure: "figures/step-03" },
  ],
};

describe("LaTeX of a line", () => {
  it("is a list of steps with their figures, and no command but its own", () => {
    expect(latexSteps(paper)).toBe(
      [
        "\\begin{enumerate}",
        "  \\item[1.] \\textbf{Problem} Which\\_one is \\# 1?",
        "",
        "  \\includegraphics[width=\\linewidth]{figures/step-01.png}",
        "  \\item[2.] \\textbf{Thought} a \\{b\\}\n\\textbackslash{}input\\{/etc/passwd\\}",
        "  \\item[3.] \\textbf{Crop}",
        "",
        "  \\includegraphics[width=\\linewidth]{figures/step-03.png}",
        "\\end{enumerate}",
        "",
      ].join("\n"),
    );
    expect(latexOf(paper)).toContain("\\title{What costs 50 \\%?}");
    expect(latexOf(paper)).toContain("% !TEX program = pdflatex");
  });

  it("asks for what has the letters that are in it", () => {
    const chinese = { ...paper, title: "哪个字母？" };
    expect(latexOf(chinese)).toContain("% !TEX program = xelatex");
    expect(latexOf(chinese)).toContain("\\usepackage{xeCJK}");
    expect(latexOf(chinese)).toMatch(/^% Set this with XeLaTeX: there are Chinese/m);
    expect(latexOf({ ...paper, title: "∠ABC" })).toMatch(/^% Set this with XeLaTeX or LuaLaTeX: /m);
    expect(latexOf(paper)).not.toContain("Set this with");
    expect(latexOf({ ...paper, title: "∠ABC" })).not.toContain("xeCJK");
    // Latin, and yet not in T1: pdfLaTeX stops at each of these.
    for (const letter of "ĦħĸĿŀŉŦŧſ") expect(latexOf({ ...paper, title: letter })).toContain("xelatex");
    expect(latexOf({ ...paper, title: "Łódź, naïve façade, “čaj” – ŵ…" })).toContain("pdflatex");
  });

  it("leaves no sign that means something to TeX, whatever the words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (words) => {
        const commands =
          /\\(?:text(?:backslash|asciicircum|asciitilde|less|greater|bar|quotedbl|asciigrave)\{\}|[{}$&#%_])/g;
        const rest = escapeLatex(words)
          .replace(commands, "")
          .replace(/\{[[\]-]\}/g, "");
        expect(rest).not.toMatch(/[\\{}$&#%_^~]/);
        expect([...rest].filter((letter) => /\p{Cc}/u.test(letter) && !"\n\t".includes(letter))).toEqual([]);
      }),
    );
  });
});

describe("Markdown of a line", () => {
  it("is a heading a step, its words as a quotation, its figure by its place", () => {
    expect(markdownOf(paper)).toBe(
      [
        "# What costs 50 %?",
        "",
        "## 1. Problem",
        "",
        "> Which\\_one is # 1?",
        "",
        "![1. Problem](figures/step-01.png)",
        "",
        "## 2. Thought",
        "",
        "> a {b}",
        "> \\\\input{/etc/passwd}",
        "",
        "## 3. Crop",
        "",
        "![3. Crop](figures/step-03.png)",
        "",
      ].join("\n"),
    );
  });

  it.each([
    ["<img src=x onerror=alert(1)>", "\\<img src=x onerror=alert(1)\\>"],
    ["# not a heading", "\\# not a heading"],
    ["1. not a list", "1\\. not a list"],
    ["- nor this", "\\- nor this"],
    ["a\n---", "a\n\\---"],
    ["[a](b) *c* `d` &lt; $x$ |", "\\[a\\](b) \\*c\\* \\`d\\` \\&lt; \\$x\\$ \\|"],
    ["2 + 3 = 5!", "2 + 3 = 5!"],
  ])("takes %j for words", (words, expected) => {
    expect(escapeMarkdown(words)).toBe(expected);
  });
});
