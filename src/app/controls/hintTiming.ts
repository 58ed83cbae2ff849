/** How long a control is hovered before its hint is told; at once where another's was told just before. */
const DELAY_MILLIS = 400;
/** How long a hint stays when the pointer has left its control, so that the pointer can reach it (WCAG 1.4.13). */
const STAY_MILLIS = 200;

/** When whose hint is told. `C` is a control. */
export interface HintTiming<C> {
  readonly shown: () => C | null;
  /** The pointer is over the control, or over its hint. */
  enter(control: C): void;
  leave(): void;
  /** Tells the hint now, or none. */
  show(control: C | null): void;
  /** Tells nothing of the control, or of the one that is told now, until the pointer has been elsewhere. */
  hush(control?: C | null): void;
}

export function createHintTiming<C>(tell: (control: C | null) => void): HintTiming<C> {
  let shown: C | null = null;
  let silent: C | null = null;
  let next: { readonly control: C | null; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  const show = (control: C | null): void => {
    if (next) clearTimeout(next.timer);
    next = null;
    if (control === shown) return;
    shown = control;
    tell(control);
  };
  const showLater = (control: C | null, millis: number): void => {
    if (next?.control === control) return;
    if (next) clearTimeout(next.timer);
    next = { control, timer: setTimeout(() => show(control), millis) };
  };
  return {
    shown: () => shown,
    show,
    enter(control) {
      if (control === silent) return;
      silent = null;
      if (shown === null) showLater(control, DELAY_MILLIS);
      else show(control);
    },
    leave() {
      silent = null;
      if (shown === null) show(null);
      else showLater(null, STAY_MILLIS);
    },
    hush(control = shown ?? next?.control ?? silent) {
      silent = control;
      show(null);
    },
  };
}
