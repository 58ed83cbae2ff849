// What a tool answered, where a log keeps it in the model's own role: told by how the systems begin such words.

/** Each with what ends it; null where it goes on to the end of the message. */
const RESULTS: readonly (readonly [opens: string, closes: string | null])[] = [
  ["Code execution result:", null],
  ["<interpreter>", "</interpreter>"],
  ["<tool_response>", "</tool_response>"],
  ["<sandbox_output>", "</sandbox_output>"],
  ["<observation>", "</observation>"],
  ["[TOOL_RESPONSE]", null],
  ["OBSERVATION:", null],
];

/** The words of a result, and what the model goes on to say behind them; null where a text begins with no result. */
export function resultAtStart(text: string): { readonly result: string; readonly rest: string } | null {
  const start = text.search(/\S/);
  const found = RESULTS.find(([opens]) => start >= 0 && text.startsWith(opens, start));
  if (!found) return null;
  const [, closes] = found;
  const at = closes === null ? -1 : text.indexOf(closes, start);
  const end = closes === null || at < 0 ? text.length : at + closes.length;
  return { result: text.slice(0, end), rest: text.slice(end) };
}
