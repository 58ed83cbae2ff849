import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Action, ImageId } from "../../action";
import { lineView } from "../../session";
import { Picture, type StageImage } from "../../stage";
import type { StepId } from "../../trace";
import { actHere, bitmapQuery, reshapeStep } from "../../workspace";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { useReducedMotion, useTheme } from "../theme";
import { EyeView } from "./EyeView";
import { LoadingCard } from "./LoadingCard";
import { PictureHead } from "./PictureHead";
import { actionInward } from "./placement";
import { actingStep, DRAFT_STEP, type Scene, sceneAt } from "./scene";
import { stageWords } from "./stageWords";
import { ToolBar } from "./ToolBar";
import { useCamera } from "./useCamera";
import "./picture.css";

/** The picture: what the model looked at, where, and what it drew; and the hands to disagree with it. */
export function PicturePanel() {
  const workspace = useWorkspace();
  const words = useWords();
  const scene = useScene();
  const theme = useTheme();
  const reducedMotion = useReducedMotion();
  const readOnly = useSession(({ writable, run }) => !writable || run.kind === "running");
  const view = useView(({ tool, keepTool, hovered, hidden, locked, solo, eye }) => ({
    tool,
    keepTool,
    hovered,
    hidden,
    locked,
    solo,
    eye,
  }));
  const image = useStageImage(scene);
  const selected = useSelected();
  const camera = useCamera(scene);
  const stage = useMemo(() => stageWords(words), [words]);
  const { hidden, locked, solo } = view;
  const layers = useMemo(() => ({ hidden, locked, solo }), [hidden, locked, solo]);

  const toolDone = (): void => {
    if (!view.keepTool) workspace.view.setState({ tool: "select" });
  };
  return (
    <section className="picture" aria-label={words.picture.label} id="picture">
      <PictureHead scene={scene} />
      <div className="picture-frame">
        <Picture
          image={image}
          marks={scene.marks}
          layers={layers}
          tool={view.tool}
          selected={selected}
          hovered={view.hovered}
          camera={camera}
          reducedMotion={reducedMotion}
          readOnly={readOnly}
          theme={theme}
          words={stage}
          onSelect={(step) => step && step !== DRAFT_STEP && select(workspace, step, selected)}
          onHover={(step) => workspace.view.setState({ hovered: step })}
          onReshape={(step, action) => void reshapeStep(workspace, step, inward(workspace, scene, step, action))}
          onDraw={(action) => void actHere(workspace, action)}
          onCamera={() => {}}
          onToolDone={toolDone}
        />
        {view.eye && scene.image ? <EyeView image={(scene.crop ?? scene.image).id} /> : null}
        <LoadingCard />
      </div>
      <ToolBar image={scene.image?.id ?? null} />
    </section>
  );
}

/** To choose a mark is to go to its step; the mark whose outcome is being looked at is chosen already. */
function select(workspace: ReturnType<typeof useWorkspace>, step: StepId, selected: StepId | null): void {
  if (step !== selected) workspace.session.goTo(step);
}

/** A crop's own action comes back from its place in the picture to the crop's pixels. */
function inward(workspace: ReturnType<typeof useWorkspace>, scene: Scene, step: StepId, action: Action): Action {
  const body = workspace.session.store.getState().log?.trace.steps.get(step)?.body;
  if (body?.kind !== "action" || body.action.image === action.image) return action;
  const placement = scene.placements.get(body.action.image);
  return placement ? actionInward(action, body.action.image, placement) : action;
}

const EMPTY_SCENE: Scene = { image: null, region: null, marks: [], crop: null, placements: new Map() };

export function useScene(): Scene {
  const trace = useSession(({ log }) => log?.trace ?? null);
  const place = useSession((state) => state.place);
  const draft = useSession(({ run }) => (run.kind === "running" ? run.draft : null));
  const cropItself = useView((state) => state.cropItself);
  const considered = useView((state) => state.preview);
  const { asked, cut } = useWords().lens;
  return useMemo(() => {
    if (!trace) return EMPTY_SCENE;
    const { line, index } = lineView(trace, place);
    return sceneAt(trace, line, index, { cropItself, draft, preview: considered, names: { asked, cut } });
  }, [trace, place, draft, cropItself, considered, asked, cut]);
}

function useStageImage({ image }: Scene): StageImage | null {
  const { edges } = useWorkspace();
  const bitmap = useQuery({ ...bitmapQuery(edges, image?.id ?? ("" as ImageId)), enabled: image !== null });
  return useMemo(
    () =>
      image && {
        id: image.id,
        width: image.width,
        height: image.height,
        bitmap: bitmap.data ?? null,
        isMissing: bitmap.data === null,
      },
    [image, bitmap.data],
  );
}

function useSelected(): StepId | null {
  return useSession(({ log, place }) => {
    const current = log && place.step ? (log.trace.steps.get(place.step) ?? null) : null;
    return log ? (actingStep(log.trace, current)?.id ?? null) : null;
  });
}
