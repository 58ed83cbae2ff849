import { X } from "lucide-react";
import {
  type Breakpoint,
  CONDITION_KINDS,
  type Condition,
  type ConditionKind,
  USUAL_CONDITIONS,
} from "../../breakpoint";
import { addBreakpoint, changeBreakpoint, removeBreakpoint } from "../../workspace/breakpoints";
import { useLine, useTrace, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { keyOfRegion, regionsOf, regionWords, useBreakpoints, useBreakpointWords } from "./useBreakpoints";

/** What runs stop at: each switched on and off, changed where it has a figure, and taken away. */
export function BreakpointList() {
  const words = useBreakpointWords();
  const breakpoints = useBreakpoints((state) => state.breakpoints);
  return (
    <>
      {breakpoints.length === 0 ? <p className="breakpoints-note">{words.none}</p> : null}
      <ul className="breakpoints-list">
        {breakpoints.map((breakpoint) => (
          <Row key={breakpoint.id} breakpoint={breakpoint} />
        ))}
      </ul>
      <AddBreakpoint />
    </>
  );
}

function Row({ breakpoint }: { breakpoint: Breakpoint }) {
  const workspace = useWorkspace();
  const words = useBreakpointWords();
  const { condition } = breakpoint;
  const name = words.conditions[condition.kind];
  return (
    <li className="breakpoints-row">
      <label className="breakpoints-on">
        <input
          type="checkbox"
          aria-label={words.isOn(name)}
          checked={breakpoint.isOn}
          onChange={({ target }) => changeBreakpoint(workspace, { ...breakpoint, isOn: target.checked })}
        />
        <span>{name}</span>
      </label>
      <Figure
        condition={condition}
        onChange={(changed) => changeBreakpoint(workspace, { ...breakpoint, condition: changed })}
      />
      <IconButton
        label={words.remove(name)}
        icon={<X size={14} />}
        onClick={() => removeBreakpoint(workspace, breakpoint.id)}
      />
    </li>
  );
}

/** The figure of a condition, to be changed; the region of one about a region, to be told by. */
function Figure({ condition, onChange }: { condition: Condition; onChange(changed: Condition): void }) {
  const words = useBreakpointWords();
  const trace = useTrace();
  switch (condition.kind) {
    case "tiny-crop":
      return (
        <Amount
          value={condition.side}
          most={10_000}
          unit={words.pixels}
          name={words.conditions[condition.kind]}
          onChange={(side) => onChange({ ...condition, side })}
        />
      );
    case "answer-falls":
    case "answer-rises":
      return (
        <Amount
          value={Math.round(100 * condition.by)}
          most={100}
          unit={words.percent}
          name={words.conditions[condition.kind]}
          onChange={(percent) => onChange({ ...condition, by: percent / 100 })}
        />
      );
    case "looked-at":
    case "not-looked-at":
      return (
        <span className="breakpoints-note">
          {trace?.images.has(condition.image) ? regionWords(words, condition.box) : words.otherPicture}
        </span>
      );
    default:
      return null;
  }
}

function Amount(props: { value: number; most: number; unit: string; name: string; onChange(value: number): void }) {
  const { value, most, unit, name, onChange } = props;
  return (
    <label className="breakpoints-amount">
      <input
        className="input input-number"
        type="number"
        aria-label={name}
        min={1}
        max={most}
        defaultValue={value}
        onChange={({ target }) => {
          const typed = Math.round(target.valueAsNumber);
          if (typed >= 1 && typed <= most) onChange(typed);
        }}
      />
      {unit}
    </label>
  );
}

const isRegion = (kind: ConditionKind): kind is "looked-at" | "not-looked-at" =>
  kind === "looked-at" || kind === "not-looked-at";

/** A kind adds itself; one about a region is there once for each region that there is. */
function AddBreakpoint() {
  const workspace = useWorkspace();
  const words = useBreakpointWords();
  const trace = useTrace();
  const { line } = useLine();
  const regions = regionsOf(trace, line);
  const offered = CONDITION_KINDS.flatMap((kind): readonly { key: string; name: string; condition: Condition }[] => {
    if (!isRegion(kind)) return [{ key: kind, name: words.conditions[kind], condition: USUAL_CONDITIONS[kind] }];
    return regions.map((region) => ({
      key: `${kind} ${keyOfRegion(region)}`,
      name: `${words.conditions[kind]}: ${regionWords(words, region.box)}`,
      condition: { kind, ...region },
    }));
  });
  return (
    <>
      <select
        className="input"
        aria-label={words.add}
        value=""
        onChange={({ target }) => {
          const chosen = offered.find(({ key }) => key === target.value);
          if (chosen) addBreakpoint(workspace, chosen.condition);
        }}
      >
        <option value="">{words.choose}</option>
        {offered.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      {regions.length === 0 ? <p className="breakpoints-note">{words.needsRegion}</p> : null}
    </>
  );
}
