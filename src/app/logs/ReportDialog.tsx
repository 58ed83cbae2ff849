import { useState } from "react";
import { report as tell } from "../../workspace/files";
import { backToList, openInspected, takeReading } from "../../workspace/logs";
import type { Inspected } from "../../workspace/state";
import { useDocument, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { FileUnread } from "./FileUnread";
import { Findings } from "./Findings";
import { copyJson, useLogWords } from "./LogParts";
import { RawRecord } from "./RawRecord";
import { ReportFacts } from "./ReportFacts";
import { recordOfFinding, type Subject, useSubject } from "./subject";
import { Trial } from "./Trial";
import "./logs.css";
import "./report.css";

/** What became of a run, of all it held: of the one that is open, or of one in the list that is only looked at. */
export default function ReportDialog() {
  const words = useLogWords();
  return (
    <Dialog name="report" title={words.reportTitle} about={words.reportAbout} widest>
      <Report />
    </Dialog>
  );
}

function Report() {
  const subject = useSubject();
  const [trying, setTrying] = useState(false);
  if (!subject) return null;
  return trying ? (
    <TrialOf subject={subject} onEnd={() => setTrying(false)} />
  ) : (
    <ReportOf key={subject.reading.root} subject={subject} onTry={() => setTrying(true)} />
  );
}

function ReportOf({ subject, onTry }: { subject: Subject; onTry(): void }) {
  const words = useLogWords();
  const { log, reading } = subject;
  const { notUnderstood } = reading.report;
  const [chosen, setChosen] = useState<number | null>(notUnderstood.length > 0 ? 0 : null);
  const finding = chosen === null ? undefined : notUnderstood[chosen];
  const shown = recordOfFinding(subject, finding ?? null);
  return (
    <div className="report">
      <ReportFacts subject={subject} />
      <div className="report-columns">
        <section className="report-findings" aria-label={words.notUnderstoodTitle}>
          <h3 className="report-title">{words.notUnderstoodTitle}</h3>
          <Findings findings={notUnderstood} chosen={chosen} onChoose={setChosen} />
          {log.facts.unread > 0 ? <FileUnread log={log} /> : null}
        </section>
        <RawRecord
          key={`${shown.index}/${chosen}`}
          log={log}
          of={{ of: "record", index: shown.index }}
          finding={shown.finding}
        />
      </div>
      <Foot subject={subject} onTry={onTry} />
    </div>
  );
}

function Foot({ subject, onTry }: { subject: Subject; onTry(): void }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const { log, reading, inspected } = subject;
  const copy = async (): Promise<void> => {
    const files = await log.unread(0, log.facts.unread);
    await copyJson(workspace, {
      ...reading.report,
      ambiguousImages: reading.ambiguous,
      notUnderstoodInFiles: files,
    });
  };
  return (
    <div className="logs-foot">
      <span className="logs-actions">
        {inspected ? <Button onClick={() => backToList(workspace)}>{words.backToList}</Button> : null}
        <Button onClick={onTry}>{words.trial.title}</Button>
      </span>
      <span className="logs-actions">
        <Button data-first={inspected ? undefined : true} onClick={() => void copy()}>
          {words.copy}
        </Button>
        {inspected ? <OpenButton inspected={inspected} /> : null}
      </span>
    </div>
  );
}

function OpenButton({ inspected }: { inspected: Inspected }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  return (
    <Button tone="human" data-first onClick={() => void tell(workspace, openInspected(workspace, inspected))}>
      {words.openRun}
    </Button>
  );
}

/** Another system's reading, before it is taken: of the open run as a change to it, of another for when it is opened. */
function TrialOf({ subject, onEnd }: { subject: Subject; onEnd(): void }) {
  const workspace = useWorkspace();
  const imported = useDocument((state) => state.imported);
  const { inspected } = subject;
  return (
    <Trial
      subject={subject}
      onLeave={onEnd}
      onTake={(tried) => {
        if (inspected) workspace.logs.setState({ inspected: { ...inspected, reading: tried.reading } });
        else if (imported) void tell(workspace, Promise.resolve(takeReading(workspace, imported, tried)));
        onEnd();
      }}
    />
  );
}
