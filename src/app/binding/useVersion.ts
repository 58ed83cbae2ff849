import { useMemo } from "react";

const versions = new WeakMap<object, number>();
let lastVersion = 0;

/** Another number for each value of a trace, so that it can stand in the name of a query. */
export function useVersion(trace: object | null): number {
  return useMemo(() => {
    if (!trace) return 0;
    const version = versions.get(trace) ?? ++lastVersion;
    versions.set(trace, version);
    return version;
  }, [trace]);
}
