import { Copy, FileSpreadsheet } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import {
  countTable,
  csvOf,
  GROUPINGS,
  type Grouping,
  type JudgedTrace,
  markdownOf,
  pairTable,
  ratersOf,
  raterTable,
  type Statistics,
  statisticsOf,
  type Table,
  tablesOf,
} from "../../annotation";
import { notify } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { coefficient } from "./AgreementFigures";
import { CountPlot } from "./CountPlot";
import { PlainTable } from "./PlainTable";
import { useRaterName, useReviewWords, useTableWords } from "./reviewWords";

/** Which failures there are: by tag, step, system, family and day, and how far raters agree. */
export function StatisticsTab({ scope, judged }: { scope: ReactNode; judged: readonly JudgedTrace[] }) {
  const words = useReviewWords();
  const [rater, setRater] = useState<string | null>(null);
  const raters = ratersOf(judged);
  const chosen = raters.some(({ id }) => id === rater) ? rater : null;
  const statistics = useMemo(() => statisticsOf(judged, chosen), [judged, chosen]);
  return (
    <section className="dialog-section">
      {scope}
      <RaterFilter judged={judged} value={chosen} onChange={setRater} />
      {statistics.traces === 0 ? (
        <p className="review-note">{words.nothingJudged}</p>
      ) : (
        <Told statistics={statistics} />
      )}
    </section>
  );
}

function RaterFilter(props: {
  judged: readonly JudgedTrace[];
  value: string | null;
  onChange(id: string | null): void;
}) {
  const words = useReviewWords();
  const raterName = useRaterName();
  const raters = ratersOf(props.judged);
  if (raters.length < 2) return null;
  return (
    <label className="review-choice">
      {words.rater}
      <select
        className="input"
        value={props.value ?? ""}
        onChange={({ target }) => props.onChange(target.value === "" ? null : target.value)}
      >
        <option value="">{words.everybody}</option>
        {raters.map((rater) => (
          <option key={rater.id} value={rater.id}>
            {raterName(rater)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Told({ statistics }: { statistics: Statistics }) {
  const words = useReviewWords();
  const tableWords = useTableWords();
  const shown = GROUPINGS.filter((grouping) => statistics.counts[grouping].length > 0);
  return (
    <>
      <p>{words.summary(statistics.traces, statistics.failing, statistics.failures)}</p>
      <p className="review-note">{words.failureHelp}</p>
      <Exports tables={tablesOf(statistics, tableWords)} />
      <div className="review-plots">
        {shown.map((grouping) => (
          <Group key={grouping} statistics={statistics} grouping={grouping} />
        ))}
      </div>
      <PlainTable table={raterTable(statistics, tableWords)} />
      {statistics.pairs.length > 0 ? <PlainTable table={pairTable(statistics, tableWords)} /> : null}
      {statistics.pairs.length > 0 ? (
        <p className="review-note">{words.alpha(coefficient(statistics.alpha, words.undefined))}</p>
      ) : null}
    </>
  );
}

function Group({ statistics, grouping }: { statistics: Statistics; grouping: Grouping }) {
  const tableWords = useTableWords();
  return (
    <CountPlot
      table={countTable(statistics, grouping, tableWords)}
      counts={statistics.counts[grouping]}
      nameOf={(key) => tableWords.nameOf(grouping, key)}
    />
  );
}

/** All tables at once, to be put into a report or a spreadsheet. */
function Exports({ tables }: { tables: readonly Table[] }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(tables.map(markdownOf).join("\n"));
      notify(workspace.view, { kind: "copied" });
    } catch {
      notify(workspace.view, { kind: "not-copied" });
    }
  };
  const save = (): void =>
    workspace.edges.page.saveFile(new Blob([allAsCsv(tables)], { type: "text/csv" }), "sightline-statistics.csv");
  return (
    <div className="review-row">
      <Button onClick={() => void copy()}>
        <Copy size={14} aria-hidden="true" />
        {words.copy}
      </Button>
      <Button onClick={save}>
        <FileSpreadsheet size={14} aria-hidden="true" />
        {words.saveCsv}
      </Button>
    </div>
  );
}

/** One file of all tables, each under its title; tables of different columns do not fit side by side. */
const allAsCsv = (tables: readonly Table[]): string =>
  tables.map((table) => `${csvOf({ columns: [table.title], rows: [] })}${csvOf(table)}`).join("\r\n");
