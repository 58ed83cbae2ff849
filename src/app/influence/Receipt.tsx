import { costOf, type Finding } from "../../influence";
import { verifyFinding } from "../../workspace/influence";
import { useLanguage, useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useCodeWords, useInfluence, useInfluenceWords } from "./useInfluence";
import "./influence.css";

/** Names of things are long; so many digits of a hash tell two apart. */
const DIGITS = 12;

/** What made a finding, whether it still holds, and the way to ask for it again. */
export function Receipt({ finding }: { finding: Finding }) {
  const words = useInfluenceWords();
  const stale = useInfluence((state) => state.stale.get(finding)) ?? [];
  return (
    <footer className="influence-receipt">
      {stale.map((reason) => (
        <p key={reason} className="influence-stale">
          {words.stale[reason]}
        </p>
      ))}
      <Verify finding={finding} />
      <details>
        <summary>{words.receipt.title}</summary>
        <Facts finding={finding} />
      </details>
    </footer>
  );
}

function Verify({ finding }: { finding: Finding }) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const codeWords = useCodeWords();
  const asking = useInfluence((state) => state.asking);
  const verified = useInfluence((state) => state.verified.get(finding));
  const busy = useView(({ starting, batching }) => starting || batching);
  const running = useSession(({ run }) => run.kind === "running");
  const isVerifying = asking?.verifies === finding;
  const told =
    verified?.kind === "agrees" ? words.agreements[verified.agreement] : verified ? codeWords(verified.code) : "";
  return (
    <div className="influence-ask">
      {isVerifying ? (
        <Button onClick={() => asking.stop.abort()}>{words.stop}</Button>
      ) : (
        <Button disabled={busy || running} onClick={() => void verifyFinding(workspace, finding)}>
          {words.verify}
        </Button>
      )}
      <p role="status" className="influence-note">
        {isVerifying ? words.verifying : told}
      </p>
    </div>
  );
}

function Facts({ finding }: { finding: Finding }) {
  const { receipt: words } = useInfluenceWords();
  const language = useLanguage();
  const { receipt } = finding;
  const { files, seeds, pictures } = receipt;
  const { asked, promptTokens, reusedTokens, writtenTokens } = costOf(finding);
  const facts: readonly (readonly [string, string])[] = [
    [words.model, `${receipt.model}, ${files ? words.files(files.length) : words.filesUntold}`],
    [words.dialect, receipt.dialect],
    [words.seeds, seeds.length === 0 ? words.none : seeds.join(", ")],
    [words.temperature, String(receipt.sampling.temperature)],
    [words.prompt, receipt.prompt.slice(0, DIGITS)],
    [words.pictures, pictures.map((id) => id.slice(0, DIGITS)).join(", ")],
    [words.cost, words.costSays(asked, promptTokens, reusedTokens, writtenTokens)],
    [words.at, new Date(receipt.atMillis).toLocaleString(language)],
  ];
  return (
    <dl className="influence-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {files?.map(({ path, hash }) => (
        <div key={path} className="influence-file">
          <dt>{path}</dt>
          <dd>{hash.slice(0, DIGITS)}</dd>
        </div>
      ))}
    </dl>
  );
}
