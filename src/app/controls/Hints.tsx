import { autoUpdate, computePosition, flip, hide, offset, shift } from "@floating-ui/dom";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { sideOf } from "./hinted";
import { watchHints } from "./watchHints";

type Show = (control: HTMLElement | null) => void;

/** The hint of the one control that is hovered or has the focus: one for the whole page, as most are never asked for. */
export default function Hints() {
  const [control, show] = useState<HTMLElement | null>(null);
  // Controls come and go in every panel; the window hears of all of them.
  useEffect(() => watchHints(window, show), []);
  return control ? createPortal(<Bubble control={control} show={show} />, document.body) : null;
}

function Bubble({ control, show }: { control: HTMLElement; show: Show }) {
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [told, tell] = useState(control.dataset);
  // The control is not this component's to render, and where it stands only the layout knows.
  useLayoutEffect(() => {
    const bubble = ref.current;
    if (!bubble) return;
    const letGo = describe(control, id);
    const stay = autoUpdate(control, bubble, () => (control.isConnected ? void place(bubble, control) : show(null)));
    // What it does may change meanwhile: a key undoes one edit, and the next is of another name.
    const changes = new MutationObserver(() => tell({ ...control.dataset }));
    changes.observe(control, { attributeFilter: ["data-hint", "data-hint-key"] });
    return () => {
      letGo();
      stay();
      changes.disconnect();
    };
  }, [control, id, show]);
  return (
    <div ref={ref} id={id} role="tooltip" className="tooltip">
      {told.hint}
      {told.hintKey ? <kbd>{told.hintKey}</kbd> : null}
    </div>
  );
}

/** Pixels of the page between a control and its hint, and between a hint and the edge of the window. */
const [GAP, EDGE] = [6, 8];

async function place(bubble: HTMLElement, control: HTMLElement): Promise<void> {
  const { x, y, middlewareData } = await computePosition(control, bubble, {
    strategy: "fixed",
    placement: sideOf(control),
    middleware: [offset(GAP), flip({ padding: EDGE }), shift({ padding: EDGE }), hide()],
  });
  const visibility = middlewareData.hide?.referenceHidden ? "hidden" : "visible";
  Object.assign(bubble.style, { left: `${x}px`, top: `${y}px`, visibility });
}

/** Has the control described by the hint as well as by what describes it already, until the returned function is called. */
function describe(control: HTMLElement, id: string): () => void {
  const own = control.getAttribute("aria-describedby");
  control.setAttribute("aria-describedby", own === null ? id : `${own} ${id}`);
  return () =>
    own === null ? control.removeAttribute("aria-describedby") : control.setAttribute("aria-describedby", own);
}
