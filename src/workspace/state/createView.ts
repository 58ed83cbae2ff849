import { createStore, type StoreApi } from "zustand/vanilla";
import type { Shelf } from "../ports/ports";
import { KEPT_FIELDS, parseKept, printKept } from "./kept";
import { type CameraRequest, FRESH_VIEW, type ViewState } from "./view";

export interface View extends StoreApi<ViewState> {
  /** Writes what waits to be remembered. Never throws. */
  flush(): Promise<void>;
}

const SETTING = "view";
const WRITE_AGAIN_AFTER_MILLIS = 300;

/** What a person sees and how: remembered by the browser, never part of a trace, never undone. */
export async function createView(shelf: Shelf): Promise<View> {
  const kept = parseKept(await shelf.setting(SETTING).catch(() => null));
  const view = createStore<ViewState>(() => ({ ...FRESH_VIEW, ...kept }));
  const flush = createWriter(shelf, view);
  let timer: ReturnType<typeof setTimeout> | null = null;
  view.subscribe((now, before) => {
    if (timer !== null || KEPT_FIELDS.every((field) => now[field] === before[field])) return;
    // At once, as the page may be gone in a moment; what follows closely, as when a slider is drawn, is written together.
    void flush();
    timer = setTimeout(() => {
      timer = null;
      void flush();
    }, WRITE_AGAIN_AFTER_MILLIS);
  });
  return { ...view, flush };
}

/** Writes what was changed here, and only that: another tab may have written the rest since. */
function createWriter(shelf: Shelf, view: StoreApi<ViewState>): () => Promise<void> {
  let written = printKept(view.getState());
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const now = printKept(view.getState());
    const changed = KEPT_FIELDS.filter((field) => now[field] !== written[field]);
    if (changed.length === 0) return;
    const stored = parseKept(await shelf.setting(SETTING));
    await shelf.setSetting(SETTING, { ...stored, ...Object.fromEntries(changed.map((field) => [field, now[field]])) });
    written = now;
  };
  return () => {
    writing = writing.then(write).catch(() => {});
    return writing;
  };
}

let notices = 0;

export const notify = (view: View, text: string, undoes: number | null = null): void =>
  view.setState({ notice: { text, undoes, key: ++notices } });

export function moveCamera(view: View, kind: CameraRequest["kind"]): void {
  view.setState(({ cameraRequest }) => ({ cameraRequest: { kind, key: (cameraRequest?.key ?? 0) + 1 } }));
}

/** `set` with `member` put in or taken out. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
