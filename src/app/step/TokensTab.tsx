import { Popover } from "radix-ui";
import type { Step, Token, TokenAlternative } from "../../trace";
import { runFromToken } from "../../workspace/runs";
import { useReadOnly, useWords, useWorkspace } from "../binding/useWorkspace";
import { CostLine } from "./CostLine";

declare module "react" {
  interface CSSProperties {
    /** How strongly a token is shaded; `step.css` reads it. */
    "--doubt"?: string;
  }
}

const percent = (logProbability: number): string => {
  const value = Math.exp(logProbability) * 100;
  return value >= 99.95 ? "100 %" : value >= 10 ? `${value.toFixed(0)} %` : `${value.toFixed(1)} %`;
};

/** White space is shown, or it could not be chosen. */
const visible = (text: string): string => text.replaceAll("\n", "↵").replaceAll(" ", "·") || "∅";

/** A token whose probability was told; a server may tell only words. */
type ToldToken = Token & TokenAlternative;

const isTold = (token: Token): token is ToldToken => token.logProbability !== null;

/** The likeliest tokens, and the chosen one where it was not among them. */
const withChosen = (token: ToldToken): readonly TokenAlternative[] =>
  token.alternatives.some(({ id }) => id === token.id) ? token.alternatives : [token, ...token.alternatives];

/** Each token shaded by how unlikely it was; one opened shows what else was possible. */
export function TokensTab({ step }: { step: Step }) {
  const words = useWords();
  const tokens = step.generation?.tokens ?? step.logged ?? [];
  if (tokens.length === 0)
    return (
      <>
        <CostLine step={step} />
        <p className="step-aside">{words.step.noTokens}</p>
      </>
    );
  return (
    <>
      <CostLine step={step} />
      <p className="step-aside">{tokens.some(isTold) ? words.step.tokensHelp : words.step.untoldTokens}</p>
      <div className="tokens">
        {tokens.map((token, index) =>
          isTold(token) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            <TokenButton key={index} token={token} step={step} at={index} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            <span key={index}>{visible(token.text)}</span>
          ),
        )}
      </div>
    </>
  );
}

/** Where in which step a token stands. */
interface TokenPlace {
  readonly token: ToldToken;
  readonly step: Step;
  readonly at: number;
}

function TokenButton({ token, step, at }: TokenPlace) {
  const words = useWords();
  const doubt = 1 - Math.exp(token.logProbability);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="token"
          style={{ "--doubt": `${Math.round(doubt * 55)}%` }}
          aria-label={words.step.token(token.text, percent(token.logProbability))}
        >
          {visible(token.text)}
        </button>
      </Popover.Trigger>
      <Popover.Content
        aria-label={words.step.alternatives}
        className="menu token-card"
        sideOffset={4}
        collisionPadding={8}
      >
        <h4>{words.step.alternatives}</h4>
        <table>
          <tbody>
            {withChosen(token).map((alternative) => (
              <tr key={alternative.id} className={alternative.id === token.id ? "token-chosen" : ""}>
                <td>
                  <Alternative token={token} step={step} at={at} other={alternative} />
                </td>
                <td>{percent(alternative.logProbability)}</td>
                <td>
                  <span className="token-bar" style={{ width: `${Math.exp(alternative.logProbability) * 96}px` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Popover.Content>
    </Popover.Root>
  );
}

/**
 * Another token: the model goes on from it, in a branch. What ends a turn has no words to go on from, and where a log
 * tells the tokens, the model that wrote them is elsewhere.
 */
function Alternative({ token, step, at, other }: TokenPlace & { other: TokenAlternative }) {
  const workspace = useWorkspace();
  const words = useWords();
  const isReadOnly = useReadOnly();
  if (other.id === token.id || other.text === "" || isReadOnly || !step.generation)
    return <code>{visible(other.text)}</code>;
  const title = `…${visible(other.text)}`;
  return (
    <button
      type="button"
      className="token"
      aria-label={words.step.branchWith(other.text)}
      onClick={() => void runFromToken(workspace, { step: step.id, at, token: other, title })}
    >
      {visible(other.text)}
    </button>
  );
}
