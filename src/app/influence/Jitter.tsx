import type { Finding, JitterMap } from "../../influence";
import { PictureMap } from "./PictureMap";
import { percent, useInfluenceWords } from "./useInfluence";

/** Every box that was tried, by its middle: a dot where the answer stays, a cross where it flips. */
export function Jitter({ finding }: { finding: Finding }) {
  const words = useInfluenceWords();
  if (finding.kind !== "jitter") return null;
  const { map } = finding;
  const { tried, smallestFlip, smallestThatStays } = map;
  const stays = tried.filter((each) => each.stays).length;
  const { jittered } = words;
  return (
    <div className="influence-card">
      <p className="influence-verdict">{jittered.count(stays, tried.length)}</p>
      <PictureMap image={map.on} label={`${jittered.label}: ${jittered.count(stays, tried.length)}`}>
        <Boxes map={map} />
      </PictureMap>
      <ul className="influence-legend">
        <li className="influence-stays">{jittered.stays}</li>
        <li className="influence-flips">{jittered.flips}</li>
      </ul>
      <p>
        {smallestFlip
          ? jittered.flip(percent(smallestFlip.overlap), smallestFlip.answer ?? jittered.none)
          : jittered.noFlip}
      </p>
      <p>
        {map.smallestTurn
          ? jittered.turn(`${Math.round(map.smallestTurn.change.degrees)}°`, map.smallestTurn.answer ?? jittered.none)
          : jittered.noTurn}
      </p>
      {smallestThatStays ? (
        <p>{jittered.smallest(Math.round(smallestThatStays.box.width), Math.round(smallestThatStays.box.height))}</p>
      ) : null}
    </div>
  );
}

function Boxes({ map: { box, tried, smallestFlip } }: { map: JitterMap }) {
  const unit = Math.max(box.width, box.height) / 24;
  const moved = tried.filter(({ change }) => change.scale === 1 && change.aspect === 1 && change.degrees === 0);
  const sized = tried.filter(({ change }) => change.scale !== 1 || change.aspect !== 1);
  return (
    <>
      {sized.map(({ change, box, stays }) => (
        <rect
          key={Object.values(change).join(" ")}
          className={stays ? "influence-box-stays" : "influence-box-flips"}
          x={box.left}
          y={box.top}
          width={box.width}
          height={box.height}
        />
      ))}
      {moved.map(({ change, box, stays }) => {
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return stays ? (
          <circle key={`${change.right} ${change.down}`} className="influence-dot" cx={x} cy={y} r={unit} />
        ) : (
          <path
            key={`${change.right} ${change.down}`}
            className="influence-cross"
            d={`M${x - unit} ${y - unit}l${2 * unit} ${2 * unit}m0 ${-2 * unit}l${-2 * unit} ${2 * unit}`}
          />
        );
      })}
      <rect className="influence-box" x={box.left} y={box.top} width={box.width} height={box.height} />
      {smallestFlip ? (
        <rect
          className="influence-box-flip"
          x={smallestFlip.box.left}
          y={smallestFlip.box.top}
          width={smallestFlip.box.width}
          height={smallestFlip.box.height}
        />
      ) : null}
    </>
  );
}
