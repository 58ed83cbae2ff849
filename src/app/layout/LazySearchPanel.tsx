import { lazy, Suspense } from "react";

const SearchPanel = lazy(async () => ({ default: (await import("../search/SearchPanel")).SearchPanel }));

/** The search panel, which is fetched when it is first opened: searches and rewards are of no use before. */
export const LazySearchPanel = () => (
  <Suspense fallback={<section className="column" aria-busy="true" />}>
    <SearchPanel />
  </Suspense>
);
