import type { ReactNode } from "react";
import { candidates, recognise } from "../../opening";
import { report as tell } from "../../workspace/files";
import { choosePicture } from "../../workspace/logs";
import { useSystemName } from "../binding/useSystemName";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Assumed } from "./Assumed";
import { useLogWords } from "./LogParts";
import type { Subject } from "./subject";

/** What was recognised, what was read, and which pictures are missing. */
export function ReportFacts({ subject }: { subject: Subject }) {
  const words = useLogWords();
  const { ambiguous, report } = subject.reading;
  return (
    <>
      <Facts subject={subject} />
      <Assumed assumed={report.assumed} />
      {ambiguous.length > 0 ? <Ambiguous subject={subject} /> : null}
      {report.missingImages.length > 0 ? (
        <Part title={words.missingTitle}>
          <ul className="report-names">
            {[...new Set(report.missingImages)].map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Part>
      ) : null}
    </>
  );
}

function Facts({ subject }: { subject: Subject }) {
  const words = useLogWords();
  const systemName = useSystemName();
  const common = useWords();
  const { place, system, steps, marks, actions, answers, observations } = subject.reading.report;
  const kindNames: Readonly<Record<string, string>> = common.actions;
  const kinds = Object.entries(actions).map(([kind, count]) => `${kindNames[kind] ?? kind} ${count}`);
  const { kept, recomputed, lost } = observations;
  const sureness = surenessOf(subject);
  const facts: readonly (readonly [string, string, string?])[] = [
    [words.place, words.placeIn(place)],
    [words.recognised, `${systemName(system)} · ${words.sureness[sureness]}`, words.surenessWhy[sureness]],
    [words.form, subject.records[0].form],
    [words.stepsTitle, String(steps)],
    [words.marks, String(marks)],
    [words.actions, kinds.join(", ") || "–"],
    [words.answers, String(answers)],
    [words.observations, words.observationCounts(kept, recomputed, lost)],
  ];
  return (
    <dl className="report-facts">
      {facts.map(([name, value, why]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value}
            {why === undefined ? null : <span className="report-why">{why}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How sure it is that the run is of the system that it is read as. */
function surenessOf({ records, reading }: Subject) {
  if (reading.system !== null) return "told";
  const found = candidates(records[0]).find(({ system }) => system === reading.report.system);
  return (found ?? recognise(records[0])).sureness;
}

/** Names that fit several pictures: a person says which, and the run is opened again. */
function Ambiguous({ subject }: { subject: Subject }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  return (
    <Part title={words.ambiguousTitle}>
      {subject.reading.ambiguous.map(({ name, paths }) => (
        <label key={name} className="logs-check">
          {name}
          <select
            className="input"
            value=""
            disabled={subject.inspected !== null}
            onChange={({ target }) => void tell(workspace, choosePicture(workspace, name, target.value))}
          >
            <option value="">{words.notChosen}</option>
            {paths.map((path) => (
              <option key={path} value={path}>
                {path}
              </option>
            ))}
          </select>
        </label>
      ))}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="report-title">{title}</h3>
      {children}
    </section>
  );
}
