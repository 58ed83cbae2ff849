import type { Step } from "../../trace";
import { useSession, useWords } from "../services";
import { speedOf } from "./cost";

/** What the step cost: tokens reused, tokens a second, time to the first one. Live while the model writes. */
export function CostLine({ step }: { step: Step }) {
  const words = useWords();
  const live = useSession(({ run }) => (run.kind === "running" ? (run.draft?.cost ?? null) : null));
  const cost = live ?? step.generation?.cost ?? null;
  if (!cost) return null;
  const fact = (name: string, value: string, testId: string) => (
    <div className="cost-fact">
      <dt>{name}</dt>
      <dd data-testid={testId}>{value}</dd>
    </div>
  );
  return (
    <dl className="cost">
      {fact(words.step.reuse, words.step.reused(cost.reusedTokens, cost.promptTokens), "reuse")}
      {fact(words.step.speed, words.step.perSecond(speedOf(cost)), "speed")}
      {fact(words.step.firstToken, words.seconds(cost.timeToFirstTokenMillis), "first-token")}
    </dl>
  );
}
