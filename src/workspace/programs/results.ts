import type { Program } from "../../action";
import { observationStep } from "../../runner";
import { childrenOf, type Edit, type Step, type StepId, type Trace } from "../../trace";
import { type Ambient, PROGRAM_LANGUAGES, type ProgramLanguage, type ProgramOutput } from "../ports";

/** A step that is a program. */
export type ProgramStep = Step & { readonly body: { readonly kind: "action"; readonly action: Program } };

export const isProgram = (step: Step): step is ProgramStep =>
  step.body.kind === "action" && step.body.action.kind === "program";

/** The language that a program of a trace is run in here; null where it is in none of them. */
export const languageOfProgram = (step: Step): ProgramLanguage | null =>
  (isProgram(step) && PROGRAM_LANGUAGES.find((name) => name === languageNamed(step.body.action.language))) || null;

/** Logs call one language by several names. */
const OTHER_NAMES: ReadonlyMap<string, ProgramLanguage> = new Map([
  ["py", "python"],
  ["python3", "python"],
  ["js", "javascript"],
  ["htm", "html"],
]);

const languageNamed = (name: string): string => {
  const plain = name.trim().toLowerCase();
  return OTHER_NAMES.get(plain) ?? plain;
};

export const isRunnable = (step: Step): step is ProgramStep => languageOfProgram(step) !== null;

/** The last of the actions that were read out of a program, below which its results stand; the program where none was. */
export function lastReading(trace: Trace, program: ProgramStep): Step {
  let last: Step = program;
  for (let left = program.body.action.readings; left > 0; left--) {
    const next = childrenOf(trace, last.id).find(({ body, raw }) => body.kind === "action" && raw === "");
    if (!next) break;
    last = next;
  }
  return last;
}

/** What a program's result says in words. */
export const wordsOfOutput = ({ stdout, stderr, failure, limit }: ProgramOutput): string =>
  [stdout.trimEnd(), stderr.trimEnd(), failure?.trimEnd() ?? "", limit ? `(${limit})` : ""]
    .filter((part) => part !== "")
    .join("\n");

/** The steps that a result becomes: one for each picture, the words with the first; below each other, beside the log's own. */
export function resultSteps(trace: Trace, program: ProgramStep, output: ProgramOutput, at: Ambient): readonly Step[] {
  const text = wordsOfOutput(output);
  const parent = lastReading(trace, program).id;
  const shown = output.pictures.length > 0 ? output.pictures.map(({ id }) => id) : [null];
  const steps: Step[] = [];
  for (const [i, image] of shown.entries()) {
    const under: StepId = steps.at(-1)?.id ?? parent;
    const shows = under === program.id ? {} : { shows: [program.id] };
    steps.push(observationStep(under, { image, text: i === 0 ? text : "", ...shows }, at));
  }
  return steps;
}

/** The edit that adds a result: its pictures first, which nothing here can make again without running the program. */
export function resultEdit(trace: Trace, program: ProgramStep, output: ProgramOutput, steps: readonly Step[]): Edit {
  const fresh = output.pictures.filter(
    ({ id }, i) => !trace.images.has(id) && output.pictures.findIndex((other) => other.id === id) === i,
  );
  return {
    kind: "batch",
    edits: [
      ...fresh.map(
        (image): Edit => ({
          kind: "add-image",
          image: { ...image, name: "", origin: { kind: "produced", by: program.id } },
        }),
      ),
      ...steps.map((step): Edit => ({ kind: "add-step", step, index: Number.MAX_SAFE_INTEGER })),
    ],
  };
}

/** The same result from an earlier run of the same program, if there is one. */
export function sameResult(trace: Trace, program: ProgramStep, steps: readonly Step[]): Step | null {
  const wanted = steps.map(saidBy);
  const begins = childrenOf(trace, lastReading(trace, program).id).filter(({ author }) => author !== "import");
  return (
    begins.find((first) => {
      let at: Step | undefined = first;
      return wanted.every((said) => {
        const isSame = at !== undefined && !at.removed && saidBy(at) === said;
        at = at && childrenOf(trace, at.id)[0];
        return isSame;
      });
    }) ?? null
  );
}

const saidBy = ({ body }: Step): string =>
  body.kind === "observation" ? JSON.stringify([body.image, body.text]) : body.kind;

/** The pictures of the log at the place of each of a result's, the first for the first. */
export function loggedPictures(trace: Trace, program: ProgramStep): readonly Step[] {
  const logged: Step[] = [];
  let at = childrenOf(trace, lastReading(trace, program).id).find(isLogged);
  while (at) {
    if (at.body.kind === "observation" && at.body.image) logged.push(at);
    at = childrenOf(trace, at.id).find(isLogged);
  }
  return logged;
}

const isLogged = ({ author, body }: Step): boolean => author === "import" && body.kind === "observation";
