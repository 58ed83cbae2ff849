import { Eye, Maximize, X, ZoomIn, ZoomOut } from "lucide-react";
import { siblingPlace } from "../../session";
import { keyOf, runCommand } from "../../workspace";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useNarrow } from "../theme";
import { actingStep, type Scene } from "./scene";

/** One quiet line over the picture: which image, what one can do here, and how close one is. */
export function PictureHead({ scene }: { scene: Scene }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { cropItself, eye } = useView(({ cropItself, eye }) => ({ cropItself, eye }));
  return (
    <header className="picture-head">
      <div className="picture-which">
        {scene.crop ? (
          <div className="segments">
            <button
              type="button"
              className="segment"
              aria-pressed={!cropItself}
              onClick={() => workspace.view.setState({ cropItself: false })}
            >
              {words.picture.region}
            </button>
            <button
              type="button"
              className="segment"
              aria-pressed={cropItself}
              onClick={() => workspace.view.setState({ cropItself: true })}
            >
              {words.picture.cropToggle}
            </button>
          </div>
        ) : null}
        {!scene.crop && scene.image ? (
          <span className="picture-size">{words.picture.size(scene.image.width, scene.image.height)}</span>
        ) : null}
      </div>
      <PictureHint />
      <fieldset className="picture-view" aria-label={words.picture.view}>
        <IconButton
          label={words.commands.eye}
          hint="X"
          icon={<Eye size={16} />}
          aria-pressed={eye}
          onClick={() => workspace.view.setState({ eye: !eye })}
        />
        <IconButton
          label={words.commands.zoomOut}
          hint={keyOf("zoomOut")}
          icon={<ZoomOut size={16} />}
          onClick={() => runCommand(workspace, "zoomOut")}
        />
        <IconButton
          label={words.commands.zoomIn}
          hint={keyOf("zoomIn")}
          icon={<ZoomIn size={16} />}
          onClick={() => runCommand(workspace, "zoomIn")}
        />
        <IconButton
          label={words.commands.actualSize}
          hint={keyOf("actualSize")}
          icon={<span className="one-to-one">1:1</span>}
          onClick={() => runCommand(workspace, "actualSize")}
        />
        <IconButton
          label={words.commands.fit}
          hint={keyOf("fit")}
          icon={<Maximize size={16} />}
          onClick={() => runCommand(workspace, "fit")}
        />
      </fieldset>
    </header>
  );
}

/** What to press next: on the first visit, with a tool in hand, or after a branch was made by hand. */
function PictureHint() {
  const workspace = useWorkspace();
  const words = useWords();
  const { tool, hintSeen } = useView(({ tool, hintSeen }) => ({ tool, hintSeen }));
  const branch = useHandMadeBranch();
  const narrow = useNarrow();
  const drawing = tool === "crop" ? "zoom" : tool;
  if (drawing in words.hint.drawing)
    return <p className="picture-hint">{words.hint.drawing[drawing as keyof typeof words.hint.drawing]}</p>;
  if (branch)
    return (
      <p className="picture-hint" role="status">
        <span className="picture-kept">{words.hint.kept(branch.index, branch.total)}</span>
        {branch.isEnd ? (
          <Button tone="human" onClick={() => runCommand(workspace, "run")}>
            {words.hint.runFromHere}
          </Button>
        ) : null}
      </p>
    );
  if (hintSeen) return <p className="picture-hint" />;
  return (
    <p className="picture-hint" data-testid="first-hint">
      {narrow ? words.hint.phone : words.hint.first}
      <IconButton
        label={words.hint.dismiss}
        icon={<X size={14} />}
        onClick={() => workspace.view.setState({ hintSeen: true })}
      />
    </p>
  );
}

/** Where the current step's action is a person's and stands beside others: which of how many, and if nothing follows. */
function useHandMadeBranch(): { index: number; total: number; isEnd: boolean } | null {
  const found = useSession(({ log, place, run }) => {
    const current = log && place.step ? (log.trace.steps.get(place.step) ?? null) : null;
    const acting = log && actingStep(log.trace, current);
    if (!log || !acting || acting.author !== "human" || run.kind === "running") return "";
    const { index, total } = siblingPlace(log.trace, acting);
    const isEnd = (log.trace.children.get(current?.id ?? null) ?? []).length === 0;
    return total > 1 ? `${index} ${total} ${isEnd ? 1 : 0}` : "";
  });
  if (found === "") return null;
  const [index = 0, total = 0, isEnd = 0] = found.split(" ").map(Number);
  return { index, total, isEnd: isEnd === 1 };
}
