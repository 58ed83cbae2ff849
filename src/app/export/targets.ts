import { ANNOTATION_TARGETS, type ExportTarget, TARGET_GROUPS, type TargetGroup, TRAINING_TARGETS } from "../../export";

/** Everything that can be exported to, in the order of the list. */
export const TARGETS: readonly ExportTarget[] = [...TRAINING_TARGETS, ...ANNOTATION_TARGETS];

/** The targets of each group, in the order in which they are listed. */
export const GROUPED: readonly (readonly [TargetGroup, readonly ExportTarget[]])[] = TARGET_GROUPS.map((group) => [
  group,
  TARGETS.filter((target) => target.group === group),
]);

/** The first of the list where the name is not known: it may have been chosen on another day. */
export function targetNamed(name: string | null): ExportTarget {
  const [first] = TARGETS;
  const found = TARGETS.find((target) => target.name === name) ?? first;
  if (!found) throw new Error("There are no targets");
  return found;
}
