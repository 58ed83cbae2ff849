import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type Action, type ImageId, shapeInSize, shapeOf, withShape } from "../../action";
import type { DialectName } from "../../dialect";
import { candidates } from "../../opening";
import { actionsOnImage } from "../../stage";
import { type ImageRecord, lineTo, type Trace } from "../../trace";
import { factsOf, type ReadingFacts, type TriedReading, tryReading } from "../../workspace/logs";
import type { Reading } from "../../workspace/state";
import { useSystemName, useSystemTitles } from "../binding/useSystemName";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useLogWords } from "./LogParts";
import { type MarkLayer, MarksPicture } from "./MarksPicture";
import { StrokeSample } from "./StrokeSample";
import { strokeOf } from "./strokes";
import type { Subject } from "./subject";

interface TrialProps {
  readonly subject: Subject;
  onLeave(): void;
  onTake(tried: TriedReading): void;
}

/** Another system's reading beside the one that is: what would change, before anything does. */
export function Trial({ subject, onLeave, onTake }: TrialProps) {
  const words = useLogWords();
  const systemName = useSystemName();
  const [system, setSystem] = useState<DialectName | null>(() => nextBest(subject));
  const now = useReadingTrace(subject);
  const then = useTried(subject, system);
  return (
    <section className="trial" aria-label={words.trial.title}>
      <h3 className="report-title">{words.trial.title}</h3>
      <p className="logs-facts">{words.trial.about}</p>
      <SystemChoice subject={subject} system={system} onChange={setSystem} />
      {then && now ? <Change now={now} then={then} /> : <p role="status">{words.trial.reading}</p>}
      <div className="logs-foot">
        <Button onClick={onLeave}>{words.trial.leave}</Button>
        <Button tone="human" disabled={!then} onClick={() => then && onTake(then)}>
          {words.trial.take(then ? systemName(then.reading.report.system) : "…")}
        </Button>
      </div>
    </section>
  );
}

/** The surest system that the run is not read as now; what its words say, where there is no other. */
const nextBest = ({ records, reading }: Subject): DialectName | null =>
  candidates(records[0]).find(({ system }) => system !== reading.report.system)?.system ?? null;

