import { type ReactNode, useId } from "react";

/** One carrier: what it is, and what to press for it. */
export function Carrier({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="share-carrier" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className="share-aside">{about}</p>
      {children}
    </section>
  );
}
