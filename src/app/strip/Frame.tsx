import { useQuery } from "@tanstack/react-query";
import { Flag, GitFork } from "lucide-react";
import { memo, useEffect, useMemo, useRef } from "react";
import type { Size } from "../../geometry";
import { levelWithin } from "../../pixels";
import { drawThumbnail, readPalette, sceneAt } from "../../stage";
import type { Author, Step } from "../../trace";
import { pickStep } from "../../workspace/editing";
import { bitmapQuery } from "../../workspace/queries";
import { followHint } from "../../workspace/state";
import { useOwnJudgement, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { StepIcon } from "../controls";
import { useTheme } from "../theme";
import { detail, gist, isShort, kindName } from "../words/names";

/** Of 88 by 52 CSS pixels, for screens of two pixels to one. */
const CANVAS: Size = { width: 176, height: 104 };
/** As many letters as a frame has room for in the large type of an answer. */
const SHORT = 9;

/** One step as a small picture: the crop where there is one, else the words. */
export const Frame = memo(function Frame(props: {
  line: readonly Step[];
  index: number;
  current: boolean;
  branches: number;
  /** How many hints by machine wait for an answer. */
  hints: number;
  doer: Author;
}) {
  const workspace = useWorkspace();
  const { view } = workspace;
  const words = useWords();
  const step = props.line[props.index];
  const hovered = useView((state) => state.hovered === step?.id);
  if (!step) return null;
  const name = kindName(step, words);
  const said = gist(step, words) === name ? "" : gist(step, words);
  const forked = props.branches > 1 ? words.strip.fork(props.branches) : "";
  const hinted = props.hints > 0 ? words.hints.onFrame(props.hints) : "";
  return (
    <button
      type="button"
      role="option"
      className={`frame frame-${props.doer} ${hovered ? "frame-hovered" : ""}`}
      data-index={props.index}
      tabIndex={props.current ? 0 : -1}
      aria-selected={props.current}
      aria-label={[words.strip.frame(props.index + 1, props.line.length, name), said, forked, hinted]
        .filter(Boolean)
        .join(", ")}
      onClick={() => {
        followHint(view, "walk");
        pickStep(workspace, step.id);
      }}
      onPointerEnter={() => view.setState({ hovered: step.id })}
      onPointerLeave={() => view.setState({ hovered: null })}
    >
      <span className="frame-picture">
        {hasPicture(step) ? (
          <Thumbnail line={props.line} index={props.index} />
        ) : (
          <span className={`frame-words ${isShort(gist(step, words), SHORT) ? `frame-words-${step.body.kind}` : ""}`}>
            {gist(step, words)}
          </span>
        )}
        {props.branches > 1 ? <Fork branches={props.branches} /> : null}
        <FrameVerdict step={step} />
        {props.hints > 0 ? <span className="frame-hint" /> : null}
      </span>
      <span className="frame-name">
        <StepIcon body={step.body} size={12} />
        <span className="frame-number">{props.index + 1}</span> <span className="frame-kind">{name}</span>
      </span>
      <span className="frame-detail">{detail(step, words)}</span>
    </button>
  );
});

const Fork = ({ branches }: { branches: number }) => (
  <span className="frame-fork">
    <GitFork size={11} aria-hidden="true" />
    {branches}
  </span>
);

function FrameVerdict({ step }: { step: Step }) {
  const said = useOwnJudgement(step.id)?.value;
  if (!said) return null;
  return (
    <>
      {said.verdict ? <span className={`frame-verdict verdict-${said.verdict}`} /> : null}
      {said.firstError ? <Flag className="frame-first-error" size={12} aria-hidden="true" /> : null}
    </>
  );
}

const hasPicture = ({ body }: Step): boolean =>
  body.kind === "problem" ||
  body.kind === "action" ||
  (body.kind === "observation" && (body.image !== null || !!body.found?.length));

function Thumbnail({ line, index }: { line: readonly Step[]; index: number }) {
  const { edges } = useWorkspace();
  const trace = useTrace();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const scene = useMemo(
    () => (trace ? sceneAt(trace, line, index, { cropItself: true, draft: null }) : null),
    [trace, line, index],
  );
  const image = scene?.image ?? null;
  const bitmap = useQuery(bitmapQuery(edges, image?.id ?? null, image ? levelWithin(image, CANVAS) : 0)).data;
  // Pixels are drawn, not rendered. Only the step's own mark: a thumbnail with all of them would be a thicket.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes what the palette is worth
  useEffect(() => {
    // A canvas that was never drawn on costs nothing.
    if (!canvas.current || !image || bitmap === undefined) return;
    const own = (scene?.marks ?? []).filter(({ tone }) => tone === "current");
    drawThumbnail(canvas.current, { ...image, bitmap }, own, readPalette(canvas.current));
  }, [image, bitmap, scene, theme]);
  return <canvas ref={canvas} {...CANVAS} className="frame-canvas" />;
}
