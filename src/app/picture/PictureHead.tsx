import { Eye, Maximize, ZoomIn, ZoomOut } from "lucide-react";
import { memo } from "react";
import type { HandTool } from "../../action";
import { siblingPlace } from "../../session";
import type { Scene } from "../../stage";
import { actingStep } from "../../trace";
import { keyOf, runCommand } from "../../workspace/commands";
import { useSessionFacts, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useStageImage } from "./useScene";

/** One quiet line over the picture: which image, what one can do here, and how close one is. */
export function PictureHead({ scene }: { scene: Scene }) {
  const words = useWords();
  const { crop, image } = scene;
  // Of a picture that nobody has the size is a guess, which is not the head's to tell.
  const isThere = useStageImage(scene)?.bitmap != null;
  return (
    <header className="picture-head">
      <div className="picture-which">
        {crop ? <CropSwitch /> : null}
        {!crop && image && isThere ? (
          <span className="picture-size">{words.picture.size(image.width, image.height)}</span>
        ) : null}
      </div>
      <PictureHint />
      <ViewButtons />
    </header>
  );
}

/** A crop in its place in the picture, or by itself. */
function CropSwitch() {
  const { view } = useWorkspace();
  const words = useWords();
  const cropItself = useView((state) => state.cropItself);
  const choice = (name: string, value: boolean) => (
    <button
      type="button"
      className="segment"
      aria-pressed={cropItself === value}
      onClick={() => view.setState({ cropItself: value })}
    >
      {name}
    </button>
  );
  return (
    <div className="segments">
      {choice(words.picture.region, false)}
      {choice(words.picture.cropToggle, true)}
    </div>
  );
}

const CAMERA_BUTTONS = [
  { id: "zoomOut", icon: <ZoomOut size={16} /> },
  { id: "zoomIn", icon: <ZoomIn size={16} /> },
  { id: "actualSize", icon: <span className="one-to-one">1:1</span> },
  { id: "fit", icon: <Maximize size={16} /> },
] as const;

const ViewButtons = memo(function ViewButtons() {
  const workspace = useWorkspace();
  const words = useWords();
  const eye = useView((state) => state.eye);
  return (
    <fieldset className="picture-view" aria-label={words.picture.view}>
      <IconButton
        label={words.commands.eye}
        hint="X"
        icon={<Eye size={16} />}
        aria-pressed={eye}
        onClick={() => workspace.view.setState({ eye: !eye })}
      />
      {CAMERA_BUTTONS.map(({ id, icon }) => (
        <IconButton
          key={id}
          label={words.commands[id]}
          hint={keyOf(id)}
          icon={icon}
          onClick={() => runCommand(workspace, id)}
        />
      ))}
    </fieldset>
  );
});

/** Which tool is at work; else what to press next: while a tool is chosen, and on a branch that a person made, once its first hint was followed. */
const PictureHint = memo(function PictureHint() {
  const words = useWords();
  const { tool, branchHint, calling } = useView(({ tool, hintsUsed, calling }) => ({
    tool,
    branchHint: !hintsUsed.includes("branch"),
    calling,
  }));
  const branch = useHandMadeBranch();
  if (calling !== null)
    return (
      <p className="picture-hint" role="status">
        {words.picture.calling(words.commands[calling])}
      </p>
    );
  const drawing: Readonly<Partial<Record<HandTool | "zoom", string>>> = words.hint.drawing;
  const toolHint = drawing[tool === "crop" ? "zoom" : tool];
  if (toolHint !== undefined) return <p className="picture-hint">{toolHint}</p>;
  if (!branch || branchHint) return <p className="picture-hint" />;
  return (
    <p className="picture-hint" role="status">
      <span className="picture-kept">{words.hint.kept(branch.index, branch.total)}</span>
      {branch.isEnd ? <RunFromHere /> : null}
    </p>
  );
});

export function RunFromHere() {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <Button tone="human" onClick={() => runCommand(workspace, "run")}>
      {words.hint.runFromHere}
    </Button>
  );
}

/** Which of how many siblings the action on show is, and whether nothing follows it; null unless a person made it. */
export const useHandMadeBranch = () =>
  useSessionFacts(({ log, place, run }) => {
    const current = log && place.step ? (log.trace.steps.get(place.step) ?? null) : null;
    const acting = log && actingStep(log.trace, current);
    if (!log || acting?.author !== "human" || run.kind === "running") return null;
    const { index, total } = siblingPlace(log.trace, acting);
    const isEnd = (log.trace.children.get(current?.id ?? null) ?? []).length === 0;
    return total > 1 ? { index, total, isEnd } : null;
  });
