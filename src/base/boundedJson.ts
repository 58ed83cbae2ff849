/** Nobody's log is nested so deep, and who reads one goes down by calling itself. */
const MOST_DEPTH = 500;

/**
 * The value of a text that a stranger wrote.
 *
 * @throws SyntaxError where the text is no JSON, or is nested deeper than 500 lists and records
 */
export function parseBoundedJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isTooDeep(text)) throw new SyntaxError(`Nested deeper than ${MOST_DEPTH}`);
  return value;
}

/** Whether lists and records of a text of JSON are nested deeper than can be read. */
function isTooDeep(json: string): boolean {
  // Each of them is opened and closed.
  if (json.length < 2 * MOST_DEPTH) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(json, at);
    else if (sign === LIST || sign === RECORD) depth++;
    else if (sign === LIST_END || sign === RECORD_END) depth--;
    if (depth > MOST_DEPTH) return true;
  }
  return false;
}

/** Where the string ends that begins at a place; most of a log is within strings, which are passed over at once. */
function endOfString(json: string, start: number): number {
  for (let end = json.indexOf('"', start + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return json.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const [LIST, LIST_END] = [0x5b, 0x5d];
const [RECORD, RECORD_END] = [0x7b, 0x7d];
