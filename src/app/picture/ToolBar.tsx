import {
  ArrowUpRight,
  Crop,
  FlipHorizontal2,
  Hand,
  Highlighter,
  type LucideIcon,
  MapPin,
  MessageCirclePlus,
  MousePointer2,
  Pin,
  RotateCcw,
  RotateCw,
  Spline,
  Square,
  SquareDashed,
  Tag,
  Wrench,
} from "lucide-react";
import { memo } from "react";
import { type Action, type HandTool, type ImageId, TOOL_NAMES } from "../../action";
import { type CommandId, keyOf, runCommand } from "../../workspace/commands";
import { actHere } from "../../workspace/editing";
import { useReadOnly, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton, MenuButton, type MenuEntry } from "../controls";

const TOOLS: readonly (readonly [HandTool, CommandId, LucideIcon])[] = [
  ["select", "select", MousePointer2],
  ["hand", "hand", Hand],
  ["crop", "zoom", Crop],
  ["box", "box", Square],
  ["line", "line", Spline],
  ["arrow", "arrow", ArrowUpRight],
  ["point", "point", MapPin],
  ["label", "label", Tag],
  ["highlight", "highlight", Highlighter],
  ["region", "judgeRegion", SquareDashed],
];

/** The tools. What a person makes with them goes after the current step, as a branch of its own. */
export function ToolBar({ image }: { image: ImageId | null }) {
  const words = useWords();
  const disabled = useReadOnly() || image === null;
  return (
    <div className="tools" role="toolbar" aria-label={words.picture.tools}>
      <HandTools disabled={disabled} />
      <TurnMenu image={image} disabled={disabled} />
      <ToolMenu disabled={disabled} />
      <span className="tools-rule" />
      <OtherTools disabled={disabled} />
    </div>
  );
}

/** Apart from the picture, which another step changes. */
const HandTools = memo(function HandTools({ disabled }: { disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const tool = useView((state) => state.tool);
  return TOOLS.map(([name, id, Icon]) => (
    <IconButton
      key={name}
      label={words.commands[id]}
      hint={keyOf(id)}
      side="top"
      icon={<Icon size={18} />}
      aria-pressed={tool === name}
      disabled={disabled && name !== "select" && name !== "hand"}
      onClick={() => runCommand(workspace, id)}
    />
  ));
});

/** A thought in place of a mark, and whether a tool stays chosen. */
const OtherTools = memo(function OtherTools({ disabled }: { disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const keepTool = useView((state) => state.keepTool);
  return (
    <>
      <IconButton
        label={words.commands.addThought}
        hint={keyOf("addThought")}
        side="top"
        icon={<MessageCirclePlus size={18} />}
        disabled={disabled}
        onClick={() => runCommand(workspace, "addThought")}
      />
      <IconButton
        label={words.picture.keepTool}
        side="top"
        icon={<Pin size={16} />}
        aria-pressed={keepTool}
        onClick={() => workspace.view.setState({ keepTool: !keepTool })}
      />
    </>
  );
});

/** Tools that find something: on the picture or the crop that is looked at, within the box that is chosen there. */
const ToolMenu = memo(function ToolMenu({ disabled }: { disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const calling = useView((state) => state.calling);
  const entries = TOOL_NAMES.map(
    (name): MenuEntry => ({
      text: words.commands[name],
      ...(keyOf(name) === "" ? {} : { hint: keyOf(name) }),
      act: () => runCommand(workspace, name),
    }),
  );
  return (
    <MenuButton
      side="top"
      button={
        <IconButton
          label={words.picture.callTool}
          side="top"
          icon={<Wrench size={18} />}
          disabled={disabled || calling !== null}
          aria-busy={calling !== null}
        />
      }
      entries={entries}
    />
  );
});

/** Rendered anew for another picture alone. */
const TurnMenu = memo(function TurnMenu({ image, disabled }: { image: ImageId | null; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const turn = (id: "rotateRight" | "rotateLeft" | "flip", icon: LucideIcon, action: Action): MenuEntry => ({
    text: words.commands[id],
    icon,
    act: () => void actHere(workspace, action),
  });
  return (
    <MenuButton
      side="top"
      button={<IconButton label={words.picture.turn} side="top" icon={<RotateCw size={18} />} disabled={disabled} />}
      entries={
        image
          ? [
              turn("rotateRight", RotateCw, { kind: "rotate", image, degrees: 90 }),
              turn("rotateLeft", RotateCcw, { kind: "rotate", image, degrees: 270 }),
              turn("flip", FlipHorizontal2, { kind: "flip", image, axis: "horizontal" }),
              {
                text: words.commands.rotate,
                icon: RotateCw,
                hint: keyOf("rotate"),
                act: () => workspace.view.setState({ tool: "rotate" }),
              },
            ]
          : []
      }
    />
  );
});
