import { Popover } from "radix-ui";
import type { Step, Token, TokenAlternative } from "../../trace";
import { useWords } from "../binding/useWorkspace";
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
  const tokens = step.generation?.tokens ?? [];
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
            <TokenButton key={index} token={token} />
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place
            <span key={index}>{visible(token.text)}</span>
          ),
        )}
      </div>
    </>
  );
}

function TokenButton({ token }: { token: ToldToken }) {
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
                  <code>{visible(alternative.text)}</code>
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