function SystemChoice(props: {
  subject: Subject;
  system: DialectName | null;
  onChange(system: DialectName | null): void;
}) {
  const { subject, system, onChange } = props;
  const words = useLogWords();
  const titles = useSystemTitles();
  const fitting = useMemo(() => candidates(subject.records[0]), [subject]);
  const others = titles.filter(({ name }) => !fitting.some(({ system }) => system === name));
  const titleOf = (name: string): string => titles.find((title) => title.name === name)?.title ?? name;
  const choose = (name: string): void => onChange(titles.find((title) => title.name === name)?.name ?? null);
  return (
    <label className="logs-check">
      {words.readAs}
      <select className="input" data-first value={system ?? ""} onChange={({ target }) => choose(target.value)}>
        <option value="">{words.detected}</option>
        <optgroup label={words.trial.fits}>
          {fitting.map(({ system, sureness }) => (
            <option key={system} value={system}>
              {`${titleOf(system)} · ${words.sureness[sureness]}`}
            </option>
          ))}
        </optgroup>
        <optgroup label={words.trial.others}>
          {others.map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}

/** The reading as it is: in the open trace, or read again where the run is only looked at. */
function useReadingTrace(subject: Subject): TriedReading | null {
  const trace = useTrace();
  const again = useTried(subject, subject.reading.system, subject.inspected !== null);
  if (subject.inspected) return again;
  return trace && { trace, reading: subject.reading };
}

function useTried(subject: Subject, system: DialectName | null, enabled = true): TriedReading | null {
  const workspace = useWorkspace();
  const { data = null } = useQuery({
    queryKey: ["tried-reading", subject.log.facts, subject.indices, system],
    queryFn: async () => tryReading(workspace, subject, system),
    enabled,
    staleTime: 0,
    gcTime: 0,
  });
  return data;
}

function Change({ now, then }: { now: TriedReading; then: TriedReading }) {
  const words = useLogWords();
  const [before, after] = [factsOf(now.trace, now.reading), factsOf(then.trace, then.reading)];
  const isSame = before.places === after.places && FACTS.every((name) => before[name] === after[name]);
  return (
    <div className="trial-change">
      <div>
        <FactsTable now={now} then={then} before={before} after={after} />
        {isSame ? <p className="logs-facts">{words.trial.same}</p> : null}
      </div>
      <BothOnPicture now={now} then={then} />
    </div>
  );
}

const FACTS = ["steps", "thoughts", "actions", "marks", "observations", "notUnderstood", "answer"] as const;

function FactsTable(props: { now: TriedReading; then: TriedReading; before: ReadingFacts; after: ReadingFacts }) {
  const { now, then, before, after } = props;
  const words = useLogWords();
  const systemName = useSystemName();
  const moved = before.places !== after.places && before.marks === after.marks;
  const isChanged = (name: (typeof FACTS)[number]): boolean =>
    before[name] !== after[name] || (name === "marks" && moved);
  const head = (name: string, { report }: Reading, nth: number) => (
    <th scope="col">
      <StrokeSample nth={nth} /> {name} <span className="logs-facts">{systemName(report.system)}</span>
    </th>
  );
  return (
    <table className="data-table trial-table">
      <thead>
        <tr>
          <th scope="col">{words.trial.what}</th>
          {head(words.trial.now, now.reading, 0)}
          {head(words.trial.afterwards, then.reading, 1)}
        </tr>
      </thead>
      <tbody>
        {FACTS.map((name) => (
          <tr key={name} data-changed={isChanged(name)}>
            <th scope="row">{words.trial.rows[name]}</th>
            <td>{before[name] ?? words.trial.noAnswer}</td>
            <td>
              {after[name] ?? words.trial.noAnswer}
              {name === "marks" && moved ? `, ${words.trial.elsewhere}` : ""}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BothOnPicture({ now, then }: { now: TriedReading; then: TriedReading }) {
  const words = useLogWords();
  const layers = (image: ImageId): readonly MarkLayer[] =>
    [now, then].map((tried, nth) => ({
      key: String(nth),
      name: nth === 0 ? words.trial.now : words.trial.afterwards,
      slot: nth * 3,
      stroke: strokeOf(nth),
      actions: actionsOf(tried, then.trace, image),
    }));
  const image = mostMarked(then.trace, (id) => layers(id).reduce((sum, { actions }) => sum + actions.length, 0));
  if (!image) return null;
  const shown = layers(image.id);
  if (shown.every(({ actions }) => actions.length === 0))
    return <p className="logs-facts">{words.trial.nothingToDraw}</p>;
  return <MarksPicture image={image} label={words.trial.picture} layers={shown} />;
}

/** The actions on a picture, in pixels of the size that `shown` takes it for: a missing one may have two sizes. */
function actionsOf({ trace, reading }: TriedReading, shown: Trace, id: ImageId): readonly Action[] {
  const actions = reading.branches.flatMap(({ ends }) =>
    ends ? actionsOnImage(trace, lineTo(trace, ends.last), id) : [],
  );
  const [from, to] = [trace.images.get(id), shown.images.get(id)];
  if (!from || !to || (from.width === to.width && from.height === to.height)) return actions;
  return actions.map((action) => withShape(action, shapeInSize(shapeOf(action), from, to)));
}

/** The source picture with the most marks on it. */
function mostMarked(trace: Trace, marksOn: (id: ImageId) => number): ImageRecord | null {
  const sources = [...trace.images.values()].filter(({ origin }) => origin.kind === "source");
  const [first, ...others] = sources.map((image) => ({ image, marks: marksOn(image.id) }));
  return others.reduce((best, next) => (best && next.marks > best.marks ? next : best), first)?.image ?? null;
}
