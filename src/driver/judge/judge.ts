import type { RunModel } from "../../runner";
import type { Work } from "../../search";
import type { Step, Trace } from "../../trace";

/** What a judge is asked, with the lines that it is asked about. */
export type Question =
  | { readonly kind: "compare"; readonly lines: readonly [first: readonly Step[], second: readonly Step[]] }
  | { readonly kind: "check" | "rate"; readonly line: readonly Step[] }
  /** `ends` are the lengths of the line at which its nodes end. */
  | { readonly kind: "steps"; readonly line: readonly Step[]; readonly ends: readonly number[] }
  | { readonly kind: "answer"; readonly line: readonly Step[]; readonly answer: string };

/** What a judge says: which is better, whether it is right, how good it is; null where it cannot tell. */
export type Verdict =
  | { readonly kind: "compared"; readonly better: 0 | 1 | null }
  | { readonly kind: "checked"; readonly right: boolean | null }
  | { readonly kind: "rated"; readonly rating: number | null }
  | { readonly kind: "steps-rated"; readonly ratings: readonly number[] | null };

/** What a judge may use: the model, whose tokens are counted, and chance. */
export interface Hearing {
  readonly images: Trace["images"];
  /** The model of the search. What it writes here is paid for by the work. */
  readonly model: RunModel;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** Who judges what a search asks to be judged. */
export interface SearchJudge {
  readonly name: string;
  judge(question: Question, hearing: Hearing): Promise<Verdict>;
}

/** Work that wants a judge. */
export type JudgeWork = Exclude<Work, { kind: "expand" }>;

/** A judge that can say how good a line is says all the rest too. Ratings from `good` on pass a check. */
export async function judgeByRating(
  question: Question,
  rate: (line: readonly Step[]) => Promise<number | null>,
  good: number,
): Promise<Verdict> {
  switch (question.kind) {
    case "rate":
      return { kind: "rated", rating: await rate(question.line) };
    case "compare": {
      const [first, second] = [await rate(question.lines[0]), await rate(question.lines[1])];
      return { kind: "compared", better: first === null || second === null ? null : first >= second ? 0 : 1 };
    }
    case "check":
    case "answer": {
      const rating = await rate(question.line);
      return { kind: "checked", right: rating === null ? null : rating >= good };
    }
    case "steps": {
      const ratings: number[] = [];
      for (const end of question.ends) {
        const rating = await rate(question.line.slice(0, end));
        if (rating === null) return { kind: "steps-rated", ratings: null };
        ratings.push(rating >= good ? 1 : -1);
      }
      return { kind: "steps-rated", ratings };
    }
  }
}
