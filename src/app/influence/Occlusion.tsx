import type { Cell, Finding, MeanInterval } from "../../influence";
import { PictureMap } from "./PictureMap";
import { twoPlaces, useInfluenceWords } from "./useInfluence";

/** A heat map: the darker a part, the less likely the line is without it; what is noise is left clear. */
export function Occlusion({ finding }: { finding: Finding }) {
  const words = useInfluenceWords();
  if (finding.kind !== "occlude") return null;
  const { map, receipt } = finding;
  const { region, cells, noise } = map;
  const { occluded } = words;
  const strongest = cells.toSorted((a, b) => b.effect.mean - a.effect.mean)[0];
  const most = Math.max(strongest?.effect.mean ?? 0, noise);
  const intervalOf = ({ mean, low, high }: MeanInterval): string =>
    occluded.interval(twoPlaces(mean), twoPlaces(low), twoPlaces(high));
  const told = region
    ? occluded.region(Math.round(region.box.width), Math.round(region.box.height))
    : occluded.noRegion;
  return (
    <div className="influence-card">
      <p className="influence-verdict">{told}</p>
      <PictureMap image={map.picture} label={`${occluded.label}: ${told}`}>
        {finestOf(cells).map(({ box, effect, matters }) => (
          <rect
            key={`${box.left} ${box.top} ${box.width}`}
            className={matters ? "influence-cell-matters" : "influence-cell"}
            style={{ opacity: matters ? Math.max(0.15, (0.75 * effect.mean) / most) : 0 }}
            x={box.left}
            y={box.top}
            width={box.width}
            height={box.height}
          />
        ))}
        {region ? (
          <rect
            className="influence-region"
            x={region.box.left}
            y={region.box.top}
            width={region.box.width}
            height={region.box.height}
          />
        ) : null}
      </PictureMap>
      {region ? (
        <p className="influence-note">
          {occluded.without(intervalOf(region.without))} {occluded.alone(intervalOf(region.alone))}
        </p>
      ) : null}
      <p className="influence-note">
        {occluded.scale(twoPlaces(most))}. {occluded.noise(twoPlaces(noise), receipt.seeds.length)}
      </p>
      {strongest ? <p className="influence-note">{occluded.strongest(intervalOf(strongest.effect))}</p> : null}
    </div>
  );
}

/** A cell that was cut into finer ones is told by those. */
const finestOf = (cells: readonly Cell[]): readonly Cell[] =>
  cells.filter(
    (cell) =>
      !cells.some(
        ({ level, box }) =>
          level === cell.level + 1 &&
          box.left >= cell.box.left &&
          box.top >= cell.box.top &&
          box.left + box.width <= cell.box.left + cell.box.width &&
          box.top + box.height <= cell.box.top + cell.box.height,
      ),
  );
