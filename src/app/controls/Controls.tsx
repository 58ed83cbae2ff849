import { Tooltip } from "radix-ui";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import "./controls.css";
import "./table.css";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  readonly label: string;
  /** The key that does the same. */
  readonly hint?: string;
  readonly icon: ReactNode;
  readonly side?: "top" | "bottom" | "left" | "right";
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is a picture, with its name and key told on hover and focus. */
export function IconButton({ label, hint, icon, side = "bottom", className = "", ...rest }: IconButtonProps) {
  return (
    <Hint text={label} hint={hint} side={side}>
      <button type="button" aria-label={label} className={`icon-button ${className}`} {...rest}>
        {icon}
      </button>
    </Hint>
  );
}

export function Hint(props: {
  text: string;
  hint?: string | undefined;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactNode;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{props.children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" side={props.side ?? "bottom"} sideOffset={6} collisionPadding={8}>
          {props.text}
          {props.hint ? <kbd>{props.hint}</kbd> : null}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: "plain" | "model" | "human";
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = ({ tone = "plain", className = "", ...rest }: ButtonProps) => (
  <button type="button" className={`button button-${tone} ${className}`} {...rest} />
);

export const Key = ({ children }: { children: string }) => <kbd className="key">{children}</kbd>;
