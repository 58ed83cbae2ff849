import type { ExportPlan, ExportTarget, Told } from "../../export";
import type { ExportSource } from "../../workspace/exporting";
import { useLanguage, useWords } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { useExportWords } from "./exportWords";
import { placesOf, type ToldPlace, toldByReason } from "./told";

/** What would be written, what would not, and what the reader of the files has to be told. */
export function PlanFacts(props: { target: ExportTarget; plan: ExportPlan; source: ExportSource }) {
  const { target, plan, source } = props;
  const words = useExportWords();
  return (
    <>
      <p className="export-aside">
        {words.seenWith(target.seenWith)}{" "}
        {target.needs.length > 0
          ? words.needsAll(target.needs.map((need) => words.needs[need]).join(words.between))
          : null}
      </p>
      <Unopened source={source} />
      <Preview rows={plan.preview} />
      <ToldList title={words.leftOut(plan.leftOut.length)} told={plan.leftOut} source={source} />
      <ToldList title={words.changed(plan.changed.length)} told={plan.changed} source={source} />
      <Settings plan={plan} />
    </>
  );
}

function Unopened({ source: { unopened } }: { source: ExportSource }) {
  const words = useExportWords();
  const common = useWords();
  return unopened.length === 0 ? null : (
    <div className="export-told" role="alert">
      <p>{words.unopened(unopened.length)}</p>
      <ul>
        {unopened.map(({ title, failure }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: traces may have one title, and the list does not change
          <li key={i}>
            {title}: {failureWords(common, failure.code)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** More of a row is in the file. */
const SHOWN_LETTERS = 20_000;

function Preview({ rows }: { rows: readonly string[] }) {
  const words = useExportWords();
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="export-heading">{words.preview}</h3>
      {rows.map((row, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are told apart by their number
        <PreviewRow key={i} row={row} name={words.nthRow(i + 1)} />
      ))}
    </section>
  );
}

const PreviewRow = ({ row, name }: { row: string; name: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
  <section className="export-row" tabIndex={0} aria-label={name}>
    <pre>{row.length > SHOWN_LETTERS ? `${row.slice(0, SHOWN_LETTERS)}…` : row}</pre>
  </section>
);

const SHOWN_PLACES = 50;

function ToldList({ title, told, source }: { title: string; told: readonly Told[]; source: ExportSource }) {
  const words = useExportWords();
  if (told.length === 0) return null;
  return (
    <details className="export-told" open>
      <summary>{title}</summary>
      <ul>
        {toldByReason(told).map(([code, each]) => (
          <li key={code}>
            {words.reasons[code]} <span className="export-count">{words.times(each.length)}</span>
            <Places places={placesOf(each.slice(0, SHOWN_PLACES), source.input)} more={each.length - SHOWN_PLACES} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Places({ places, more }: { places: readonly ToldPlace[]; more: number }) {
  const words = useExportWords();
  return (
    <ul className="export-places">
      {places.map(({ key, title, step, detail }) => (
        <li key={key}>
          {words.place(title, step)}
          {detail === "" ? "" : `: ${detail}`}
        </li>
      ))}
      {more > 0 ? <li>{words.more(more)}</li> : null}
    </ul>
  );
}

function Settings({ plan: { settings, longest } }: { plan: ExportPlan }) {
  const words = useExportWords();
  // The reasons are the export's own, which is in English.
  const isEnglish = useLanguage() === "en";
  if (settings.length === 0 && !longest) return null;
  return (
    <section>
      <h3 className="export-heading">{words.settings}</h3>
      {longest ? <p className="export-aside">{words.longest(longest.textTokens, longest.pictureTokens)}</p> : null}
      <ul className="export-settings">
        {settings.map(({ text, why }) => (
          <li key={text}>
            <code>{text}</code>
            {isEnglish ? ` ${why}` : null}
          </li>
        ))}
      </ul>
      {isEnglish ? null : <p className="export-aside">{words.readme}</p>}
    </section>
  );
}
