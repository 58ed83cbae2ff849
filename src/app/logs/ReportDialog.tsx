import type { ReactNode } from "react";
import { choosePicture, type Imported, readAs, report as tell } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { useDocument, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { Assumed } from "./Assumed";
import { copyJson, FileUnread, ReadAs, useLogWords } from "./LogParts";
import "./logs.css";

/** What became of the run that is open, of all it held. */
export default function ReportDialog() {
  const words = useLogWords();
  return (
    <Dialog name="report" title={words.reportTitle} about={words.reportAbout} wide>
      <Report />
    </Dialog>
  );
}

function Report() {
  const imported = useDocument((state) => state.imported);
  return imported ? <ReportOf imported={imported} /> : null;
}

function ReportOf({ imported }: { imported: Imported }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const common = useWords();
  const { report, ambiguous, log, system } = imported;
  const copy = async (): Promise<void> => {
    const files = await log.unread(0, log.facts.unread);
    await copyJson(workspace, { ...report, ambiguousImages: ambiguous, notUnderstoodInFiles: files });
  };
  return (
    <div className="report">
      <Facts imported={imported} />
      <Assumed assumed={report.assumed} />
      {ambiguous.length > 0 ? <Ambiguous imported={imported} /> : null}
      {report.missingImages.length > 0 ? (
        <Part title={words.missingTitle}>
          <ul className="report-list">
            {[...new Set(report.missingImages)].map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title={words.notUnderstoodTitle}>
        {report.notUnderstood.length === 0 ? <p className="logs-facts">{words.allUnderstood}</p> : null}
        <ul className="report-list">
          {report.notUnderstood.map(({ place, code, excerpt, what, count }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes, and two pieces may share a place
            <li key={i}>
              <b>{place}</b> {common.failures[code] ?? code}
              {what === undefined ? "" : ` · ${what}`}
              {count === undefined ? "" : ` ×${count}`}
              {excerpt ? <code>{excerpt}</code> : null}
            </li>
          ))}
        </ul>
        {log.facts.unread > 0 ? <FileUnread log={log} /> : null}
      </Part>
      <div className="logs-foot">
        <ReadAs system={system} onChange={(next) => void tell(workspace, readAs(workspace, next))} />
        <Button data-first onClick={() => void copy()}>
          {words.copy}
        </Button>
      </div>
    </div>
  );
}

function Facts({ imported }: { imported: Imported }) {
  const words = useLogWords();
  const systemName = useSystemName();
  const common = useWords();
  const { place, system, steps, marks, actions, answers, observations } = imported.report;
  const kindNames: Readonly<Record<string, string>> = common.actions;
  const kinds = Object.entries(actions).map(([kind, count]) => `${kindNames[kind] ?? kind} ${count}`);
  const { kept, recomputed, lost } = observations;
  const facts: readonly (readonly [string, string])[] = [
    [words.place, place],
    [words.system, systemName(system)],
    [words.stepsTitle, String(steps)],
    [words.marks, String(marks)],
    [words.actions, kinds.join(", ") || "–"],
    [words.answers, String(answers)],
    [words.observations, words.observationCounts(kept, recomputed, lost)],
  ];
  return (
    <dl className="report-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Names that fit several pictures: a person says which, and the run is opened again. */
function Ambiguous({ imported }: { imported: Imported }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  return (
    <Part title={words.ambiguousTitle}>
      {imported.ambiguous.map(({ name, paths }) => (
        <label key={name} className="logs-check">
          {name}
          <select
            className="input"
            value=""
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
