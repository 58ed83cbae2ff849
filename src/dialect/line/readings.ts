import type { StepBody } from "../../trace";

/**
 * Follows the steps of a line in order and knows those whose words a program before them has: the actions that were
 * read out of it. `said` tells of a program whether it has words here; where it has none, its readings need their own.
 */
export function followPrograms(): (body: StepBody, said: boolean) => boolean {
  let left = 0;
  return (body, said) => {
    const isReading = left > 0 && body.kind === "action" && body.action.kind !== "program";
    if (body.kind !== "action") left = 0;
    else if (body.action.kind === "program") left = said ? body.action.readings : 0;
    else if (left > 0) left--;
    return isReading;
  };
}
