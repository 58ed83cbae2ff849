import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { groupStatistics } from "../../scoring";
import type { ImageRecord } from "../../trace";
import { backToList, openRollouts } from "../../workspace/logs";
import { type Rollouts, toggled } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { shortScore, useLogWords } from "./LogParts";
import { type MarkLayer, MarksPicture } from "./MarksPicture";
import { RolloutRow } from "./RolloutRow";
import { markedImages, type Run, runsOf, valuesOf, worthsOf } from "./rollouts";
import { strokeOf } from "./strokes";
import "./logs.css";
import "./report.css";

/** The runs of one problem, all on one picture, each with its score. */
export default function RolloutsDialog() {
  const words = useLogWords();
  return (
    <Dialog name="rollouts" title={words.rollouts.title} about={words.rollouts.about} widest>
      <Shown />
    </Dialog>
  );
}

function Shown() {
  const rollouts = useStore(useWorkspace().logs, (state) => state.rollouts);
  return rollouts ? <RolloutsOf rollouts={rollouts} /> : null;
}

function RolloutsOf({ rollouts }: { rollouts: Rollouts }) {
  const words = useLogWords();
  const runs = useMemo(() => runsOf(rollouts), [rollouts]);
  const images = useMemo(() => markedImages(rollouts, runs), [rollouts, runs]);
  const [nthImage, setNthImage] = useState(0);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [pointed, setPointed] = useState<number | null>(null);
  const image = images[nthImage];
  const truth = rollouts.imported.records[0].reference?.answer;
  const reward = useReward(rollouts);
  const worths = useMemo(() => worthsOf(rollouts.entries), [rollouts]);
  return (
    <div className="rollouts">
      <p className="rollouts-question">{rollouts.imported.records[0].question}</p>
      {truth === undefined ? null : <p className="logs-facts">{words.rollouts.truth(truth)}</p>}
      {reward === null ? null : <GroupWorth by={reward} values={valuesOf(rollouts.entries)} />}
      <div className="rollouts-columns">
        <div className="rollouts-picture">
          {images.length > 1 ? <ImageChoice count={images.length} chosen={nthImage} onChoose={setNthImage} /> : null}
          {image ? <Overlay image={image} runs={runs} hidden={hidden} pointed={pointed} /> : null}
        </div>
        <ul className="rollouts-list" aria-label={words.rollouts.list}>
          {runs.map((run) => (
            <RolloutRow
              key={run.nth}
              run={run}
              worth={reward === null ? null : (worths[run.nth] ?? null)}
              marks={image ? run.actionsOn(image.id).length : 0}
              shown={!hidden.has(run.nth)}
              opened={rollouts.opened}
              onToggle={() => setHidden(toggled(hidden, run.nth))}
              onPoint={(isPointed) => setPointed(isPointed ? run.nth : null)}
            />
          ))}
        </ul>
      </div>
      <Foot rollouts={rollouts} runs={runs} allShown={hidden.size === 0} onShow={setHidden} />
    </div>
  );
}

/** The name of the reward that the list of these runs goes by; null where it goes by none. */
function useReward({ imported }: Rollouts): string | null {
  const current = useStore(useWorkspace().logs, (state) => state.current);
  return current?.kind === "listed" && current.log === imported.log ? (current.filter.reward?.name ?? null) : null;
}

/** What the scores of the runs come to, as the group that a trainer would make of them. */
function GroupWorth({ by, values }: { by: string; values: readonly number[] }) {
  const words = useLogWords();
  if (values.length === 0) return null;
  const { mean, spread, least, most, uniform } = groupStatistics(values);
  return (
    <p className="logs-facts">
      {by}: {words.reward.mean(shortScore(mean), shortScore(spread), shortScore(least), shortScore(most))}
      {uniform && values.length > 1 ? `. ${words.rollouts.uniform}` : ""}
    </p>
  );
}

function ImageChoice({ count, chosen, onChoose }: { count: number; chosen: number; onChoose(nth: number): void }) {
  const words = useLogWords();
  return (
    <label className="logs-check">
      {words.rollouts.whichPicture}
      <select className="input" value={chosen} onChange={({ target }) => onChoose(Number(target.value))}>
        {Array.from({ length: count }, (_, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pictures are told apart by their number
          <option key={nth} value={nth}>
            {words.rollouts.nthPicture(nth + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Overlay(props: {
  image: ImageRecord;
  runs: readonly Run[];
  hidden: ReadonlySet<number>;
  pointed: number | null;
}) {
  const { image, runs, hidden, pointed } = props;
  const words = useLogWords();
  const shown = runs.filter(({ nth }) => !hidden.has(nth));
  const layers = shown.map(
    ({ nth, actionsOn }): MarkLayer => ({
      key: String(nth),
      name: String(nth + 1),
      slot: nth,
      stroke: strokeOf(nth),
      actions: actionsOn(image.id),
      faint: pointed !== null && pointed !== nth,
    }),
  );
  const isEmpty = runs.every(({ actionsOn }) => actionsOn(image.id).length === 0);
  return (
    <>
      <MarksPicture image={image} label={words.rollouts.picture(shown.length)} layers={layers} />
      {isEmpty ? <p className="logs-facts">{words.rollouts.nothing}</p> : null}
    </>
  );
}

function Foot(props: {
  rollouts: Rollouts;
  runs: readonly Run[];
  allShown: boolean;
  onShow(hidden: ReadonlySet<number>): void;
}) {
  const { rollouts, runs, allShown, onShow } = props;
  const workspace = useWorkspace();
  const words = useLogWords();
  const all = new Set(runs.map(({ nth }) => nth));
  const inLog = rollouts.entries[0]?.runs ?? runs.length;
  return (
    <div className="logs-foot">
      <span className="logs-actions">
        <Button onClick={() => onShow(allShown ? all : new Set())}>
          {allShown ? words.rollouts.none : words.rollouts.all}
        </Button>
        {inLog > runs.length && !rollouts.opened ? (
          <span className="logs-facts">{words.rollouts.most(runs.length, inLog)}</span>
        ) : null}
      </span>
      {rollouts.opened ? null : (
        <span className="logs-actions">
          <Button onClick={() => backToList(workspace)}>{words.backToList}</Button>
          <Button tone="human" data-first onClick={() => void openRollouts(workspace, rollouts)}>
            {words.rollouts.open(runs.length)}
          </Button>
        </span>
      )}
    </div>
  );
}
