import type { ModuleSystem, Refusal } from "../../interpreter";

/** A program of named modules that is written, run, or was. */
export interface InterpretingState {
  readonly system: ModuleSystem["name"];
  readonly source: string;
  /** The line that is at work; null where none is. */
  readonly running: { readonly line: number; readonly stop: AbortController } | null;
  /** Why the last run did not come to its end. */
  readonly refusal: Refusal | null;
}

/** What a newcomer finds: something to find, to cut out and to count, on any photograph. */
const FIRST_SOURCE = `BOX0=LOC(image=IMAGE,object='person')
IMAGE0=CROP(image=IMAGE,box=BOX0)
ANSWER0=COUNT(box=BOX0)
ANSWER1=EVAL(expr="'yes' if {ANSWER0} > 0 else 'no'")
FINAL_RESULT=RESULT(var=ANSWER1)
`;

export const NO_INTERPRETING: InterpretingState = {
  system: "visprog",
  source: FIRST_SOURCE,
  running: null,
  refusal: null,
};
