import { useId } from "react";
import { LEVELS } from "../../catalog";
import type { Curve } from "../../evaluation";
import { Sideways } from "../controls";
import { percent, useGymWords } from "./gymWords";

// In pixels, unless there is no room for as many: narrow enough for a phone, where smaller words could not be read.
const WIDTH = 340;
const HEIGHT = 200;
const LEFT = 52;
const RIGHT = 12;
const TOP = 12;
const BOTTOM = 28;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

const xOf = (level: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * (level - 1)) / (LEVELS.length - 1);
const yOf = (share: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);

/** How often the model is right at each level, a curve for each condition; the numbers are behind it, as a table. */
export function AccuracyPlot({ curves }: { curves: readonly Curve[] }) {
  const words = useGymWords();
  const id = useId();
  const said = curves.map(({ condition, points }) =>
    words.series(
      words.conditions[condition],
      points.map(({ level, share }) => words.point(level, percent(share))).join(", "),
    ),
  );
  return (
    <figure className="gym-plot">
      <figcaption id={id}>{words.plot}</figcaption>
      <div className="gym-plotted">
        <svg
          className="gym-drawing"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          role="img"
          aria-label={words.plotSaid(said.join(" "))}
        >
          <Axes />
          {curves.map((curve) => (
            <CurveLine key={curve.condition} curve={curve} />
          ))}
        </svg>
        <Legend curves={curves} />
      </div>
      <details>
        <summary>{words.numbers}</summary>
        <Sideways className="gym-scroll">
          <CurveTable curves={curves} labelledBy={id} />
        </Sideways>
      </details>
    </figure>
  );
}

function Axes() {
  return (
    <g className="gym-axes">
      {SHARES.map((share) => (
        <g key={share}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={yOf(share)} y2={yOf(share)} />
          <text x={LEFT - 8} y={yOf(share) + 4} textAnchor="end">
            {share * 100} %
          </text>
        </g>
      ))}
      {LEVELS.map((level) => (
        <text key={level} x={xOf(level)} y={HEIGHT - 8} textAnchor="middle">
          {level}
        </text>
      ))}
    </g>
  );
}

function CurveLine({ curve: { condition, points } }: { curve: Curve }) {
  const places = points.map(({ level, share }) => `${xOf(level)},${yOf(share)}`);
  return (
    <g className={`gym-curve gym-curve-${condition}`}>
      <polyline points={places.join(" ")} />
      {points.map(({ level, share }) => (
        <circle key={level} cx={xOf(level)} cy={yOf(share)} r={3.5} />
      ))}
    </g>
  );
}

/** Whose curve is whose, by colour and by dashes. */
function Legend({ curves }: { curves: readonly Curve[] }) {
  const words = useGymWords();
  return (
    <ul className="gym-legend">
      {curves.map(({ condition }) => (
        <li key={condition} className={`gym-curve gym-curve-${condition}`}>
          <svg viewBox="0 0 28 8" width={28} height={8} aria-hidden="true">
            <polyline points="0,4 28,4" />
          </svg>
          {words.conditions[condition]}
        </li>
      ))}
    </ul>
  );
}

function CurveTable({ curves, labelledBy }: { curves: readonly Curve[]; labelledBy: string }) {
  const words = useGymWords();
  const levels = LEVELS.filter((level) => curves.some(({ points }) => points.some((point) => point.level === level)));
  return (
    <table className="data-table gym-table" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{words.columns.condition}</th>
          {levels.map((level) => (
            <th key={level} scope="col">
              {words.level(level)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curves.map(({ condition, points }) => (
          <tr key={condition}>
            <th scope="row">{words.conditions[condition]}</th>
            {levels.map((level) => {
              const point = points.find((other) => other.level === level);
              return <td key={level}>{point ? `${percent(point.share)} (${point.problems})` : "–"}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
