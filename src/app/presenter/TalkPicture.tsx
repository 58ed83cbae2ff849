import { useId, useMemo, useState } from "react";
import type { ImageBox, Size } from "../../geometry";
import type { Scene } from "../../stage";
import { type CameraTarget, type JudgedMark, Picture } from "../../stage";
import { type GuessScore, heatOf, scoreGuess } from "../../workspace/presenter";
import { useStageWords } from "../binding/useStageWords";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { type Sight, useCamera, useStageImage } from "../picture/useScene";
import { useReducedMotion, useTheme } from "../theme";
import { spotlit } from "./spotlight";
import { guessedOn, type TalkStop, usePresentWords, useTalk } from "./useTalk";

const NOTHING_LOCKED: ReadonlySet<string> = new Set();
const nothing = (): undefined => undefined;

/** The picture of a talk: no roads not taken, heavy marks, a light on what is new, and what the audience guesses. */
export function TalkPicture({ stop }: { stop: TalkStop }) {
  const { presenter } = useWorkspace();
  const { scene, guessing } = stop;
  const isGuessed = guessedOn(stop) !== null;
  const [sight, setSight] = useState<Sight | null>(null);
  const hidden = useView((state) => state.hidden);
  const layers = useMemo(
    () => ({ hidden: new Set([...hidden, "ghosts"]), locked: NOTHING_LOCKED, solo: null }),
    [hidden],
  );
  const addGuess = (box: ImageBox): void =>
    presenter.setState(({ talk }) => ({
      talk: talk?.guessing
        ? { ...talk, guessing: { ...talk.guessing, guesses: [...talk.guessing.guesses, box] } }
        : talk,
    }));
  return (
    <Picture
      image={useStageImage(scene, sight)}
      marks={scene.marks}
      judged={useGuessMarks(stop)}
      laidOver={guessing ? <Heat stop={stop} /> : <Spotlight scene={scene} />}
      layers={layers}
      tool={isGuessed ? "region" : "hand"}
      selected={null}
      hovered={null}
      camera={useTalkCamera(stop)}
      reducedMotion={useReducedMotion()}
      readOnly={!isGuessed}
      theme={useTheme()}
      words={useStageWords()}
      onSelect={nothing}
      onHover={nothing}
      onReshape={nothing}
      onDraw={nothing}
      onRegion={addGuess}
      onCamera={({ visible, scale }) => setSight(scene.image && { image: scene.image.id, visible, scale })}
      onToolDone={nothing}
    />
  );
}

/** Where the chapter was looked at from, else where the step itself puts the camera. */
function useTalkCamera({ chapter, scene }: TalkStop): CameraTarget {
  const own = useCamera(scene);
  const at = useTalk(({ telling }) => telling?.at ?? null);
  const view = chapter?.view ?? null;
  return useMemo(
    () => (view && view.image === scene.image?.id ? { key: `chapter ${at}`, kind: "box", box: view.box } : own),
    [view, scene.image?.id, own, at],
  );
}

/** Guesses as marks of their own, each with its number, and once revealed with how much of the truth it covers. */
function useGuessMarks({ guessing, guess }: TalkStop): readonly JudgedMark[] {
  const { guess: words } = usePresentWords();
  return useMemo(() => {
    if (!guessing) return [];
    const { guesses, aim, isRevealed } = guessing;
    const given = guesses.map((box, i): JudgedMark => {
      const score = isRevealed && guess?.truth ? scoreGuess(box, guess.truth) : null;
      return guessMark(i, box, score?.isHit ?? false, markOf(score, i + 1, words));
    });
    return aim ? [...given, guessMark(guesses.length, aim, true, words.aimMark(guesses.length + 1))] : given;
  }, [guessing, guess, words]);
}

const guessMark = (index: number, box: ImageBox, chosen: boolean, words: string): JudgedMark => ({
  id: `guess ${index}`,
  kind: "region",
  box,
  verdict: null,
  chosen,
  words,
});

const markOf = (score: GuessScore | null, index: number, words: ReturnType<typeof usePresentWords>["guess"]): string =>
  score?.overlap == null ? words.mark(index) : words.overlapMark(index, Math.round(100 * score.overlap));

/** Beyond the picture, too, as far as a camera may look. */
const farAround = ({ width, height }: Size) => ({
  x: -4 * width,
  y: -4 * height,
  width: 9 * width,
  height: 9 * height,
});

/** Dims everything but what is new. */
function Spotlight({ scene }: { scene: Scene }) {
  const id = useId();
  const boxes = useMemo(() => spotlit(scene), [scene]);
  if (!scene.image || boxes.length === 0) return null;
  const all = farAround(scene.image);
  return (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" {...all}>
        <rect {...all} fill="white" />
        {boxes.map((box) => (
          <rect
            key={`${box.left},${box.top},${box.width},${box.height}`}
            x={box.left}
            y={box.top}
            width={box.width}
            height={box.height}
            fill="black"
          />
        ))}
      </mask>
      {/* Another step is another light, which comes up anew. */}
      <rect
        key={id + boxes.map(({ left, top }) => `${left},${top}`).join()}
        className="presenter-dim"
        {...all}
        mask={`url(#${id})`}
      />
    </>
  );
}

/** All guesses on top of one another, once the place is revealed. */
function Heat({ stop: { guessing, scene } }: { stop: TalkStop }) {
  const { image } = scene;
  const map = useMemo(
    () => (image && guessing?.isRevealed ? heatOf(guessing.guesses, image) : null),
    [image, guessing],
  );
  if (!map || !image) return null;
  const [width, height] = [image.width / map.columns, image.height / map.rows];
  return map.shares.map((share, cell) =>
    share > 0 ? (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place in the grid
        key={cell}
        className="presenter-heat"
        x={(cell % map.columns) * width}
        y={Math.floor(cell / map.columns) * height}
        width={width}
        height={height}
        fillOpacity={0.15 + 0.55 * share}
      />
    ) : null,
  );
}
