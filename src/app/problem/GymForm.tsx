import { useQuery } from "@tanstack/react-query";
import { Dices } from "lucide-react";
import { useState } from "react";
import {
  FAMILY_CARDS,
  type FamilyCard,
  type GymName,
  LEVELS,
  SEED_LIMIT,
  SORT_CARDS,
  seedInRange,
  USUAL_LEVEL,
} from "../../catalog";
import { report } from "../../workspace/files";
import { gymQuery } from "../../workspace/queries";
import { useLanguage, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, Field, PixelsPicture } from "../controls";
import "./problem.css";

export const anySeed = (): number => Math.floor(Math.random() * SEED_LIMIT);

/** A family, a level and a seed; the same three are the same problem for everyone. */
export function GymForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const [name, setName] = useState<GymName>(() => ({ family: "find", seed: anySeed(), difficulty: USUAL_LEVEL }));
  return (
    <form
      className="gym"
      onSubmit={(event) => {
        event.preventDefault();
        void report(workspace, workspace.documents.openGym(name));
      }}
    >
      <GymNameFields name={name} cards={FAMILY_CARDS} onChange={setName} />
      <GymPreview name={name} />
      <Button type="submit" tone="model">
        {words.problem.open}
      </Button>
    </form>
  );
}

export function GymNameFields(props: { name: GymName; cards: readonly FamilyCard[]; onChange(name: GymName): void }) {
  const { name, cards, onChange } = props;
  const words = useWords();
  const language = useLanguage();
  return (
    <>
      <Choice
        label={words.problem.family}
        value={name.family}
        options={cards.map(({ family, title }) => ({ value: family, name: title[language] }))}
        onChange={(family) => onChange({ ...name, family })}
      />
      <Choice
        label={words.problem.level}
        value={String(name.difficulty)}
        options={LEVELS.map((level) => ({ value: String(level), name: String(level) }))}
        onChange={(chosen) => {
          const difficulty = LEVELS.find((level) => String(level) === chosen);
          if (difficulty) onChange({ ...name, difficulty });
        }}
      />
      <SeedField seed={name.seed} onChange={(seed) => onChange({ ...name, seed })} />
    </>
  );
}

function SeedField({ seed, onChange }: { seed: number; onChange(seed: number): void }) {
  const words = useWords();
  return (
    <Field label={words.problem.seed}>
      {(id) => (
        <div className="gym-seed">
          <input
            id={id}
            className="input input-number"
            type="number"
            min={0}
            max={SEED_LIMIT - 1}
            value={seed}
            onChange={({ target }) => onChange(seedInRange(target.valueAsNumber))}
          />
          <Button onClick={() => onChange(anySeed())}>
            <Dices size={14} aria-hidden="true" />
            {words.problem.newOne}
          </Button>
        </div>
      )}
    </Field>
  );
}

/** A problem's pictures and its question, as soon as they are drawn. */
export function GymPreview({ name }: { name: GymName }) {
  const language = useLanguage();
  const words = useWords();
  // The problem before stays in sight while the next is drawn.
  const problem = useQuery({ ...gymQuery(name), placeholderData: (before) => before }).data;
  const card = SORT_CARDS.find(({ family }) => family === name.family);
  return (
    <div className="gym-preview">
      <div className="gym-pictures">
        {(problem?.pictures ?? []).map((pixels, i, { length }) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: frames have an order and nothing else.
          <PixelsPicture key={i} pixels={pixels} name={words.problem.picture(i + 1, length)} className="gym-picture" />
        ))}
      </div>
      <div>
        <p className="gym-question">{problem?.question}</p>
        <p className="field-help">{card?.says[language]}</p>
      </div>
    </div>
  );
}
