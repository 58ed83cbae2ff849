import type { Step, TurnCost } from "../../trace";
import { useSession, useWords } from "../binding/useWorkspace";

const NOTHING = "–";

/**
 * What the step cost: tokens reused, tokens a second, time to the first one. Live while the model writes. The line is
 * there for steps that cost nothing, too: walking must not make the panel jump.
 */
export function CostLine({ step }: { step: Step }) {
  const words = useWords();
  const live = useSession(({ run }) => (run.kind === "running" ? (run.draft?.cost ?? null) : null));
  const cost = live ?? step.generation?.cost ?? null;
  // A server may not count its prompt, and what was reused of it then is not known either.
  const counted = cost && cost.promptTokens > 0 ? cost : null;
  const fact = (name: string, value: string | null, testId: string) => (
    <div className="cost-fact">
      <dt>{name}</dt>
      <dd data-testid={testId}>{value ?? NOTHING}</dd>
    </div>
  );
  return (
    <dl className="cost">
      {fact(words.step.reuse, counted && words.step.reused(counted.reusedTokens, counted.promptTokens), "reuse")}
      {fact(words.step.speed, cost && words.step.perSecond(speedOf(cost)), "speed")}
      {fact(words.step.firstToken, cost && words.seconds(cost.timeToFirstTokenMillis), "first-token")}
    </dl>
  );
}

/** Tokens a second after the first, as they are read out. */
export function speedOf(cost: Pick<TurnCost, "decodeMillis" | "generatedTokens">): string {
  if (cost.generatedTokens < 2 || cost.decodeMillis <= 0) return "–";
  const perSecond = ((cost.generatedTokens - 1) * 1000) / cost.decodeMillis;
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
