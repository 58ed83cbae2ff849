import type { MouseEvent } from "react";
import { useStore } from "zustand";
import { FAMILY_CARDS, type GymName, TRAP_CARDS } from "../../catalog";
import type { Condition, TrialSet } from "../../evaluation";
import { cancelBatch, resumeBatch, startBatch } from "../../workspace/gym";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, NumberField } from "../controls";
import { newsOf, useGymWords } from "./gymWords";

const WHICH = ["this", "families", "traps"] as const;
const WHICH_LEVELS = ["this", "mixed"] as const;
const BESIDE = ["nothing", "refused", "moves", "all"] as const;

export interface Choices {
  readonly which: (typeof WHICH)[number];
  readonly problems: number;
  readonly levels: (typeof WHICH_LEVELS)[number];
  readonly beside: (typeof BESIDE)[number];
}

export const USUAL_CHOICES: Choices = { which: "this", problems: 20, levels: "mixed", beside: "refused" };

const MOST_PROBLEMS = 1000;

/** What the model's own work is compared with. */
const CONDITIONS_BESIDE: Readonly<Record<Choices["beside"], readonly Condition[]>> = {
  nothing: [],
  refused: ["refused"],
  moves: ["injected-right", "injected-wrong"],
  all: ["refused", "injected-right", "injected-wrong"],
};

/** The trials that the choices stand for; `name` is the problem that is chosen above them. */
function setOf({ which, problems, levels, beside }: Choices, name: GymName): TrialSet {
  const cards = { this: [name], families: FAMILY_CARDS, traps: TRAP_CARDS }[which];
  return {
    sorts: cards.map(({ family }) => family),
    conditions: ["looking", ...CONDITIONS_BESIDE[beside]],
    problems,
    firstSeed: name.seed,
    level: levels === "mixed" ? "mixed" : name.difficulty,
  };
}

/** Which problems to run, how many, and what the model's own work is compared with. */
export function BatchForm(props: { name: GymName; choices: Choices; onChange(choices: Choices): void }) {
  const { name, choices, onChange } = props;
  const workspace = useWorkspace();
  const words = useGymWords();
  const set = (change: Partial<Choices>): void => onChange({ ...choices, ...change });
  const isRunning = useSession(({ run }) => run.kind === "running");
  const isTaken = useView((state) => state.searching) || isRunning;
  const starting = useView((state) => state.starting);
  const hindrance = isTaken ? words.busy : words.loading;
  return (
    <form
      className="gym"
      onSubmit={(event) => {
        event.preventDefault();
        void startBatch(workspace, setOf(choices, name));
      }}
    >
      <p className="problem-about">{words.batchAbout}</p>
      <NamedChoice
        label={words.which}
        values={WHICH}
        names={words.whichOf}
        value={choices.which}
        onChange={(which) => set({ which })}
      />
      <NumberField
        label={words.problems}
        value={choices.problems}
        min={1}
        max={MOST_PROBLEMS}
        onChange={(problems) => set({ problems: Math.round(problems ?? 1) })}
      />
      <NamedChoice
        label={words.levels}
        values={WHICH_LEVELS}
        names={words.levelsOf}
        value={choices.levels}
        onChange={(levels) => set({ levels })}
      />
      <NamedChoice
        label={words.beside}
        values={BESIDE}
        names={words.besideOf}
        value={choices.beside}
        onChange={(beside) => set({ beside })}
      />
      <StartButton isTaken={isTaken || starting} />
      <News />
      {isTaken || starting ? <p className="gym-note">{hindrance}</p> : null}
    </form>
  );
}

/** Starts the batch, or cancels the one that runs: one button for both, so that the keyboard keeps its place. */
function StartButton({ isTaken }: { isTaken: boolean }) {
  const workspace = useWorkspace();
  const words = useGymWords();
  const running = useStore(workspace.batch, (state) => state.stop !== null);
  const rest = useStore(workspace.batch, (state) => state.rest.length);
  const cancel = (event: MouseEvent): void => {
    // By the time the press takes effect the button may be the one that starts.
    event.preventDefault();
    cancelBatch(workspace);
  };
  return (
    <div className="gym-progress">
      {running ? <Progress /> : null}
      <Button
        type={running ? "button" : "submit"}
        tone={running ? "plain" : "model"}
        disabled={!running && isTaken}
        onClick={running ? cancel : undefined}
      >
        {running ? words.cancel : words.start}
      </Button>
      {!running && rest > 0 ? (
        <Button disabled={isTaken} onClick={() => void resumeBatch(workspace)}>
          {words.goOn(rest)}
        </Button>
      ) : null}
    </div>
  );
}

/** A choice among values that have names. */
function NamedChoice<T extends string>(props: {
  label: string;
  values: readonly T[];
  names: Readonly<Record<T, string>>;
  value: T;
  onChange(value: T): void;
}) {
  return (
    <Choice
      label={props.label}
      value={props.value}
      options={props.values.map((value) => ({ value, name: props.names[value] }))}
      onChange={props.onChange}
    />
  );
}

function Progress() {
  const words = useGymWords();
  const { done, total } = useStore(useWorkspace().batch);
  const said = words.progress(done, total);
  return (
    <>
      <progress max={total} value={done} aria-label={words.batch} aria-valuetext={said} />
      <span>{said}</span>
    </>
  );
}

/** Tells that a batch began and what it came to; not every step of it. */
function News() {
  const words = useGymWords();
  const said = useStore(useWorkspace().batch, (state) => newsOf(state, words));
  return (
    <p className="gym-note" role="status">
      {said}
    </p>
  );
}
