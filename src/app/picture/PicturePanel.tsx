import { lazy, Suspense, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { Action } from "../../action";
import { actionInward, DRAFT_STEP, Picture, type Scene, type StageMark } from "../../stage";
import { judgementIdFrom, type StepId } from "../../trace";
import type { Workspace } from "../../workspace";
import { actHere, chooseJudged, judgeRegion, pickStep, reshapeStep } from "../../workspace/editing";
import { followHint } from "../../workspace/state";
import { useStageWords } from "../binding/useStageWords";
import { useReadOnly, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { useReducedMotion, useTheme } from "../theme";
import { useFirstHint } from "./FirstHints";
import { LoadingCard } from "./LoadingCard";
import { overlaidMark } from "./overlaid";
import { PictureHead } from "./PictureHead";
import { QuestionLine } from "./QuestionLine";
import { ToolBar } from "./ToolBar";
import { useJudged } from "./useJudged";
import { type Sight, useActingStep, useCamera, useScene, useStageImage } from "./useScene";
import "./picture.css";

const EncoderPanel = lazy(async () => ({ default: (await import("./EncoderPanel")).EncoderPanel }));

/** The picture: what the model looked at, where, and what it drew; and the tools to disagree with it. */
export function PicturePanel() {
  const words = useWords();
  const scene = useScene();
  const eye = useView((state) => state.eye);
  return (
    <section className="picture" aria-label={words.picture.label} id="picture">
      <QuestionLine />
      <LoadingCard />
      <PictureHead scene={scene} />
      <div className="picture-frame">
        <ScenePicture scene={scene} />
        {eye && scene.image ? (
          <Suspense>
            <EncoderPanel image={(scene.crop ?? scene.image).id} />
          </Suspense>
        ) : null}
      </div>
      <ToolBar image={scene.image?.id ?? null} />
    </section>
  );
}

/** The stage with the scene on it; what a person does there is handed to the workspace. */
function ScenePicture({ scene }: { scene: Scene }) {
  const workspace = useWorkspace();
  const { view } = workspace;
  const { tool, keepTool, hovered } = useView(({ tool, keepTool, hovered }) => ({ tool, keepTool, hovered }));
  const layers = useView(({ hidden, locked, solo }) => ({ hidden, locked, solo }));
  const [sight, setSight] = useState<Sight | null>(null);
  const selected = useActingStep();
  // The mark whose outcome is being looked at is chosen already.
  const select = (step: StepId | null): void => {
    if (step && step !== DRAFT_STEP && step !== selected) pickStep(workspace, step);
  };
  return (
    <Picture
      image={useStageImage(scene, sight)}
      marks={useOverlaid(scene)}
      judged={useJudged(scene)}
      callout={useFirstHint(scene)}
      layers={layers}
      tool={tool}
      selected={selected}
      hovered={hovered}
      camera={useCamera(scene)}
      reducedMotion={useReducedMotion()}
      readOnly={useReadOnly()}
      theme={useTheme()}
      words={useStageWords()}
      onSelect={select}
      onHover={(step) => view.setState({ hovered: step })}
      onReshape={(step, action) => {
        followHint(view, "drag");
        return reshapeStep(workspace, step, inward(workspace, scene, step, action));
      }}
      onDraw={(action) => void actHere(workspace, action)}
      onRegion={(box) => {
        if (scene.image) judgeRegion(workspace, scene.image.id, box);
      }}
      onJudged={(id) => chooseJudged(workspace, judgementIdFrom(id))}
      onCamera={({ byHand, visible, scale }) => {
        view.setState({ seen: byHand && scene.image ? { image: scene.image.id, box: visible } : null });
        setSight(scene.image && { image: scene.image.id, visible, scale });
      }}
      onToolDone={() => {
        if (!keepTool) view.setState({ tool: "select" });
      }}
    />
  );
}

/** The marks of a scene over those of the branches that are laid over its picture; what is on the line itself is left to it. */
function useOverlaid({ image, marks }: Scene): readonly StageMark[] {
  const overlay = useStore(useWorkspace().overlay);
  return useMemo(() => {
    const own = new Set(marks.map(({ stepId }) => stepId));
    const laid = overlay.filter(({ step, action }) => action.image === image?.id && !own.has(step));
    return laid.length === 0 ? marks : [...laid.map(overlaidMark), ...marks];
  }, [overlay, image, marks]);
}

/** A crop's own action comes back from its place in the picture to the crop's pixels. */
function inward(workspace: Workspace, scene: Scene, step: StepId, action: Action): Action {
  const body = workspace.session.store.getState().log?.trace.steps.get(step)?.body;
  if (body?.kind !== "action" || body.action.image === action.image) return action;
  const placement = scene.placements.get(body.action.image);
  return placement ? actionInward(action, body.action.image, placement) : action;
}
