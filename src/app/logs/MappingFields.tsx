import { useId } from "react";
import { FIELD_ROLES, type FieldFacts, type FieldRole, type LogMapping } from "../../opening";
import { useLogWords } from "./LogParts";

interface MappingFieldsProps {
  readonly facts: readonly FieldFacts[];
  readonly mapping: LogMapping;
  onChange(mapping: LogMapping): void;
}

/** Every field of the records with what it begins with, and what a person says it is. */
export function MappingFields({ facts, mapping, onChange }: MappingFieldsProps) {
  const words = useLogWords();
  return (
    <div className="mapping-fields">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <section className="mapping-scroll" tabIndex={0} aria-label={words.mapping.fields}>
        <table className="mapping-table">
          <thead>
            <tr>
              <th scope="col">{words.mapping.field}</th>
              <th scope="col">{words.mapping.role}</th>
            </tr>
          </thead>
          <tbody>
            {facts.map((field) => (
              <Field
                key={field.path}
                field={field}
                role={roleOf(field.path, mapping)}
                onChange={(role) => onChange(withRole(mapping, field.path, role))}
              />
            ))}
          </tbody>
        </table>
      </section>
      {mapping.fields.speaker.length > 0 ? <ModelNames mapping={mapping} onChange={onChange} /> : null}
    </div>
  );
}

const roleOf = (path: string, { fields }: LogMapping): FieldRole | null =>
  FIELD_ROLES.find((role) => fields[role].includes(path)) ?? null;

/** A field is one thing at a time; several fields may be the same. */
function withRole(mapping: LogMapping, path: string, role: FieldRole | null): LogMapping {
  const without = (paths: readonly string[]): readonly string[] => paths.filter((other) => other !== path);
  const { fields } = mapping;
  const cleared: LogMapping["fields"] = {
    question: without(fields.question),
    instructions: without(fields.instructions),
    pictures: without(fields.pictures),
    words: without(fields.words),
    speaker: without(fields.speaker),
    reference: without(fields.reference),
    score: without(fields.score),
    known: without(fields.known),
  };
  return { ...mapping, fields: role === null ? cleared : { ...cleared, [role]: [...cleared[role], path] } };
}

function Field(props: { field: FieldFacts; role: FieldRole | null; onChange(role: FieldRole | null): void }) {
  const { field, role, onChange } = props;
  const words = useLogWords();
  return (
    <tr data-chosen={role !== null}>
      <th scope="row">
        <code>{field.path}</code>
        <span className="mapping-sample">{field.sample}</span>
      </th>
      <td>
        <select
          className="input"
          aria-label={words.mapping.roleOf(field.path)}
          value={role ?? "none"}
          onChange={({ target }) => onChange(FIELD_ROLES.find((name) => name === target.value) ?? null)}
        >
          {(["none", ...FIELD_ROLES] as const).map((name) => (
            <option key={name} value={name}>
              {words.mapping.roles[name]}
            </option>
          ))}
        </select>
      </td>
    </tr>
  );
}

function ModelNames({ mapping, onChange }: Omit<MappingFieldsProps, "facts">) {
  const words = useLogWords();
  const id = useId();
  return (
    <div className="mapping-model">
      <label htmlFor={id}>{words.mapping.model}</label>
      <input
        id={id}
        className="input"
        defaultValue={mapping.model.join(", ")}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => onChange({ ...mapping, model: namesIn(target.value) })}
      />
      <p id={`${id}-help`} className="field-help">
        {words.mapping.modelHint}
      </p>
    </div>
  );
}

/** Speakers are compared in small letters. */
const namesIn = (text: string): readonly string[] =>
  text
    .split(/[,，]/)
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");
