import { ChevronDown, ChevronRight, EllipsisVertical, Star } from "lucide-react";
import { memo } from "react";
import { shallow } from "zustand/shallow";
import { outcomeOf, type Step, type Verdict } from "../../trace";
import type { AnswerJudge } from "../../workspace/documents";
import { removeBranch, restoreBranch, star } from "../../workspace/editing";
import { useAuthorName } from "../binding/useAuthorName";
import { useOwnJudgement, useSessionFacts, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { MenuButton, type MenuEntry, StepIcon, VERDICT_GLYPHS } from "../controls";
import type { Words } from "../words";
import { gist, kindName, spoken } from "../words/names";
import { RenameField } from "./RenameField";
import { isSameRow, type Row } from "./rows";
import { goToRow, toggleRow } from "./treeKeys";

interface TreeRowProps {
  readonly row: Row;
  readonly selected: boolean;
  readonly onLine: boolean;
  /** What tells whether an answer is right; null where nothing does. */
  readonly judge: AnswerJudge | null;
}

/** A step, indented by the forks above it. It is rendered again only where it says something else. */
export const TreeRow = memo(
  Shown,
  (before: TreeRowProps, { row, ...rest }: TreeRowProps) =>
    isSameRow(before.row, row) && shallow({ ...before, row: null }, { ...rest, row: null }),
);

function Shown({ row, selected, onLine, judge }: TreeRowProps) {
  const workspace = useWorkspace();
  const words = useWords();
  const { step, level } = row;
  const renaming = useView((state) => state.renaming === step.id);
  const hovered = useView((state) => state.hovered === step.id);
  const verdict = useOwnJudgement(step.id)?.value.verdict ?? null;
  const outcome = useOutcome(row.last, judge);
  const { right } = outcome;
  const score = useRowScore(row)?.title ?? null;
  const author = useAuthorName(step, step.author);
  const goTo = (): void => goToRow(workspace, step.id);
  const classes = [
    "row",
    `row-${row.doer}`,
    onLine && "row-online",
    hovered && "row-hovered",
    step.removed && "row-removed",
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      role="treeitem"
      className={classes.filter(Boolean).join(" ")}
      style={{ paddingLeft: 4 + level * 14 }}
      tabIndex={selected ? 0 : -1}
      aria-level={level + 1}
      aria-selected={selected}
      aria-expanded={row.hasChildren ? !row.folded : undefined}
      aria-setsize={row.siblingCount}
      aria-posinset={row.siblingIndex}
      aria-label={rowName(row, { verdict, right, score, author }, words)}
      onClick={goTo}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !selected) goTo();
      }}
      onDoubleClick={() => workspace.view.setState({ renaming: step.id })}
      onPointerEnter={() => workspace.view.setState({ hovered: step.id })}
      onPointerLeave={() => workspace.view.setState({ hovered: null })}
    >
      <FoldButton row={row} />
      <span className="row-icon">
        <StepIcon body={step.body} />
      </span>
      {renaming ? <RenameField step={step} /> : <RowContent row={row} verdict={verdict} outcome={outcome} />}
    </div>
  );
}

