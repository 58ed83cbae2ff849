import { Dices } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { gymProblem, SEED_LIMIT } from "../../catalog";
import { FAMILIES, type Family } from "../../gym";
import { Button, Choice, Field } from "../controls";
import { report } from "../document/give";
import { useDesk, useWords } from "../services";

const anySeed = (): number => Math.floor(Math.random() * SEED_LIMIT);

/** A family and a seed; the same seed is the same problem for everyone. */
export function GymForm() {
  const desk = useDesk();
  const words = useWords();
  const [family, setFamily] = useState<Family>("find");
  const [seed, setSeed] = useState(anySeed);
  const problem = useMemo(() => gymProblem(family, seed), [family, seed]);
  return (
    <form
      className="gym"
      onSubmit={(event) => {
        event.preventDefault();
        void report(
          desk,
          desk.documents.openGym(family, seed).then(() => null),
        );
      }}
    >
      <Choice<Family>
        label={words.problem.family}
        value={family}
        options={FAMILIES.map((value) => ({ value, name: words.problem.families[value] }))}
        onChange={setFamily}
      />
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
              onChange={({ target }) => setSeed(Number.isNaN(target.valueAsNumber) ? 0 : target.valueAsNumber)}
            />
            <Button onClick={() => setSeed(anySeed())}>
              <Dices size={14} aria-hidden="true" />
              {words.problem.newOne}
            </Button>
          </div>
        )}
      </Field>
      <div className="gym-preview">
        <PixelsPreview pixels={problem.picture} />
        <div>
          <p className="gym-question">{problem.question}</p>
          <p className="field-help">{words.problem.familyAbout[family]}</p>
        </div>
      </div>
      <Button type="submit" tone="model">
        {words.problem.open}
      </Button>
    </form>
  );
}

function PixelsPreview({ pixels }: { pixels: ReturnType<typeof gymProblem>["picture"] }) {
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // Pixels are put, not rendered: React has no element for them.
  useEffect(() => {
    const { data, width, height } = pixels;
    canvas.current?.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  }, [pixels]);
  return <canvas ref={canvas} className="gym-picture" width={pixels.width} height={pixels.height} />;
}
