import { useState } from "react";
import type { Workspace } from "../../workspace";
import type { Failure } from "../../workspace/ports";
import {
  type Prepared,
  saveNotebookSnippet,
  savePage,
  savePicture,
  saveShared,
  type VerifiedFile,
  verifyFile,
} from "../../workspace/sharing";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { failureWords } from "../words";
import { Carrier } from "./Carrier";
import { LinkCarrier } from "./LinkCarrier";
import { pictureOf } from "./pictureOf";
import { type Preparing, useShareWords } from "./useShare";

/** What takes the trace to others, each with its button; none before what would go was read back. */
export function Carriers({ preparing }: { preparing: Preparing }) {
  return (
    <div className="share-part">
      <Told preparing={preparing} />
      {preparing.kind === "ready" ? <Ready prepared={preparing.prepared} /> : null}
    </div>
  );
}

function Told({ preparing }: { preparing: Preparing }) {
  const words = useShareWords();
  const common = useWords();
  return (
    <p role="status" className="share-told" data-testid="share-told">
      {preparing.kind === "working" ? words.checking : null}
      {preparing.kind === "failed" ? failed(preparing.failure, common) : null}
      {preparing.kind === "ready" ? facts(preparing.prepared, words, common.bytes) : null}
    </p>
  );
}

const failed = ({ code, detail }: Failure, common: Parameters<typeof failureWords>[0]): string =>
  `${failureWords(common, code)} ${detail ?? ""}`;

function facts(
  { pack, blackened, missing }: Prepared,
  words: ReturnType<typeof useShareWords>,
  bytes: (n: number) => string,
): string {
  const whole = blackened.filter((picture) => picture.whole).length;
  const told = [words.checked, words.size(bytes(pack.length))];
  if (blackened.length > 0) told.push(words.blackened(blackened.length, whole));
  if (missing > 0) told.push(words.missing(missing));
  return told.join(" ");
}

function Ready({ prepared }: { prepared: Prepared }) {
  const workspace = useWorkspace();
  const words = useShareWords();
  return (
    <>
      <LinkCarrier prepared={prepared} />
      <Saving
        title={words.page}
        about={words.pageAbout}
        button={words.savePage}
        act={() => savePage(workspace, prepared)}
      />
      <Saving
        title={words.picture}
        about={words.pictureAbout}
        button={words.savePicture}
        act={() => savePictureOf(workspace, prepared)}
      />
      <Saving
        title={words.file}
        about={words.fileAbout}
        button={words.saveFile}
        act={async () => {
          saveShared(workspace, prepared);
          return null;
        }}
      />
      <Saving
        title={words.notebook}
        about={words.notebookAbout}
        button={words.saveNotebook}
        act={() => saveNotebookSnippet(workspace, prepared)}
      />
      <Verify seal={prepared.seal} />
    </>
  );
}

async function savePictureOf(workspace: Workspace, prepared: Prepared): Promise<Failure | null> {
  savePicture(workspace, prepared, await pictureOf(workspace, prepared));
  return null;
}

function Saving(props: { title: string; about: string; button: string; act(): Promise<Failure | null> }) {
  const words = useShareWords();
  const common = useWords();
  const [outcome, setOutcome] = useState("");
  const save = async (): Promise<void> => {
    setOutcome("");
    const failure = await props.act();
    setOutcome(failure ? failureWords(common, failure.code) : words.saved);
  };
  return (
    <Carrier title={props.title} about={props.about}>
      <div className="share-row">
        <Button onClick={() => void save()}>{props.button}</Button>
        <span role="status">{outcome}</span>
      </div>
    </Carrier>
  );
}

function Verify({ seal }: { seal: string }) {
  const workspace = useWorkspace();
  const words = useShareWords();
  const common = useWords();
  const [verified, setVerified] = useState<VerifiedFile | null>(null);
  return (
    <Carrier title={words.verify} about={words.verifyAbout}>
      <p className="share-seal">{words.seal(seal)}</p>
      <div className="share-row">
        <Button onClick={() => void verifyFile(workspace, seal).then(setVerified)}>{words.verifyFile}</Button>
        <span role="status" className="share-seal">
          {verified?.kind === "refused" ? failureWords(common, verified.code) : null}
          {verified?.kind === "unchanged"
            ? `${words.unchanged(verified.seal)} ${verified.same ? words.same : words.other}`
            : null}
        </span>
      </div>
    </Carrier>
  );
}