/** Only where steps fork is there something worth folding; what is folded can be unfolded anywhere. */
function FoldButton({ row }: { row: Row }) {
  const workspace = useWorkspace();
  const words = useWords();
  const canFold = row.hasChildren && (row.siblingCount > 1 || row.folded);
  return (
    <span className="row-fold">
      {canFold ? (
        <button
          type="button"
          tabIndex={-1}
          className="row-fold-button"
          aria-label={row.folded ? words.tree.unfold : words.tree.fold}
          onClick={(event) => {
            event.stopPropagation();
            toggleRow(workspace, row);
          }}
        >
          {row.folded ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
        </button>
      ) : null}
    </span>
  );
}

function RowContent({ row, verdict, outcome }: { row: Row; verdict: Verdict | null; outcome: EndOutcome }) {
  const words = useWords();
  const { step } = row;
  return (
    <>
      <span className="row-text">{gist(step, words)}</span>
      {row.folded ? <RowCount row={row} /> : null}
      {step.author === "human" && step.parent !== null ? (
        <span className="row-author">{words.authors.human}</span>
      ) : null}
      {step.starred ? <Star size={12} className="row-star" fill="currentColor" aria-hidden="true" /> : null}
      {row.isBranch ? <BranchEnd last={row.last} /> : null}
      <RowScore row={row} />
      <RowOutcome outcome={outcome} />
      <RowAnswers answers={row.answers} />
      {verdict ? <span className={`row-verdict verdict-${verdict}`}>{VERDICT_GLYPHS[verdict]}</span> : null}
      <RowMenu row={row} />
    </>
  );
}

/** How many more steps there are: short beside an answer, which has the room. */
function RowCount({ row }: { row: Row }) {
  const words = useWords();
  const more = words.tree.folded(row.hiddenCount);
  return (
    <span className="row-count" title={more}>
      {row.isBranch ? words.tree.otherAnswers(row.hiddenCount) : more}
    </span>
  );
}

/** What a branch answers that is folded into its row. */
function BranchEnd({ last: { body } }: { last: Step }) {
  return body.kind === "answer" ? <span className="row-answer">{body.text.trim().slice(0, 40)}</span> : null;
}

/** As many different answers as there is room for. */
const ANSWERS_SHOWN = 3;

/** What the branches that begin here answer: "J ×3, A ×1". */
function RowAnswers({ answers }: Pick<Row, "answers">) {
  const words = useWords();
  if (answers.length === 0) return null;
  const told = answerCounts(answers, words);
  return (
    <span className="row-answers" title={words.tree.answersBelow(told)}>
      {told}
    </span>
  );
}

function answerCounts(answers: Row["answers"], words: Words): string {
  const shown = answers
    .slice(0, ANSWERS_SHOWN)
    .map(({ answer, count }) =>
      words.tree.answerTimes(answer === null ? words.tree.noAnswer : answer.slice(0, 16), count),
    );
  const left = answers.length - shown.length;
  return [...shown, ...(left > 0 ? [words.tree.otherAnswers(left)] : [])].join(", ");
}

/** Whether the line that ends in a step is right, by its log or by the rule of its problem, and the score that a log kept. */
interface EndOutcome {
  readonly right: boolean | null;
  readonly score: number | null;
}

function useOutcome(step: Step, judge: AnswerJudge | null): EndOutcome {
  const kept = useSessionFacts(({ log }) => {
    const outcome = log && step.body.kind === "answer" ? outcomeOf(log.trace, step.id) : null;
    const score = outcome?.scores[0]?.value;
    return { right: outcome?.right ?? null, score: typeof score === "number" ? score : null };
  });
  const judged = step.body.kind === "answer" ? judge?.(step.body.text).isRight : undefined;
  return { ...kept, right: judged ?? kept.right };
}

/** What the chosen reward makes of the branch that ends in this row, or of all that begin with it. */
const useRowScore = ({ step, last }: Row) =>
  useView(({ branchScores }) => branchScores?.get(last.id) ?? branchScores?.get(step.id));

function RowScore({ row }: { row: Row }) {
  const score = useRowScore(row);
  return score ? (
    <span className="row-score" title={score.title}>
      {score.text}
    </span>
  ) : null;
}

/** What tells runs of one problem apart. */
function RowOutcome({ outcome: { right, score } }: { outcome: EndOutcome }) {
  const words = useWords();
  if (right === null && score === null) return null;
  const name = right === null ? null : right ? words.step.right : words.step.wrongByLog;
  return (
    <span
      className={`row-outcome ${right === null ? "" : right ? "verdict-correct" : "verdict-wrong"}`}
      title={name ?? ""}
    >
      {score === null ? null : Math.round(score * 1000) / 1000}
      {right === null ? null : (
        <span role="img" aria-label={name ?? ""}>
          {right ? "✓" : "✗"}
        </span>
      )}
    </span>
  );
}

/** All of a row in words, for a screen reader; no part is said twice. */
function rowName(
  { step, last, isBranch, hiddenCount, siblingIndex, siblingCount, answers }: Row,
  {
    verdict,
    right,
    score,
    author,
  }: {
    readonly verdict: Verdict | null;
    readonly right: boolean | null;
    readonly score: string | null;
    readonly author: string;
  },
  words: Words,
): string {
  const parts = [kindName(step, words), gist(step, words)];
  if (step.parent !== null) parts.push(words.step.by(author));
  if (siblingCount > 1) parts.push(words.tree.siblingLabel(siblingIndex, siblingCount));
  if (isBranch) parts.push(words.tree.folded(hiddenCount));
  if (isBranch && last.body.kind === "answer") parts.push(spoken(last, words));
  if (right !== null) parts.push(right ? words.step.right : words.step.wrongByLog);
  if (score !== null) parts.push(score);
  if (answers.length > 0) parts.push(words.tree.answersBelow(answerCounts(answers, words)));
  if (step.starred) parts.push(words.tree.starred);
  if (verdict) parts.push(words.step.verdicts[verdict]);
  if (step.removed) parts.push(words.tree.deleted);
  return [...new Set(parts)].join(", ");
}

function RowMenu({ row }: { row: Row }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { step } = row;
  const entries: readonly (MenuEntry | false)[] = [
    { text: words.tree.rename, act: () => workspace.view.setState({ renaming: step.id }), hint: "F2" },
    { text: step.starred ? words.tree.unstar : words.tree.star, act: () => star(workspace, step), hint: "S" },
    row.hasChildren && { text: row.folded ? words.tree.unfold : words.tree.fold, act: () => toggleRow(workspace, row) },
    step.removed && { text: words.tree.restore, act: () => restoreBranch(workspace, step.id) },
    step.parent !== null &&
      !step.removed && { text: words.tree.remove, act: () => removeBranch(workspace, step), hint: "Del" },
  ];
  return (
    <MenuButton
      align="end"
      leavesFocus
      button={
        <button
          type="button"
          tabIndex={-1}
          className="row-menu"
          aria-label={words.tree.menu(gist(step, words))}
          onClick={(event) => event.stopPropagation()}
        >
          <EllipsisVertical size={14} />
        </button>
      }
      entries={entries.filter((entry) => entry !== false)}
    />
  );
}
