import { Info, TriangleAlert, X } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { placesOfStrays } from "../../trace";
import { runCommand } from "../../workspace/commands";
import { gymNameOf } from "../../workspace/documents";
import { report } from "../../workspace/files";
import { chosenCard, loadModel } from "../../workspace/models";
import { useDocument, useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { ImportBanner } from "../logs";
import { failureWords } from "../words";
import { failureDetail, saysWhatToDo } from "../words/names";
import "./banners.css";

/** What a person has to know before going on; each says what can be done about it. */
export function Banners() {
  return (
    <div className="banners">
      <FailureBanner />
      <UpdateBanner />
      <WriteLockBanner />
      <LossBanners />
      <GymOnlyBanner />
      <ImportBanner />
    </div>
  );
}

function Banner(props: { grave?: boolean; children: ReactNode; actions?: ReactNode; onDismiss?: () => void }) {
  const words = useWords();
  const Icon = props.grave ? TriangleAlert : Info;
  return (
    <div className={`banner ${props.grave ? "banner-grave" : ""}`} role={props.grave ? "alert" : "status"}>
      <Icon size={16} aria-hidden="true" />
      <div className="banner-words">{props.children}</div>
      {props.actions}
      {props.onDismiss ? (
        <IconButton label={words.banners.dismiss} icon={<X size={14} />} onClick={props.onDismiss} />
      ) : null}
    </div>
  );
}

/** What another choice in the model dialog can mend: a backend, an address, a key. */
const OTHER_CHOICE = /^(no-webgpu|self-test-failed|server-.*)$/;
/** What loading the same model again can mend. */
const LOAD_AGAIN = new Set(["device-lost", "frozen", "internal", "unreachable", "corrupt-file", "out-of-memory"]);

/** What a file on the person's own disk helps against. */
const SAVE_A_FILE = new Set(["storage-full", "storage-unavailable", "storage-failed"]);

/** What is said of a file that holds values of no known form: a person may say what their fields are. */
const NOT_KNOWN = new Set(["nothing-understood", "not-a-trace", "not-a-zip", "no-trace"]);

function FailureBanner() {
  const workspace = useWorkspace();
  const words = useWords();
  const { failure, dialog } = useView(({ failure, dialog }) => ({ failure, dialog }));
  const isMappable = useStore(workspace.logs, ({ unknown }) => unknown !== null);
  // An open dialog covers the banners, and shows the failure itself.
  if (!failure || dialog) return null;
  const again = LOAD_AGAIN.has(failure.code) ? (
    <Button onClick={() => void loadModel(workspace)}>{words.model.reload}</Button>
  ) : SAVE_A_FILE.has(failure.code) ? (
    <Button onClick={() => runCommand(workspace, "saveFile")}>{words.commands.saveFile}</Button>
  ) : OTHER_CHOICE.test(failure.code) ? (
    <Button onClick={() => workspace.view.setState({ dialog: "model" })}>{words.commands.model}</Button>
  ) : isMappable && NOT_KNOWN.has(failure.code) ? (
    <Button tone="human" onClick={() => workspace.view.setState({ dialog: "mapping", failure: null })}>
      {words.banners.mapFields}
    </Button>
  ) : null;
  const detail = failureDetail(words, failure);
  return (
    <Banner grave actions={again} onDismiss={() => workspace.view.setState({ failure: null })}>
      {failure.code === "device-lost" ? words.model.lost : failureWords(words, failure.code)}
      {detail ? (
        <details className="banner-details" open={saysWhatToDo(failure)}>
          <summary>{words.banners.details}</summary>
          {detail}
        </details>
      ) : null}
    </Banner>
  );
}

/** That a new version of the page is there; it is never taken by itself. */
function UpdateBanner() {
  const { view } = useWorkspace();
  const words = useWords();
  const takeUpdate = useView((state) => state.takeUpdate);
  if (!takeUpdate) return null;
  return (
    <Banner
      actions={<Button onClick={takeUpdate}>{words.banners.takeUpdate}</Button>}
      onDismiss={() => view.setState({ takeUpdate: null })}
    >
      {words.banners.update}
    </Banner>
  );
}

/** That the built-in model is asked about a picture that it was never taught to see, as soon as it is asked. */
function GymOnlyBanner() {
  const workspace = useWorkspace();
  const words = useWords();
  const trace = useTrace();
  const isAsked = useSession(({ run }) => run.kind === "running" || run.outcome !== null);
  const { card, starting, trusting } = useView((view) => ({
    card: chosenCard(view),
    starting: view.starting,
    trusting: view.trusting,
  }));
  if (!trace || !(isAsked || starting) || card.source.kind !== "bundled") return null;
  if (trusting === trace.id || gymNameOf(trace) !== null) return null;
  return (
    <Banner
      actions={<Button onClick={() => workspace.view.setState({ dialog: "model" })}>{words.banners.otherModel}</Button>}
      onDismiss={() => workspace.view.setState({ trusting: trace.id })}
    >
      {words.banners.gymOnly(card.name)}
    </Banner>
  );
}

/** That another tab holds the write lock, and the way to take it. */
function WriteLockBanner() {
  const workspace = useWorkspace();
  const words = useWords();
  const writable = useSession(({ writable, log }) => writable || log === null);
  const { stale, keptAs } = useDocument((state) => state);
  if (writable) return null;
  const reopen = () => keptAs && void report(workspace, workspace.documents.openKept(keptAs));
  return (
    <Banner
      actions={
        <>
          {stale ? <Button onClick={reopen}>{words.banners.reopen}</Button> : null}
          <Button tone="human" onClick={() => void workspace.documents.takeOver()}>
            {words.banners.takeOver}
          </Button>
        </>
      }
    >
      {stale ? words.banners.othersWrote : words.banners.readOnly}
    </Banner>
  );
}

/** What of a trace or a picture could not be read as it was. */
function LossBanners() {
  const { documents } = useWorkspace();
  const words = useWords();
  const { losses, missing, strays, imageNotes } = useDocument((state) => state);
  return (
    <>
      {losses.length > 0 ? (
        <Banner grave onDismiss={() => documents.dismiss("losses")}>
          {words.banners.losses(losses.map((loss) => words.banners.lossReasons[loss] ?? loss).join(", "))}
        </Banner>
      ) : null}
      {strays.length > 0 ? (
        <Banner grave onDismiss={() => documents.dismiss("strays")}>
          {words.banners.strays(strays.length, placesOfStrays(strays))}
        </Banner>
      ) : null}
      {missing.length > 0 ? (
        <Banner grave onDismiss={() => documents.dismiss("missing")}>
          {words.banners.missing(missing.length)}
        </Banner>
      ) : null}
      {imageNotes.length > 0 ? (
        <Banner onDismiss={() => documents.dismiss("imageNotes")}>
          {imageNotes.map((note) => words.problem.notes[note] ?? note).join(" ")}
        </Banner>
      ) : null}
    </>
  );
}
