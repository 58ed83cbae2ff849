import { useState } from "react";
import { useStore } from "zustand";
import { EMPTY_MAPPING, fieldsOf, type LogMapping, listsIn, recordsOf } from "../../opening";
import { report } from "../../workspace/files";
import { askForMapping, openMapped, saveMapping } from "../../workspace/logs";
import type { UnknownLog } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { useLogWords } from "./LogParts";
import { MappingFields } from "./MappingFields";
import { MappingPreview } from "./MappingPreview";
import "./logs.css";
import "./mapping.css";
import "./report.css";

/** A log that nobody knows: a person says which of its fields are what. */
export default function MappingDialog() {
  const words = useLogWords();
  const isOver = useStore(useWorkspace().logs, ({ unknown }) => unknown?.over === true);
  const about = isOver ? words.mapping.aboutOver : words.mapping.about;
  return (
    <Dialog name="mapping" title={words.mapping.title} about={about} widest>
      <Shown />
    </Dialog>
  );
}

function Shown() {
  const unknown = useStore(useWorkspace().logs, (state) => state.unknown);
  return unknown ? <Mapping key={unknown.name} unknown={unknown} /> : null;
}

function Mapping({ unknown }: { unknown: UnknownLog }) {
  const words = useLogWords();
  const fresh = { ...EMPTY_MAPPING, name: words.mapping.usualName(unknown.name), records: recordsIn(unknown.values) };
  const [mapping, setMapping] = useState<LogMapping>(unknown.offered[0] ?? fresh);
  const facts = fieldsOf(recordsOf(unknown.values, mapping.records));
  const shaped = { ...mapping, shape: facts.map(({ path }) => path) };
  return (
    <div className="mapping">
      <Heads unknown={unknown} fresh={fresh} mapping={mapping} onChange={setMapping} />
      <div className="mapping-columns">
        <MappingFields facts={facts} mapping={mapping} onChange={setMapping} />
        <MappingPreview values={unknown.values} mapping={mapping} />
      </div>
      <Foot unknown={unknown} mapping={shaped} onLoad={setMapping} />
    </div>
  );
}

/** A file that is one value with a list in it most likely holds its records there. */
function recordsIn(values: readonly unknown[]): string {
  const [only, ...others] = values;
  return others.length === 0 ? (listsIn(only)[0] ?? "") : "";
}

function Heads(props: {
  unknown: UnknownLog;
  fresh: LogMapping;
  mapping: LogMapping;
  onChange(mapping: LogMapping): void;
}) {
  const { unknown, fresh, mapping, onChange } = props;
  const words = useLogWords();
  const lists = listsIn(unknown.values[0]);
  return (
    <div className="logs-filters">
      {unknown.offered.length > 0 ? (
        <label className="logs-check">
          {words.mapping.kept}
          <select
            className="input"
            value={unknown.offered.findIndex(({ name }) => name === mapping.name)}
            onChange={({ target }) => onChange(unknown.offered[Number(target.value)] ?? fresh)}
          >
            <option value={-1}>{words.mapping.noKept}</option>
            {unknown.offered.map(({ name }, i) => (
              <option key={name} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className="logs-check mapping-name">
        {words.mapping.name}
        <input
          className="input"
          data-first
          value={mapping.name}
          onChange={({ target }) => onChange({ ...mapping, name: target.value })}
        />
      </label>
      {lists.length > 0 ? (
        <label className="logs-check">
          {words.mapping.records}
          <select
            className="input"
            value={mapping.records}
            onChange={({ target }) => onChange({ ...mapping, records: target.value, fields: EMPTY_MAPPING.fields })}
          >
            <option value="">{words.mapping.wholeValue}</option>
            {lists.map((path) => (
              <option key={path} value={path}>
                {path}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

function Foot(props: { unknown: UnknownLog; mapping: LogMapping; onLoad(mapping: LogMapping): void }) {
  const { unknown, mapping, onLoad } = props;
  const workspace = useWorkspace();
  const words = useLogWords();
  const load = async (): Promise<void> => {
    const loaded = await askForMapping(workspace);
    if (loaded && "code" in loaded) workspace.view.setState({ failure: loaded });
    else if (loaded) {
      workspace.view.setState({ failure: null });
      onLoad(loaded);
    }
  };
  const isReady = mapping.fields.words.length > 0;
  return (
    <div className="logs-foot">
      <span className="logs-actions">
        <Button onClick={() => void load()}>{words.mapping.load}</Button>
        <Button disabled={!isReady} onClick={() => void saveMapping(workspace, mapping)}>
          {words.mapping.save}
        </Button>
      </span>
      <Button
        tone="human"
        disabled={!isReady}
        onClick={() => void report(workspace, openMapped(workspace, unknown, mapping))}
      >
        {words.mapping.open}
      </Button>
    </div>
  );
}
