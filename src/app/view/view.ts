import { createStore, type StoreApi } from "zustand/vanilla";
import type { Shelf } from "../ports";
import { KEPT_FIELDS, parseKept, printKept } from "./kept";
import { type CameraRequest, FRESH_VIEW, type ViewState } from "./state";

export type View = StoreApi<ViewState>;

const SETTING = "view";
const WRITE_AFTER_MILLIS = 300;

/** What a person sees and how: remembered by the browser, never part of a trace, never undone. */
export async function createView(shelf: Shelf): Promise<View> {
  const kept = parseKept(await shelf.setting(SETTING).catch(() => null));
  const view = createStore<ViewState>(() => ({ ...FRESH_VIEW, ...kept }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  view.subscribe((now, before) => {
    if (KEPT_FIELDS.every((field) => now[field] === before[field])) return;
    clearTimeout(timer);
    timer = setTimeout(
      () => void shelf.setSetting(SETTING, printKept(view.getState())).catch(() => {}),
      WRITE_AFTER_MILLIS,
    );
  });
  return view;
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
