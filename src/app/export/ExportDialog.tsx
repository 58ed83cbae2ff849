import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useStore } from "zustand";
import { type ExportPlan, type ExportTarget, hasToolMarks, planExport } from "../../export";
import { type ExportSource, exportSource, saveExport } from "../../workspace/exporting";
import { EXPORT_SCOPES } from "../../workspace/state";
import { useVersion } from "../binding/useVersion";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Choice, Dialog, SwitchField } from "../controls";
import { useExportWords } from "./exportWords";
import { PlanFacts } from "./PlanFacts";
import { SaveRow } from "./SaveRow";
import { TargetList } from "./TargetList";
import { targetNamed } from "./targets";
import "./export.css";

/** Traces as files for trainers and annotation tools: for whom, which lines, what would be written. */
export function ExportDialog() {
  const words = useExportWords();
  return (
    <Dialog name="export" title={words.title} about={words.about} widest>
      <Shown />
    </Dialog>
  );
}

/** Nothing is gathered while the dialog is closed. */
function Shown() {
  const { exports, logs } = useWorkspace();
  const words = useExportWords();
  const isListed = useStore(logs, ({ current }) => current?.kind === "listed");
  const isOpen = useView(({ dialog }) => dialog === "export");
  const { target: name, scope, made } = useStore(exports);
  const target = targetNamed(name);
  return isOpen ? (
    <div className="export">
      <TargetList target={target} onChange={(chosen) => exports.setState({ target: chosen })} />
      <div className="export-plan">
        <Choice
          label={words.scope}
          value={scope}
          options={EXPORT_SCOPES.filter((value) => (value !== "log" || isListed) && (value !== "made" || made)).map(
            (value) => ({
              value,
              name: words.scopes[value],
            }),
          )}
          onChange={(chosen) => exports.setState({ scope: chosen })}
        />
        <Planned target={target} />
      </div>
    </div>
  ) : null;
}

function Planned({ target }: { target: ExportTarget }) {
  const words = useExportWords();
  const { exports } = useWorkspace();
  const toolMarks = useStore(exports, (state) => state.toolMarks);
  const source = useSource();
  const plan = useMemo(
    () => (source.data ? planExport(target, { ...source.data.input, toolMarks }) : null),
    [target, source.data, toolMarks],
  );
  return (
    <>
      {target.writesMarks && source.data && hasToolMarks(source.data.input) ? (
        <SwitchField
          label={words.toolMarks}
          help={words.toolMarksHelp}
          checked={toolMarks}
          onChange={(wanted) => exports.setState({ toolMarks: wanted })}
        />
      ) : null}
      {/* Here before its words are: what comes together with them is often not told. */}
      <p role="status" className="export-news">
        {source.isError ? (
          words.failed
        ) : plan && source.data ? (
          <Found plan={plan} source={source.data} />
        ) : (
          words.gathering
        )}
      </p>
      {plan && source.data ? <PlanFacts target={target} plan={plan} source={source.data} /> : null}
      <Saving target={target} plan={plan} source={source.data ?? null} />
    </>
  );
}

/** The lines of the chosen scope, gathered anew whenever the trace or the place in it is another. */
function useSource() {
  const workspace = useWorkspace();
  const scope = useStore(workspace.exports, (state) => state.scope);
  const trace = useSession(({ log }) => log?.trace ?? null);
  const leaf = useSession(({ place }) => place.step);
  const made = useStore(workspace.exports, (state) => state.made);
  const of = scope === "line" ? leaf : scope === "made" ? made : null;
  const version = useVersion(trace);
  return useQuery({
    queryKey: ["export", scope, version, of],
    queryFn: ({ signal }) => exportSource(workspace, scope, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
}

function Found({ plan, source }: { plan: ExportPlan; source: ExportSource }) {
  const words = useExportWords();
  if (source.input.lines.length === 0 && plan.rowCount === 0) return words.noLines;
  const pictures = plan.files.filter(({ kind }) => kind === "picture").length;
  const facts = [words.rows(plan.rowCount), words.from(source.input.lines.length, source.traces)];
  return (
    <>
      <b>{facts.join(" ")}</b>
      {pictures > 0 ? ` · ${words.pictures(pictures)}` : ""}
      {plan.rowCount === 0 ? ` · ${words.noRows}` : ""}
    </>
  );
}

function Saving(props: { target: ExportTarget; plan: ExportPlan | null; source: ExportSource | null }) {
  const { target, plan, source } = props;
  const workspace = useWorkspace();
  const isReady = plan !== null && source !== null && plan.rowCount > 0;
  return (
    <SaveRow
      isReady={isReady}
      onSave={() => {
        if (isReady) void saveExport(workspace, target.name, plan, source);
      }}
    />
  );
}
