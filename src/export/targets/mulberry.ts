import type { ExportInput, ExportPart, ExportTurn } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import { flawOfLine } from "../rows/keep";
import { planOf } from "../rows/plan";
import { type Preference, preferencesIn } from "../rows/preferences";
import { leftOut, type Made } from "../rows/row";
import { isTold, trimmed } from "../rows/trim";
import { type ShareRow, shareFiles, shareRow, shareSettings } from "./llamaFactory";

/** What Mulberry says between the wrong step and the right ones (HJYao00/Mulberry@a49cab5, `data_construction.py`). */
const REFLECTION = "I think I have made a mistake. Let me rethink it.\n\n";

const NAME = "sightline_reflection";

/**
 * Mulberry's reflective chains (arXiv 2412.18319): the right line with one wrong step put in before the place where a
 * wrong branch left it, and words that take it back. Where the wrong step was a look, what it showed stands behind it.
 * Rows are LLaMA-Factory's, which trained the original.
 */
export const mulberry: ExportTarget = {
  name: "mulberry-reflection",
  title: "Mulberry reflective chains",
  group: "training",
  seenWith: "llamafactory 0.9.5",
  needs: ["branches", "right-answer"],
  write(input) {
    const { pairs, leftOut: undecided } = preferencesIn(input);
    return planOf(
      input,
      pairs.map((pair) => reflective(pair, input)),
      {
        files: (rows) => shareFiles(NAME, rows, false),
        pictures: "files",
        settings: shareSettings(NAME, input),
        leftOut: undecided,
      },
    );
  },
};

function reflective(pair: Preference, input: ExportInput): Made<ShareRow> {
  const { chosen, rejected, prompt, chosenTurn, rejectedTurn } = pair;
  const flaw = flawOfLine(chosen, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const cut = trimmed(chosen);
  if (isTold(cut)) return { kind: "left-out", told: cut };
  const [shared, right, wrong] = parted(chosenTurn, rejectedTurn);
  const first = wrong[0]?.step;
  if (rejected.steps.find(({ id }) => id === first)?.body.kind === "answer")
    return leftOut(rejected, "answers-at-once");
  const shown = rejected.turns[prompt.length + 1];
  const rest = cut.turns.slice(prompt.length + 1);
  const taken = withReflection(right);
  const turns: readonly ExportTurn[] =
    shown?.role === "user"
      ? [
          ...prompt,
          { role: "assistant", parts: [...shared, ...wrong] },
          shown,
          { role: "assistant", parts: taken },
          ...rest,
        ]
      : [
          ...prompt,
          { role: "assistant", parts: [...shared, ...wrong.filter(({ step }) => step === first), ...taken] },
          ...rest,
        ];
  return shareRow(chosen, turns, input, cut.changed);
}

/** What both turns say, and what each says after that. */
function parted(
  a: ExportTurn,
  b: ExportTurn,
): readonly [readonly ExportPart[], readonly ExportPart[], readonly ExportPart[]] {
  const shared = a.parts.findIndex((part, i) => part.step !== b.parts[i]?.step);
  const count = shared === -1 ? a.parts.length : shared;
  return [a.parts.slice(0, count), a.parts.slice(count), b.parts.slice(count)];
}

const withReflection = (parts: readonly ExportPart[]): readonly ExportPart[] => [
  { kind: "text", text: REFLECTION, step: null },
  ...parts,
];
