import type { ReactNode } from "react";

/** What is pushed sideways where it is wider than its place, such as a table on a phone; by the arrow keys, too. */
export const Sideways = ({ className, children }: { className: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
  <div className={className} tabIndex={0}>
    {children}
  </div>
);
