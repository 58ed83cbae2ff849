import type { CloudBox, Finding } from "../../influence";
import { reshapeStep } from "../../workspace/editing";
import { useReadOnly, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { Words } from "../words";
import { PictureMap } from "./PictureMap";
import { percent, useInfluenceWords } from "./useInfluence";

/** As many as can be told apart on a picture. */
const MOST_SHOWN = 24;

/** The boxes that the tokens could have been, the fainter the less likely; each can be branched from. */
export function Cloud({ finding }: { finding: Finding }) {
  const workspace = useWorkspace();
  const { clouded } = useInfluenceWords();
  const { stage } = useWords();
  const isReadOnly = useReadOnly();
  if (finding.kind !== "cloud") return null;
  const { boxes, covered } = finding.cloud;
  const shown = boxes.slice(0, MOST_SHOWN);
  const [first] = shown;
  const said = clouded.covered(boxes.length, percent(covered));
  const branch = ({ action, isOwn }: CloudBox): void => {
    if (isReadOnly || isOwn) return;
    workspace.view.setState({ dialog: null });
    void reshapeStep(workspace, finding.step, action);
  };
  return (
    <div className="influence-card">
      <p className="influence-verdict">{said}</p>
      {first ? (
        <PictureMap image={first.action.image} label={`${clouded.label}: ${said}`}>
          {shown.toReversed().map((each) => (
            <CloudRect key={JSON.stringify(each.action)} box={each} most={first.probability} onChoose={branch} />
          ))}
        </PictureMap>
      ) : null}
      <ol className="influence-boxes">
        {shown.map((each) => (
          <li key={JSON.stringify(each.action)}>
            <span className="influence-number">{sidesOf(each, stage)}</span>
            <span className="influence-number">{percentOf(each.probability)}</span>
            {each.isOwn ? (
              <span className="influence-note">{clouded.own}</span>
            ) : (
              <Button
                tone="human"
                disabled={isReadOnly}
                aria-label={clouded.choose(percentOf(each.probability))}
                onClick={() => branch(each)}
              >
                {clouded.branch}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

const percentOf = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 2 : 0)} %`;

function sidesOf({ action }: CloudBox, words: Words["stage"]): string {
  if (!("box" in action)) return "";
  const { left, top, width, height } = action.box;
  return words.box(Math.round(left), Math.round(top), Math.round(width), Math.round(height));
}

/** The list below does the same by key; here it is a place to click. */
function CloudRect(props: { box: CloudBox; most: number; onChoose(box: CloudBox): void }) {
  const { box, most, onChoose } = props;
  if (!("box" in box.action)) return null;
  const { left, top, width, height } = box.action.box;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a list of buttons beside it does the same, by key too
    <rect
      className={box.isOwn ? "influence-box" : "influence-cloud"}
      style={{ opacity: box.isOwn ? 1 : 0.25 + 0.75 * Math.sqrt(box.probability / most) }}
      x={left}
      y={top}
      width={width}
      height={height}
      onClick={() => onChoose(box)}
    />
  );
}
