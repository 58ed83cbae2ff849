import { lazy, Suspense } from "react";

const ModulePanel = lazy(async () => ({ default: (await import("../modules/ModulePanel")).ModulePanel }));

/** The panel of a program, which is fetched when it is first opened. */
export const LazyModulePanel = () => (
  <Suspense fallback={<section className="column" aria-busy="true" />}>
    <ModulePanel />
  </Suspense>
);
