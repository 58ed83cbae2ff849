import { fieldOf, type Literal, literalAt, numberOf, numbersOf, plainOf, textOf } from "../literal/literal";
import type { WrittenCall } from "./operated";

// Calls that are a record, in JSON or as Python prints it, whose fields say what is done.

type RecordLiteral = Extract<Literal, { kind: "record" }>;

const MOST_TRIED = 200;

/** The calls that `read` finds in the records of a text; null of a record that is none. */
export function recordCalls(raw: string, read: (held: RecordLiteral) => WrittenCall | null): readonly WrittenCall[] {
  const calls: WrittenCall[] = [];
  let tried = 0;
  for (let at = raw.indexOf("{"); at >= 0 && tried < MOST_TRIED; tried++) {
    const held = literalAt(raw, at);
    const call = held?.kind === "record" ? read(held) : null;
    if (call) calls.push(call);
    at = raw.indexOf("{", call && held ? held.end : at + 1);
  }
  return calls;
}

type Entries = readonly (readonly [string, Literal])[];

const called = (held: RecordLiteral, verb: string, entries: Entries, start = held.start): WrittenCall => ({
  verb,
  start,
  end: held.end,
  input: { ...held, entries },
});

const textAt = (value: string, { start, end }: Literal): Literal => ({ kind: "plain", start, end, value });

/** A press that is longer than this, in milliseconds, is a long one (OpenBMB/AgentCPM-GUI acbaf50, README.md). */
const LONG_PRESS = 200;

/**
 * AgentCPM-GUI's compact JSON: `POINT` with `to` or `duration`, `PRESS`, `TYPE`, `STATUS`. What it thought goes before:
 * the call begins behind it.
 */
export function compactCall(held: RecordLiteral): WrittenCall | null {
  const thought = fieldOf(held, "thought");
  const start = thought?.kind === "plain" ? thought.end : held.start;
  const [point, to] = [fieldOf(held, "POINT"), fieldOf(held, "to")];
  const [typed, pressed, status] = [fieldOf(held, "TYPE"), fieldOf(held, "PRESS"), fieldOf(held, "STATUS")];
  const duration = fieldOf(held, "duration");
  if (point && to) {
    const isPlace = numbersOf(to) !== null;
    return called(
      held,
      "swipe",
      [
        ["start", point],
        [isPlace ? "end" : "direction", to],
      ],
      start,
    );
  }
  if (point)
    return called(held, (numberOf(duration) ?? 0) > LONG_PRESS ? "long_press" : "click", [["point", point]], start);
  if (typed) return called(held, "type", [["text", typed]], start);
  if (pressed) return called(held, `press_${textOf(pressed)?.toLowerCase() ?? ""}`, [], start);
  // The run goes on beside what is done; alone, a state ends it.
  if (status && !["start", "continue"].includes(textOf(status) ?? ""))
    return called(held, "status", [["status", status]], start);
  return duration && numberOf(duration) !== null ? called(held, "wait", [["duration", duration]], start) : null;
}

/** ShowUI's dictionary: `action`, `value`, `position`, places as shares of the picture; a swipe has two of them. */
export function positionCall(held: RecordLiteral): WrittenCall | null {
  const verb = textOf(fieldOf(held, "action"));
  const [value, position] = [fieldOf(held, "value"), fieldOf(held, "position")];
  if (verb === null || !position) return null;
  const said = plainOf(value) === null ? null : value;
  const ends = position.kind === "list" && position.items.every(({ kind }) => kind === "list") ? position.items : null;
  const [from, until] = ends ?? [];
  return called(held, verb, [
    ...(from && until
      ? ([
          ["start", from],
          ["end", until],
        ] as const)
      : ([["position", position]] as const)),
    ...(said ? ([["text", said]] as const) : []),
    ...(said && /scroll|swipe/i.test(verb) ? ([["direction", said]] as const) : []),
  ]);
}

/** AndroidWorld's JSON: `action_type` with the index of an element, or a place, a text, a direction. */
export function typedCall(held: RecordLiteral): WrittenCall | null {
  const verb = textOf(fieldOf(held, "action_type"));
  if (verb === null) return null;
  const entries = held.entries.flatMap(([name, value]): Entries => {
    if (name !== "index") return name === "action_type" ? [] : [[name, value]];
    const index = plainOf(value);
    return index === undefined || index === null ? [] : [["ref", textAt(String(index), value)]];
  });
  return called(held, verb, entries);
}

/** Mobile-Agent-v3's JSON: `action` with its places, a text or a button beside it. */
export function namedCall(held: RecordLiteral): WrittenCall | null {
  const verb = textOf(fieldOf(held, "action"));
  return verb === null
    ? null
    : called(
        held,
        verb,
        held.entries.filter(([name]) => name !== "action"),
      );
}
