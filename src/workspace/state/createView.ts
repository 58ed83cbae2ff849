import { createStore, type StoreApi } from "zustand/vanilla";
import { type Language, languageFor, type TraceStorage } from "../ports";
import { KEPT_FIELDS, parseKept, printKept } from "./kept";
import { type CameraStep, type FirstHint, FRESH_VIEW, type News, type ViewState } from "./view";

export interface View extends StoreApi<ViewState> {
  /** Writes what waits to be remembered. Never throws. */
  flush(): Promise<void>;
}

type Settings = Pick<TraceStorage, "setting" | "setSetting">;

const SETTING = "view";
const WRITE_AGAIN_AFTER_MILLIS = 300;

/** What a person sees and how: remembered by the browser, never part of a trace, never undone. */
export async function createView(storage: Settings, languages: readonly string[] = []): Promise<View> {
  const kept = parseKept(await storage.setting(SETTING).catch(() => null));
  const view = createStore<ViewState>(() => ({ ...FRESH_VIEW, ...kept, browserLanguage: languageFor(languages) }));
  const flush = createWriter(storage, view);
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
function createWriter(storage: Settings, view: StoreApi<ViewState>): () => Promise<void> {
  let written = printKept(view.getState());
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    const now = printKept(view.getState());
    const changed = KEPT_FIELDS.filter((field) => now[field] !== written[field]);
    if (changed.length === 0) return;
    const stored = parseKept(await storage.setting(SETTING));
    await storage.setSetting(SETTING, {
      ...stored,
      ...Object.fromEntries(changed.map((field) => [field, now[field]])),
    });
    written = now;
  };
  return () => {
    writing = writing.then(write).catch(() => {});
    return writing;
  };
}

export const notify = (view: View, news: News, undoes: number | null = null): void =>
  view.setState(({ noticesTold }) => ({
    notice: { news, undoes, key: noticesTold },
    noticesTold: noticesTold + 1,
  }));

/** The language that the page is in: a person's choice, else the browser's. */
export const languageOf = ({ language, browserLanguage }: Pick<ViewState, "language" | "browserLanguage">): Language =>
  language ?? browserLanguage;

export function moveCamera(view: View, kind: CameraStep): void {
  view.setState(({ cameraRequest }) => ({ cameraRequest: { kind, key: (cameraRequest?.key ?? 0) + 1 } }));
}

/** Breakpoints below the film strip; where there is room for one sheet alone, in the place of the one that is up. */
export const showBreakpoints = (view: View): void => view.setState({ breakpointsOpen: true, sheet: null });

/** A hint that was followed or hidden goes, and does not come back. */
export function followHint(view: View, hint: FirstHint): void {
  const { hintsUsed } = view.getState();
  if (!hintsUsed.includes(hint)) view.setState({ hintsUsed: [...hintsUsed, hint] });
}

/** `set` with `member` put in or taken out. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
