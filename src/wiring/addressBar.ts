import type { AddressBar } from "../workspace/addressBar";

/** Safari refuses the 101st change within 30 s, Chromium the 201st within 10 s. */
const BETWEEN_CHANGES_MILLIS = 350;

/** The address of the page and its history, changed no more often than browsers let it be. */
export function createAddressBar(): AddressBar {
  let waiting: { readonly fragment: string; readonly timer: number } | null = null;
  let writtenMillis = Number.NEGATIVE_INFINITY;
  const write = (fragment: string, how: "pushState" | "replaceState"): void => {
    history[how](null, "", `${location.pathname}${location.search}${fragment}`);
    writtenMillis = performance.now();
  };
  const stopWaiting = (): string | null => {
    const fragment = waiting?.fragment ?? null;
    clearTimeout(waiting?.timer);
    waiting = null;
    return fragment;
  };
  const settle = (): void => {
    const fragment = stopWaiting();
    if (fragment !== null) write(fragment, "replaceState");
  };
  // A page that was left is come back to by its address. A reload asks for the one that stood there when it began.
  addEventListener("pagehide", settle);
  return {
    fragment: () => waiting?.fragment ?? location.hash,
    replace(fragment, when) {
      stopWaiting();
      if (when === "now") {
        write(fragment, "replaceState");
        return;
      }
      // In a task of its own: to write the address, Chromium lays out the page first, which the step has just changed.
      const waitMillis = Math.max(0, writtenMillis + BETWEEN_CHANGES_MILLIS - performance.now());
      waiting = { fragment, timer: window.setTimeout(settle, waitMillis) };
    },
    push(fragment) {
      settle();
      write(fragment, "pushState");
    },
    onChange(listener) {
      // What waited was meant for the place that was left.
      addEventListener("popstate", stopWaiting);
      addEventListener("hashchange", () => listener(location.hash));
    },
  };
}
