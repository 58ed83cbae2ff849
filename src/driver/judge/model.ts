import { unreachable } from "../../base";
import type { Turn } from "../../dialect";
import type { RunModel } from "../../runner";
import { completionOf, rolloutOf } from "../../scoring";
import { imagesAlong, type Step } from "../../trace";
import { saidTo } from "./ask";
import type { Question, SearchJudge, Verdict } from "./judge";

/** Ratings are asked for from nought to this: whole numbers that small models still keep apart. */
const BEST = 10;

/**
 * A model is asked in words, and shown the pictures. `other` is asked in the place of the model that is searched with,
 * and is not paid for by the search.
 */
export const createModelJudge = (other: RunModel | null): SearchJudge => ({
  name: other?.id ?? "model",
  async judge(question, { model, signal }) {
    const said = await saidTo(other ?? model, partsOf(question), signal);
    return readVerdict(question, said);
  },
});

/** The pictures of the problem, then what is asked. */
function partsOf(question: Question): Turn["parts"] {
  const line = question.kind === "compare" ? question.lines[0] : question.line;
  const pictures = imagesAlong(line.slice(0, line.findLastIndex(({ body }) => body.kind === "problem") + 1));
  const parts = pictures.map((image) => ({ kind: "image", image }) as const);
  return [...parts, { kind: "text", text: wordsOf(question) }];
}

function wordsOf(question: Question): string {
  const line = question.kind === "compare" ? question.lines[0] : question.line;
  const asked = `A question about the picture: ${rolloutOf(line).question}`;
  const said = (of: readonly Step[]): string => completionOf(rolloutOf(of));
  switch (question.kind) {
    case "compare":
      return `${asked}\n\nAttempt 1:\n${said(question.lines[0])}\n\nAttempt 2:\n${said(question.lines[1])}\n\nWhich attempt is better so far? End with "Better: 1" or "Better: 2".`;
    case "check":
      return `${asked}\n\nAn attempt:\n${said(line)}\n\nIs everything in it right so far? Say yes or no.`;
    case "answer":
      return `${asked}\n\nAn answer: ${question.answer}\n\nIs that the right answer? Say yes or no.`;
    case "rate":
      return `${asked}\n\nAn attempt:\n${said(line)}\n\nHow good is it so far, from 0 to ${BEST}? End with "Rating: " and the number.`;
    case "steps": {
      const steps = question.ends.map((end, i) => {
        const begin = question.ends[i - 1] ?? 1;
        return `Step ${i + 1}: ${question.line
          .slice(begin, end)
          .map(({ raw }) => raw)
          .join("")}`;
      });
      return `${asked}\n\n${steps.join("\n")}\n\nFor each step say whether it is right, neutral or wrong, one line a step, as "Step 1: right".`;
    }
    default:
      return unreachable(question);
  }
}

/** Reads a judge's words. What cannot be read is null, and never a verdict. */
export function readVerdict(question: Question, said: string): Verdict {
  switch (question.kind) {
    case "compare": {
      const better = /better\W*([12])\b/i.exec(said)?.[1] ?? /^\W*([12])\W*$/.exec(said)?.[1];
      return { kind: "compared", better: better === "1" ? 0 : better === "2" ? 1 : null };
    }
    case "check":
    case "answer": {
      const words = new Set([...said.matchAll(/\b(yes|no)\b/gi)].map(([word]) => word.toLowerCase()));
      return { kind: "checked", right: words.size === 1 ? words.has("yes") : null };
    }
    case "rate": {
      const number = /rating\W*(\d+(?:\.\d+)?)/i.exec(said)?.[1] ?? /^\W*(\d+(?:\.\d+)?)\b/.exec(said)?.[1];
      const rating = number === undefined ? null : Number(number);
      return { kind: "rated", rating: rating === null || rating > BEST ? null : rating / BEST };
    }
    case "steps": {
      const words = [...said.matchAll(/step\s*\d+\W*(right|neutral|wrong)\b/gi)].map(([, word = ""]) =>
        word.toLowerCase(),
      );
      const ratings = words.map((word) => WORTH[word] ?? 0);
      return { kind: "steps-rated", ratings: ratings.length === question.ends.length ? ratings : null };
    }
    default:
      return unreachable(question);
  }
}

const WORTH: Readonly<Record<string, number>> = { right: 1, neutral: 0, wrong: -1 };
