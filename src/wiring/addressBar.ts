import type { AddressBar } from "../workspace/addressBar";

/** Safari refuses the 101st change within 30 s, Chromium the 201st within 10 s. */
const BETWEEN_CHANGES_MILLIS = 350;

/** The address of the page and its history, changed no more often than browsers let it be. */
export function createAddressBar(): AddressBar {
  let waiting: { readonly fragment: string; readonly timer: number } | null = null;
  const write = (fragment: string, how: "pushState" | "replaceState"): void =>
    history[how](null, "", `${location.pathname}${location.search}${fragment}`);
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
  // A page that goes away is asked for again by its address.
  addEventListener("pagehide", settle);
  return {
    fragment: () => waiting?.fragment ?? location.hash,
    replace(fragment) {
      stopWaiting();
      waiting = { fragment, timer: window.setTimeout(settle, BETWEEN_CHANGES_MILLIS) };
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
