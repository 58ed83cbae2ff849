import { Check, Flag, Lightbulb, UserRound } from "lucide-react";
import { useStore } from "zustand";
import type { ListedRun } from "../../opening";
import { toggled } from "../../workspace/state";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { VERDICT_GLYPHS } from "../controls";
import { shortScore, useLogWords } from "../logs/LogParts";
import type { RunListProps } from "./list";
import { ScoreCell, scoreIdOf } from "./RunScore";
import { Thumbnail } from "./Thumbnail";

interface RunRowProps extends RunListProps {
  readonly rowId: string;
  readonly place: number;
  readonly active: boolean;
}

/** A run: its picture, its question, its answer against the truth, and what was said of it. */
export function RunRow(props: RunRowProps) {
  const { found, chosen, listed, onWalk, onOpen, onChoose, rowId, place, active } = props;
  const words = useLogWords();
  const row = found.row(place);
  const isChosen = row !== null && chosen.has(row.index);
  const isOpen = row !== null && row.run === props.open;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all of its rows
    <div
      id={rowId}
      className={`run-row ${isOpen ? "run-row-open" : ""} ${found.reward ? "run-row-scored" : ""}`}
      role="option"
      tabIndex={-1}
      style={{ height: props.rowHeight }}
      aria-selected={isChosen}
      aria-current={isOpen ? "true" : undefined}
      aria-describedby={active && found.reward ? scoreIdOf(props.id) : undefined}
      aria-setsize={found.count}
      aria-posinset={place + 1}
      data-active={active}
      onClick={() => {
        onWalk(place);
        if (row) onOpen([row.index]);
      }}
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list's space bar does the same */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a place to press, which the option already names */}
      <span
        className="run-picture"
        title={words.choose}
        onClick={(event) => {
          event.stopPropagation();
          onWalk(place);
          if (row) onChoose(toggled(chosen, row.index));
        }}
      >
        {row ? <Thumbnail listed={listed} row={row} /> : null}
        <span className="run-tick" data-chosen={isChosen}>
          {isChosen ? <Check size={12} aria-hidden="true" /> : null}
        </span>
      </span>
      <span className="run-title">{row ? row.title || words.placeIn(row.place) : "…"}</span>
      {row && found.reward ? (
        <ScoreCell score={row.reward} by={found.reward.name} onPress={() => onWalk(place)} />
      ) : null}
      {row ? <Outcome row={row} /> : null}
      {row ? <Facts row={row} {...props} /> : null}
    </div>
  );
}

/** The answer against the truth, and the score. */
function Outcome({ row: { answer, reference, right, score } }: { row: ListedRun }) {
  const words = useLogWords();
  const how = right === null ? "" : right ? "logs-right" : "logs-wrong";
  return (
    <span className="run-facts">
      <span className={`run-answer ${how}`}>
        {answer === "" ? words.noAnswer : answer}
        {right === null ? "" : right ? " ✓" : " ✗"}
        {right === null ? null : <span className="hidden-text">{right ? words.right : words.wrong}</span>}
      </span>
      {reference === null || right === true ? null : <span className="run-truth">{words.truth(reference)}</span>}
      {score === null ? null : <span>{words.score(shortScore(score))}</span>}
    </span>
  );
}

/** Where it stands, what people and checks said of it, and how it was read. */
function Facts({ row, onReport, onRuns }: { row: ListedRun } & Pick<RunListProps, "onReport" | "onRuns">) {
  const words = useLogWords();
  return (
    <span className="run-facts">
      <Judged row={row} />
      {row.hints > 0 ? (
        <span className="run-mark" title={words.hints(row.hints)}>
          <Lightbulb size={12} aria-hidden="true" />
          {row.hints}
          <span className="hidden-text">{words.hints(row.hints)}</span>
        </span>
      ) : null}
      {row.unread > 0 ? (
        <RowAction className="logs-wrong logs-link" title={words.reportOfRun} onPress={() => onReport(row.index)}>
          {words.unreadWords(row.unread)}
        </RowAction>
      ) : null}
      {row.runs > 1 ? (
        <RowAction className="logs-link" title={words.runsOfQuestion(row.runs)} onPress={() => onRuns(row.index)}>
          {words.runs(row.runs)}
        </RowAction>
      ) : null}
      {row.place === "" ? null : <span className="run-place">{words.placeIn(row.place)}</span>}
      <span className="run-steps">{words.steps(row.steps)}</span>
    </span>
  );
}

/** The verdict, the first error, and who judged; what was said since the run was listed counts. */
function Judged({ row }: { row: ListedRun }) {
  const words = useLogWords();
  const common = useWords();
  const since = useStore(useWorkspace().logs, (state) => state.judged.get(row.run));
  const judged = since === undefined ? row.judged : since;
  if (!judged) return null;
  const { verdict, firstError, raters } = judged;
  const names = raters.map(({ id, name }) => (id === "me" ? common.authors.human : name)).join(", ");
  return (
    <>
      {verdict ? (
        <span
          className={`run-mark verdict-${verdict}`}
          role="img"
          aria-label={words.verdict(common.step.verdicts[verdict])}
          title={words.verdict(common.step.verdicts[verdict])}
        >
          {VERDICT_GLYPHS[verdict]}
        </span>
      ) : null}
      {firstError === null ? null : (
        <span className="run-mark" title={words.firstError(firstError)}>
          <Flag size={12} aria-hidden="true" />
          <span className="hidden-text">{words.firstError(firstError)}</span>
          <span aria-hidden="true">{firstError}</span>
        </span>
      )}
      <span className="run-raters" title={words.raters(names)}>
        <UserRound size={12} aria-hidden="true" />
        <span aria-hidden="true">{names}</span>
        <span className="hidden-text">{words.raters(names)}</span>
      </span>
    </>
  );
}

/** A place in a row to press: what it does is among the buttons below the list as well, for the keyboard. */
function RowAction(props: { className: string; title: string; onPress(): void; children: string }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button below the list does the same
    // biome-ignore lint/a11y/noStaticElementInteractions: an option holds no controls, only places to press
    <span
      className={props.className}
      title={props.title}
      onClick={(event) => {
        event.stopPropagation();
        props.onPress();
      }}
    >
      {props.children}
    </span>
  );
}
