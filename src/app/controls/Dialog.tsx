import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import type { DialogName } from "../../workspace/state";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { failureDetail } from "../words/names";

/** A dialog by its name in the view. Focus is held inside and goes back to where it was. */
export function Dialog(props: {
  name: DialogName;
  title: string;
  about: string;
  wide?: boolean;
  /** What has a picture or a record beside it wants more room than a form. */
  widest?: boolean;
  /** As high as there is room, whatever it holds: its tabs stay where they are when another is chosen. */
  steady?: boolean;
  children: ReactNode;
}) {
  const { view } = useWorkspace();
  const words = useWords();
  const open = useView((state) => state.dialog === props.name);
  return (
    <Radix.Root open={open} onOpenChange={(next) => view.setState({ dialog: next ? props.name : null, failure: null })}>
      <Radix.Portal>
        {/* Radix's own overlay locks scrolling by a custom property of the body, for which every element is styled anew.
            Pointer events are its own: the body has none while a dialog is open. */}
        <div className="scrim" style={{ pointerEvents: "auto" }} />
        <Radix.Content
          className={`dialog ${props.widest ? "dialog-widest" : props.wide ? "dialog-wide" : ""} ${props.steady ? "dialog-steady" : ""}`}
          onOpenAutoFocus={focusFirst}
        >
          <header className="dialog-head">
            <Radix.Title className="dialog-title">{props.title}</Radix.Title>
            <Radix.Description className="dialog-about">{props.about}</Radix.Description>
            <Radix.Close className="icon-button dialog-close" aria-label={words.app.close}>
              <X size={16} />
            </Radix.Close>
          </header>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
          <div className="dialog-body" tabIndex={0}>
            <Failed />
            {props.children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** What went wrong in this dialog; outside it, the banners say so. */
function Failed() {
  const words = useWords();
  const failure = useView((state) => state.failure);
  return failure ? (
    <p className="dialog-failure" role="alert">
      {failureWords(words, failure.code)} {failureDetail(words, failure)}
    </p>
  ) : null;
}

/** The field that asks for the focus, else the dialog itself: the way out is not the first thing to press. */
function focusFirst(event: Event): void {
  event.preventDefault();
  const dialog = event.currentTarget;
  if (!(dialog instanceof HTMLElement)) return;
  (dialog.querySelector<HTMLElement>("[data-first]") ?? dialog).focus();
}
