import { expect } from "vitest";
import { must } from "../../base";
import { applyEdit, type Edit, type EditRefusal, invertEdit } from "../edit";
import { encodeLogEntry, encodeTrace, parseLogEntry, parseTrace } from "../json";
import type { Trace } from "../trace";
import { entry } from "./build";

const throughJson = (edit: Edit, before: Trace): Edit =>
  must(parseLogEntry(JSON.parse(JSON.stringify(encodeLogEntry(entry(edit)))), before)).edit;

/** A trace as data with nothing shared, to see whether anything of it changed. */
const frozen = (trace: Trace): string => JSON.stringify(encodeTrace(trace));

/** Every law that an accepted edit must keep; each example pays for all of them. Gives the outcome back. */
export function expectLawful(before: Trace, edit: Edit): Trace {
  const was = frozen(before);
  const after = must(applyEdit(before, edit));
  const inverse = invertEdit(before, edit);
  expect(frozen(before)).toBe(was); // [E9]
  const back = must(applyEdit(after, inverse));
  expect(back).toEqual(before); // [E2]
  expect(siblingsIn(back)).toEqual(siblingsIn(before)); // [E2]
  expect(must(applyEdit(before, throughJson(edit, before)))).toEqual(after); // [E3]
  expect(must(applyEdit(after, throughJson(inverse, after)))).toEqual(before); // [E3]
  expect(must(applyEdit(back, invertEdit(after, inverse)))).toEqual(after); // [E2] undo can be undone
  expect(must(parseTrace(JSON.parse(frozen(after))))).toEqual(after); // [J1]
  return after;
}

// Equality of maps does not see the order of lists in nothing; this makes the order of siblings plain.
const siblingsIn = (trace: Trace): unknown => [...trace.children].map(([parent, ids]) => [parent, ...ids]).sort();

/** An edit that is refused, and what refusing must leave alone. */
export function expectRefused(before: Trace, edit: Edit, code: EditRefusal): void {
  const was = frozen(before);
  expect(applyEdit(before, edit)).toEqual({ ok: false, error: code }); // [E1]
  expect(frozen(before)).toBe(was); // [E1]
  const batched = applyEdit(before, { kind: "batch", edits: [{ kind: "entitle", title: "never" }, edit] });
  expect(batched).toEqual({ ok: false, error: code }); // [E4]
}
