import { LEVELS, parseGymName, printGymName, SAMPLES, sortNamed } from "../../catalog";
import { type LinkView, parseLink, printView } from "../../sharing";
import { traceIdFrom } from "../../trace";
import type { DocumentName } from "../state";

// What is open stands behind the `#` of the page's own address, beside the links that carry a whole trace (`src/sharing`):
// such a link says `trace=` and is good anywhere, this one says `kept=`, `gym=` or `sample=` and is good in this browser.

/** A document and what of it is in sight. */
export interface Whereabouts {
  readonly document: DocumentName;
  readonly view: LinkView;
}

/** The fragment that opens it again, with its `#`. */
export function printWhereabouts({ document, view }: Whereabouts): string {
  const seen = printView(view);
  return `#${new URLSearchParams([wordsOf(document)])}${seen === "" ? "" : `&${seen}`}`;
}

function wordsOf(document: DocumentName): [string, string] {
  if (document.kind === "trace") return ["kept", document.id];
  if (document.kind === "sample") return ["sample", document.id];
  const family = sortNamed(document.family);
  const difficulty = LEVELS.find((level) => level === document.level);
  // A name that no problem has is not worth writing down, and opens nothing.
  return ["gym", family && difficulty ? printGymName({ family, seed: document.seed, difficulty }) : ""];
}

/** Null for what names no document of this browser: a share link, another program's fragment, nothing at all. */
export function parseWhereabouts(fragment: string): Whereabouts | null {
  const document = documentIn(new URLSearchParams(fragment.replace(/^#/, "")));
  const link = parseLink(fragment);
  return document && link.ok ? { document, view: link.value.view } : null;
}

/** No id is longer; see the schema of traces. */
const MOST_ID_LETTERS = 100;

function documentIn(fields: URLSearchParams): DocumentName | null {
  const [kept, gym, sample] = [fields.get("kept"), fields.get("gym"), fields.get("sample")];
  if (kept !== null)
    return kept !== "" && kept.length <= MOST_ID_LETTERS ? { kind: "trace", id: traceIdFrom(kept) } : null;
  if (sample !== null) return SAMPLES.some(({ id }) => id === sample) ? { kind: "sample", id: sample } : null;
  const name = gym === null ? null : parseGymName(gym);
  return name && { kind: "gym", family: name.family, seed: name.seed, level: name.difficulty };
}
