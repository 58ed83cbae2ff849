import { useId } from "react";
import type { Table } from "../../annotation";

/** A table of figures; pushed sideways where it is too wide. */
export function PlainTable({ table }: { table: Table }) {
  const id = useId();
  return (
    <figure className="review-figure" aria-labelledby={id}>
      <figcaption id={id} className="review-heading">
        {table.title}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <div className="review-scroll" tabIndex={0}>
        <table className="review-table" aria-labelledby={id}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.slice(0, 2).join(" ")}>
                {row.map((cell, at) => {
                  const key = table.columns[at] ?? at;
                  return at === 0 ? (
                    <th key={key} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={key}>{cell ?? "–"}</td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
