import type { ReactNode } from "react";

/** One carrier: what it is, and what to press for it. Its heading names it; a landmark would be another "Picture". */
export function Carrier({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <section className="share-carrier">
      <h3>{title}</h3>
      <p className="share-aside">{about}</p>
      {children}
    </section>
  );
}
