import { ChevronDown, ChevronRight, Copy, FileSpreadsheet, Image } from "lucide-react";
import { useId, useState } from "react";
import { type Count, csvOf, markdownOf, type Table } from "../../annotation";
import { fileName } from "../../workspace/files";
import { notify } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { barsOf } from "./bars";
import { PlaceList } from "./PlaceList";
import { pictureOfBars } from "./pictureOfBars";
import { useReviewWords } from "./reviewWords";

/** As many rows as a plot shows; the files hold them all. */
const MOST_ROWS = 40;

interface CountPlotProps {
  readonly table: Table;
  /** A row of the table each, in its order. */
  readonly counts: readonly Count[];
  nameOf(key: string): string;
}

/** A plot that is a table: a bar stands in each row, beside its figures. A row leads to the places that it counts. */
export function CountPlot({ table, counts, nameOf }: CountPlotProps) {
  const words = useReviewWords();
  const id = useId();
  const [open, setOpen] = useState<string | null>(null);
  const shown = counts.slice(0, MOST_ROWS);
  const most = Math.max(1, ...shown.map(({ count }) => count));
  const [name, count, of] = table.columns;
  return (
    <figure className="review-figure" aria-labelledby={id}>
      <div className="review-figure-head">
        <figcaption id={id} className="review-heading">
          {table.title}
        </figcaption>
        <PlotExports table={table} counts={counts} nameOf={nameOf} />
      </div>
      <table className="data-table review-table review-plot" aria-labelledby={id}>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col" className="review-number">
              {count}
            </th>
            <th scope="col" className="review-number">
              {of}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <CountRow
              key={row.key}
              row={row}
              name={nameOf(row.key)}
              most={most}
              open={open === row.key}
              onToggle={() => setOpen(open === row.key ? null : row.key)}
            />
          ))}
        </tbody>
      </table>
      {counts.length > MOST_ROWS ? <p className="review-note">{words.firstOf(MOST_ROWS)}</p> : null}
    </figure>
  );
}

function CountRow(props: { row: Count; name: string; most: number; open: boolean; onToggle(): void }) {
  const { row, name, most, open } = props;
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <>
      <tr>
        <th scope="row">
          <button
            type="button"
            className="review-count"
            aria-expanded={open}
            disabled={row.places.length === 0}
            onClick={props.onToggle}
          >
            <Icon size={12} aria-hidden="true" />
            <span>{name}</span>
          </button>
          <span className="review-bar-track" aria-hidden="true">
            <span className="review-bar-fill" style={{ inlineSize: `${(100 * row.count) / most}%` }} />
          </span>
        </th>
        <td className="review-number">{row.count}</td>
        <td className="review-number">{row.of}</td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={3}>
            <PlaceList name={name} places={row.places} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function PlotExports({ table, counts, nameOf }: CountPlotProps) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const { page } = workspace.edges;
  const file = fileName(table.title);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(markdownOf(table));
      notify(workspace.view, { kind: "copied" });
    } catch {
      notify(workspace.view, { kind: "not-copied" });
    }
  };
  const savePng = async (): Promise<void> => {
    const rows = counts.slice(0, MOST_ROWS).map(({ key, count, of }) => ({ name: nameOf(key), count, of }));
    page.saveFile(await pictureOfBars(barsOf(table.title, rows), page.colourScheme()), `${file}.png`);
  };
  return (
    <span className="review-figure-exports">
      <IconButton
        label={words.exportOne(words.copy, table.title)}
        icon={<Copy size={14} />}
        onClick={() => void copy()}
      />
      <IconButton
        label={words.exportOne(words.saveCsv, table.title)}
        icon={<FileSpreadsheet size={14} />}
        onClick={() => page.saveFile(new Blob([csvOf(table)], { type: "text/csv" }), `${file}.csv`)}
      />
      <IconButton
        label={words.exportOne(words.savePng, table.title)}
        icon={<Image size={14} />}
        onClick={() => void savePng()}
      />
    </span>
  );
}
