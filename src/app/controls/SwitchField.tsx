import { Switch } from "radix-ui";
import { Field } from "./Fields";

/** Something that is on or off. */
export function SwitchField(props: {
  label: string;
  checked: boolean;
  help?: string;
  onChange(checked: boolean): void;
}) {
  return (
    <Field label={props.label} {...(props.help ? { help: props.help } : {})}>
      {(id) => (
        <Switch.Root id={id} className="switch" checked={props.checked} onCheckedChange={props.onChange}>
          <Switch.Thumb className="switch-thumb" />
        </Switch.Root>
      )}
    </Field>
  );
}
