// Logs of which each text has a mark of its own, so that none is told by chance because another one is: what became of
// each of them is known for certain.
import {
  FOREIGN_SYSTEMS,
  imageReference,
  isFields,
  plainName,
  type Unread,
  unwrapped,
  wholeResponses,
} from "../../dialect";
import type { LogContents } from "../contents";
import { isSetting, toldByRecords } from "../ledger";
import type { OpenedRecord } from "../openRecord";
import { isNotebook, LONGEST_PLACE, lostInNotebook } from "../testing";
import { asRead, valuesWithin } from "./asRead";

/** Fields whose texts say what a record is: they stay as they are, for it to be read at all. */
const KINDS = new Set(
  (
    "type role from key event event_type object kind run_type output_type cell_type state status method agent action_type " +
    "mime_type mimeType mediaType media_type contentType format marker outcome mode"
  ).split(" "),
);

const BYTES = /^(?:data:|[\w+/=-]{60,}$)/;
const FILE = /\.(?:jpg|png)$/;
const MARK = /w\d+w/g;

/** The same value, most texts of which have a mark of their own. What is JSON as text stays that. */
export function withOwnWords(value: unknown, draw: () => number = () => 1): unknown {
  let count = 0;
  const marked = (held: unknown, key: string): unknown => {
    if (typeof held === "string") return KINDS.has(key) || held === "" || draw() < 0.1 ? held : ownText(held, key);
    if (Array.isArray(held)) return held.map((item) => marked(item, key));
    if (!isFields(held)) return held;
    return Object.fromEntries(Object.entries(held).map(([name, inner]) => [name, marked(inner, name)]));
  };
  const ownText = (text: string, key: string): string => {
    const inner = jsonIn(text);
    if (inner !== null) return JSON.stringify(marked(inner, key));
    if (BYTES.test(text)) return text;
    const mark = `w${++count}w`;
    return FILE.test(text) ? mark + text : text + mark;
  };
  return marked(value, "");
}

/**
 * The places of the marks that are in none of the steps, stand in no field known by name, and are not in the report of a
 * record or of the log, be it by their own place or by that of what they are a part of.
 */
export function lostOwnWords(
  value: unknown,
  contents: LogContents,
  opened: readonly OpenedRecord[],
): readonly string[] {
  const told = opened.map(({ trace, report }) =>
    JSON.stringify([
      ...[trace.title, ...trace.scores, ...trace.steps.values(), ...report.missingImages],
      ...[...trace.images.values()].map(({ name }) => name),
    ]),
  );
  const findings = [...contents.unread, ...opened.flatMap(({ report }) => report.notUnderstood)];
  // Pictures that were looked for, whatever stands in the place of their bytes.
  const pictures = [...toldByRecords(contents.records).pictures].flatMap((picture) =>
    picture.kind === "data" ? picture.url : [],
  );
  const words = [...told, ...pictures, ...findings.map(({ excerpt }) => excerpt)].join("\n");
  const forms = [...new Set(contents.records.map(({ form }) => form))];
  const known = new Set(forms.flatMap((form) => [...FOREIGN_SYSTEMS.knownFields(form)]));
  const isKnown = (name: string): boolean => known.has(name) || known.has(plainName(name));
  const responses = Array.isArray(value) ? wholeResponses(value) : null;
  const held = Array.isArray(value) ? (responses ?? value).map(unwrapped) : unwrapped(value);
  const isLost = ({ text, names }: Leaf, ...within: readonly string[]): boolean =>
    !(isSetting(text) && names.some(isKnown)) &&
    // What a picture that was dropped left behind says nothing, whatever stands in the place of its bytes.
    imageReference(text.trim()).kind !== "dropped" &&
    marksIn(text).some((mark) => !within.some((all) => all.includes(mark)));
  const isReported = ({ place }: Leaf): boolean =>
    placesOf(place).some((one) => findings.some((finding) => isAbout(finding, one)));
  const untoldIn = (all: unknown): readonly Leaf[] => {
    const untold = leavesOf(all).filter((leaf) => isLost(leaf, words) && !isReported(leaf));
    if (untold.length === 0) return [];
    // A record may stand anywhere, and a list may be one by itself.
    const within = valuesWithin(all);
    const rendered = forms.flatMap((form) => within.flatMap((item) => FOREIGN_SYSTEMS.renderingsIn(item, form)));
    return untold.filter((leaf) => isLost(leaf, words, rendered.join("\n")));
  };
  // A notebook has a law of its own, be it what a stream ended in.
  const notebooks = new Map(
    (responses && Array.isArray(held) ? held : []).flatMap((item, i) => (isNotebook(item) ? [[`[${i}]`, item]] : [])),
  );
  const isInNotebook = ({ place }: Leaf): boolean => notebooks.has(/^\[\d+\]/.exec(place)?.[0] ?? "");
  const lostThere = [...notebooks].flatMap(([before, item]) =>
    lostInNotebook(item, contents.unread, opened).map(({ place }) => `${before}.${place}`),
  );
  // What the events of a stream hold is in the responses that they make.
  const unmade = responses ? leavesOf(value).filter((leaf) => isLost(leaf, JSON.stringify(responses))) : [];
  const untold = untoldIn(held);
  // Names and places are those of a record without its envelope: what is told or known by them is not lost.
  const read = asRead(responses ?? value);
  const untoldAsRead = new Set(untold.length > 0 ? untoldIn(read).flatMap(({ text }) => marksIn(text)) : []);
  const lost = untold.filter(({ text }) => marksIn(text).some((mark) => untoldAsRead.has(mark)));
  const others = lost.filter((leaf) => !isInNotebook(leaf));
  return [...[...unmade, ...others].map(({ place }) => place), ...lostThere];
}

