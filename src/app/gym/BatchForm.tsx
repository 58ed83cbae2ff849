import type { MouseEvent } from "react";
import { useStore } from "zustand";
import { FAMILY_CARDS, type GymName, TRAP_CARDS } from "../../catalog";
import type { Condition, TrialSet } from "../../evaluation";
import { cancelBatch, startBatch } from "../../workspace";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, NumberField } from "../controls";
import { newsOf } from "./news";
import { useGymWords } from "./useGymWords";

export interface Choices {
  readonly which: "this" | "families" | "traps";
  readonly problems: number;
  readonly levels: "this" | "mixed";
  readonly beside: keyof typeof CONDITIONS_BESIDE;
}

export const USUAL_CHOICES: Choices = { which: "this", problems: 20, levels: "mixed", beside: "refused" };

const MOST_PROBLEMS = 1000;

/** What the model's own work is compared with. */
const CONDITIONS_BESIDE = {
  nothing: [],
  refused: ["refused"],
  moves: ["injected-right", "injected-wrong"],
  all: ["refused", "injected-right", "injected-wrong"],
} as const satisfies Record<string, readonly Condition[]>;

/** What the choices mean beside the problem at hand. */
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
  const isTaken = useSession(({ run }) => run.kind === "running");
  const starting = useView((state) => state.starting);
  const running = useStore(workspace.batch, (state) => state.stop !== null);
  const cancel = (event: MouseEvent): void => {
    // By the time the press takes effect the button may be the one that starts.
    event.preventDefault();
    cancelBatch(workspace);
  };
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
      <Named label={words.which} names={words.whichOf} value={choices.which} onChange={(which) => set({ which })} />
      <NumberField
        label={words.problems}
        value={choices.problems}
        min={1}
        max={MOST_PROBLEMS}
        onChange={(problems) => set({ problems: Math.round(problems ?? 1) })}
      />
      <Named
        label={words.levels}
        names={words.levelsOf}
        value={choices.levels}
        onChange={(levels) => set({ levels })}
      />
      <Named
        label={words.beside}
        names={words.besideOf}
        value={choices.beside}
        onChange={(beside) => set({ beside })}
      />
      <div className="gym-progress">
        {running ? <Progress /> : null}
        {/* One button for both, so that the keyboard keeps its place. */}
        <Button
          type={running ? "button" : "submit"}
          tone={running ? "plain" : "model"}
          disabled={!running && (isTaken || starting)}
          onClick={running ? cancel : undefined}
        >
          {running ? words.cancel : words.start}
        </Button>
      </div>
      <News />
      {isTaken || starting ? <p className="gym-note">{hindrance}</p> : null}
    </form>
  );
}

/** A choice among all that there are names for. */
function Named<T extends string>(props: {
  label: string;
  names: Readonly<Record<T, string>>;
  value: T;
  onChange(value: T): void;
}) {
  const values = Object.keys(props.names) as T[];
  return (
    <Choice
      label={props.label}
      value={props.value}
      options={values.map((value) => ({ value, name: props.names[value] }))}
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
