import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";
import { type HintSide, hinted } from "./hinted";
import "./controls.css";
import "./table.css";

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "children"> {
  readonly label: string;
  /** The key that does the same. */
  readonly hint?: string;
  readonly icon: ReactNode;
  readonly side?: HintSide;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is a picture, with its name and key told on hover and focus. */
export const IconButton = ({ label, hint, icon, side, className = "", ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    className={`icon-button ${className}`}
    {...hinted(label, hint, side)}
    {...rest}
  >
    {icon}
  </button>
);

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: "plain" | "model" | "human";
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = ({ tone = "plain", className = "", ...rest }: ButtonProps) => (
  <button type="button" className={`button button-${tone} ${className}`} {...rest} />
);

export const Key = ({ children }: { children: string }) => <kbd className="key">{children}</kbd>;
