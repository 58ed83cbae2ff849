import type { LucideIcon } from "lucide-react";
import type { ButtonHTMLAttributes, ReactElement } from "react";

export interface MenuEntry {
  readonly text: string;
  readonly icon?: LucideIcon;
  /** The key that does the same. */
  readonly hint?: string;
  readonly act: () => void;
}

export interface MenuProps {
  readonly button: ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;
  /** In their order; null is a rule between two groups. */
  readonly entries: readonly (MenuEntry | null)[];
  readonly side?: "top" | "bottom";
  readonly align?: "start" | "center" | "end";
  /** Where what stands around it has the focus by rights: it does not come to the button when the menu closes. */
  readonly leavesFocus?: boolean;
}
