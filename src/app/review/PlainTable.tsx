import { useId } from "react";
import type { Table } from "../../annotation";
import { Sideways } from "../controls";

/** A table of figures; pushed sideways where it is too wide. */
export function PlainTable({ table }: { table: Table }) {
  const id = useId();
  return (
    <figure className="review-figure" aria-labelledby={id}>
      <figcaption id={id} className="review-heading">
        {table.title}
      </figcaption>
      <Sideways className="review-scroll">
        <table className="data-table review-table" aria-labelledby={id}>
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
      </Sideways>
    </figure>
  );
}
