import type { DrawingStyle } from "../../action";
import type { Dialect } from "../contract/dialect";
import { COMMON_KNOWN, type LinesForm, type LogForm, type ValueForm, type WordsForm } from "../log/form";
import { COMMON_FORMS } from "../log/forms";
import { modelNameIn } from "../log/modelName";
import { type LogRecord, textOfParts } from "../log/record";
import type { Evidence, Grounds, System } from "./system";
import { createForeignDialect, type ForeignOptions } from "./transcript";

/** What can be asked of all known systems together, or of one by its name. */
export interface SystemTable<Name extends string> {
  readonly names: readonly Name[];
  has(name: string): name is Name;
  title(name: Name): string;
  /** What a model is told of the system by default; null where nothing here could perform what it would write. */
  instructions(name: Name): string | null;
  dialect(name: Name, options?: Partial<ForeignOptions>): Dialect;
  /** The systems whose signs fit a record, the surest first, each with the certainty of its sign. Looked up as they are read. */
  fitting(record: LogRecord): Iterable<Fitting<Name>>;
  /** The system whose record this is; null where no sign fits. */
  detect(record: LogRecord): Name | null;
  /** The runs that a value of a log holds; null where it is of no known form. */
  recordsIn(value: unknown, place: string): readonly LogRecord[] | null;
  /** The names of fields that a form of log has, and that say nothing of a run. */
  knownFields(form: string): ReadonlySet<string>;
  /** The names of fields that this form alone reads words from. */
  spokenFields(form: string): ReadonlySet<string>;
  /** Texts in a value of that form that only show again what it says elsewhere: see `ValueForm`. */
  renderingsIn(value: unknown, form: string): readonly string[];
  /** The form of a file whose lines are one run, told by the first; null where the lines stand for themselves. */
  linesForm(first: unknown): LinesForm | null;
  /** The run that plain words tell, where some system prints its runs like that. */
  recordInWords(text: string, place: string): LogRecord | null;
  /** The styles that tools draw in, by the names that marks have them by. */
  readonly drawingStyles: ReadonlyMap<string, DrawingStyle>;
}

/** A system that a record may be of, and how certain the sign makes it that says so: see `Sign`. */
export interface Fitting<Name extends string> {
  readonly name: Name;
  readonly certainty: number;
  readonly by: Grounds;
  /** It names nobody: see `System.neutral`. */
  readonly neutral: boolean;
}

export function tableOf<Name extends string>(systems: readonly System<Name>[]): SystemTable<Name> {
  const byName = new Map<string, System<Name>>(systems.map((system) => [system.name, system]));
  const named = (name: Name): System<Name> => {
    const system = byName.get(name);
    if (!system) throw new Error(`No such system: ${name}`);
    return system;
  };
  const forms = systems.flatMap((system) => system.forms);
  const valueForms = [...COMMON_FORMS, ...forms.filter((form): form is ValueForm => form.kind === "value")].sort(
    (a, b) => b.priority - a.priority,
  );
  const linesForms = forms.filter((form): form is LinesForm => form.kind === "lines");
  const wordsForms = forms.filter((form): form is WordsForm => form.kind === "words");
  const known = knownByForm([...valueForms, ...linesForms, ...wordsForms]);
  const spoken = new Map(
    [...valueForms, ...linesForms, ...wordsForms].map((form) => [form.form, new Set(form.spoken)]),
  );
  const fitting = fittingOf(systems);
  return {
    names: systems.map(({ name }) => name),
    has: (name): name is Name => byName.has(name),
    title: (name) => named(name).title,
    instructions: (name) => named(name).instructions,
    dialect: (name, options) => createForeignDialect(named(name), { instructions: "", ...options }),
    fitting,
    detect(record) {
      for (const { name } of fitting(record)) return name;
      return null;
    },
    recordsIn(value, place) {
      for (const form of valueForms) {
        const records = form.read(value, place);
        // What a container says of its model holds for each of its records that does not say otherwise.
        if (records) return records.map((record) => withModel(record, value));
      }
      return null;
    },
    knownFields: (form) => known.get(form) ?? NOTHING_OWN,
    spokenFields: (form) => spoken.get(form) ?? new Set(),
    renderingsIn: (value, form) => valueForms.find((known) => known.form === form)?.renderings?.(value) ?? [],
    linesForm: (first) => linesForms.find((form) => form.begins(first)) ?? null,
    recordInWords(text, place) {
      for (const form of wordsForms) {
        const record = form.read(text, place);
        if (record) return record;
      }
      return null;
    },
    drawingStyles: new Map(systems.flatMap(({ drawing }) => (drawing ? [[drawing.name, drawing.style] as const] : []))),
  };
}

/** How records are looked up. Whoever opens one asks several times whose it is: what was looked up last is kept. */
function fittingOf<Name extends string>(
  systems: readonly System<Name>[],
): (record: LogRecord) => Generator<Fitting<Name>> {
  const signs = systems
    .flatMap(({ name, signs, neutral = false }) => signs.map((sign) => ({ name, sign, neutral })))
    .sort((a, b) => b.sign.certainty - a.sign.certainty);
  function* looked(record: LogRecord): Generator<Fitting<Name>> {
    const evidence = evidenceOf(record);
    for (const { name, sign, neutral } of signs)
      if (sign.fits(evidence)) yield { name, certainty: sign.certainty, by: sign.by ?? "words", neutral };
  }
  let last: {
    readonly record: LogRecord;
    readonly found: Fitting<Name>[];
    readonly more: Generator<Fitting<Name>>;
  } | null = null;
  return function* (record) {
    if (last?.record !== record) last = { record, found: [], more: looked(record) };
    const { found, more } = last;
    for (let i = 0; ; i++) {
      if (i === found.length) {
        const next = more.next();
        if (next.done) return;
        found.push(next.value);
      }
      const one = found[i];
      if (one) yield one;
    }
  };
}

const withModel = (record: LogRecord, value: unknown): LogRecord => {
  const model = record.model === "" ? modelNameIn(value) : "";
  return model === "" ? record : { ...record, model };
};

const NOTHING_OWN: ReadonlySet<string> = new Set(COMMON_KNOWN);

const knownByForm = (forms: readonly LogForm[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(forms.map(({ form, known = [] }) => [form, new Set([...COMMON_KNOWN, ...known])]));

/** How far into a record's words is looked. */
const LOOKED_AT = 200_000;

function evidenceOf({ form, model, screen, messages, instructions, question, objects }: LogRecord): Evidence {
  const words = messages
    .filter(({ role }) => role === "assistant")
    .map(({ parts }) => textOfParts(parts))
    .join("\n");
  return {
    form,
    model,
    screen,
    words: words.slice(0, LOOKED_AT),
    told: `${instructions}\n${question}`.slice(0, LOOKED_AT),
    fills: objects !== undefined && objects.places.length > 0,
  };
}
