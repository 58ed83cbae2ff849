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

/** A value of which what is nested too deeply was left out, with null in its place. */
export interface PrunedJson {
  readonly value: unknown;
  /** Where that was: the names and numbers that lead to it, the first two of them; equal ones once. */
  readonly tooDeep: readonly (readonly (string | number)[])[];
}

/**
 * The same, but for what is nested deeper than 500 lists and records, which is left out.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function parsePrunedJson(text: string): PrunedJson {
  const value: unknown = JSON.parse(text);
  return { value, tooDeep: isTooDeep(text) ? prune(value) : [] };
}

interface Nested {
  readonly held: object;
  readonly depth: number;
  readonly lead: readonly (string | number)[];
}

const MOST_LEAD = 2;

/** Puts null in the place of what is too deep in a value, and says where. Without recursion. */
function prune(root: unknown): PrunedJson["tooDeep"] {
  const places = new Map<string, readonly (string | number)[]>();
  const open: Nested[] = typeof root === "object" && root !== null ? [{ held: root, depth: 1, lead: [] }] : [];
  for (let at = open.pop(); at; at = open.pop()) {
    const { held, depth, lead } = at;
    const isList = Array.isArray(held);
    for (const key of Object.keys(held)) {
      const inner: unknown = Reflect.get(held, key);
      if (typeof inner !== "object" || inner === null) continue;
      const within = lead.length < MOST_LEAD ? [...lead, isList ? Number(key) : key] : lead;
      if (depth < MOST_DEPTH) open.push({ held: inner, depth: depth + 1, lead: within });
      else {
        places.set(JSON.stringify(within), within);
        // A field may be called `__proto__`.
        Object.defineProperty(held, key, { value: null, enumerable: true, configurable: true, writable: true });
      }
    }
  }
  return [...places.values()].reverse();
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