const marksIn = (text: string): readonly string[] => [...text.matchAll(MARK)].map(([mark]) => mark);

interface Leaf {
  readonly text: string;
  readonly place: string;
  readonly names: readonly string[];
}

/** Every text of a value, with the names of all fields around it. Records of tests are never deep. */
function leavesOf(value: unknown, place = "", names: readonly string[] = []): readonly Leaf[] {
  if (typeof value === "string") {
    const inner = jsonIn(value);
    return inner === null ? [{ text: value, place, names }] : leavesOf(inner, place, names);
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, `${place}[${i}]`, names));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    leavesOf(held, place === "" ? name || '""' : `${place}.${name || '""'}`, [...names, name]),
  );
}

/** What the items of a list are called that has no name: of another list an item is called after the list. */
const COUNTED = new Set(["record", "row", "line", "response"]);

/** A place, and the same where one of its records is read under plain names. */
const placesOf = (place: string): readonly string[] => {
  const plain = [...place.matchAll(/[^.[\]]+/g)].map(
    ({ 0: name, index }) => place.slice(0, index) + plainName(name) + place.slice(index + name.length),
  );
  return [...new Set([place, ...plain])];
};

/** Whether a finding is about what stands in a place, or about what that is a part of. Its own place may be within a record. */
function isAbout({ place, also = [] }: Unread, leaf: string): boolean {
  return [place, ...also].some((told) => {
    const path = pathOf(told);
    if (path.length >= LONGEST_PLACE) return leaf.includes(path);
    const within = path.startsWith("[") ? leaf : `.${leaf}`;
    const start = path.startsWith("[") ? path : `.${path}`;
    const at = path === "" ? -1 : within.indexOf(start);
    return at >= 0 && /^(?:$|[.[])/.test(within.slice(at + start.length));
  });
}

/** `line 1, record 2` as a path, `[0][1]`; a place that counts nothing is one already. */
function pathOf(place: string): string {
  const counted = place.replace(/^file, /, "").split(", ");
  const steps = counted.map((step) => /^([\w.]+) (\d+)$/.exec(step));
  if (!steps.every((step) => step !== null)) return place;
  return steps.map(([, list = "", item]) => `${COUNTED.has(list) ? "" : list}[${Number(item) - 1}]`).join("");
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
