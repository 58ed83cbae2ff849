import { CERTAIN, type DialectName, type Fitting, FOREIGN_SYSTEMS, type LogRecord } from "../dialect";

/**
 * What a record's system was recognised by, the surest first: a person said it; a form that this system alone keeps its
 * runs in; marks in its words that few others write; marks that many systems share; or nothing at all, so that its
 * words are read as they stand.
 */
export const SURENESS = ["told", "form", "marks", "shared", "none"] as const;
export type Sureness = (typeof SURENESS)[number];

/** Marks with less certainty than this are shared by many systems: see the signs of `src/dialect`. */
const SHARED_BELOW = 100;

const surenessOf = ({ certainty, neutral }: Fitting<DialectName>): Sureness => {
  if (neutral) return "none";
  if (certainty >= CERTAIN) return "form";
  if (certainty >= SHARED_BELOW) return "marks";
  return "shared";
};

export interface Recognised {
  readonly system: DialectName;
  readonly sureness: Sureness;
}

/** The system whose record this is, and how sure that is. */
export function recognise(record: LogRecord): Recognised {
  for (const fitting of FOREIGN_SYSTEMS.fitting(record)) return { system: fitting.name, sureness: surenessOf(fitting) };
  return { system: "talk", sureness: "none" };
}

/** Every system that a record may be of, the surest first, each once. */
export function candidates(record: LogRecord): readonly Recognised[] {
  const found = new Map<DialectName, Recognised>();
  for (const fitting of FOREIGN_SYSTEMS.fitting(record)) {
    const { name: system } = fitting;
    if (!found.has(system)) found.set(system, { system, sureness: surenessOf(fitting) });
  }
  return [...found.values()];
}
