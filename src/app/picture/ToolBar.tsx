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
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { Action, HandTool, ImageId } from "../../action";
import { actHere, type CommandId, keyOf, runCommand } from "../../workspace";
import { useReadOnly, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";

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
  const workspace = useWorkspace();
  const words = useWords();
  const { tool, keepTool } = useView(({ tool, keepTool }) => ({ tool, keepTool }));
  const disabled = useReadOnly() || image === null;
  return (
    <div className="tools" role="toolbar" aria-label={words.picture.tools}>
      {TOOLS.map(([name, id, Icon]) => (
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
      ))}
      <TurnMenu image={image} disabled={disabled} />
      <span className="tools-rule" />
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
    </div>
  );
}

function TurnMenu({ image, disabled }: { image: ImageId | null; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const item = (id: "rotateRight" | "rotateLeft" | "flip", Icon: LucideIcon, action: Action) => (
    <DropdownMenu.Item className="menu-item" onSelect={() => void actHere(workspace, action)}>
      <Icon size={16} aria-hidden="true" />
      {words.commands[id]}
    </DropdownMenu.Item>
  );
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={words.picture.turn} side="top" icon={<RotateCw size={18} />} disabled={disabled} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" side="top" sideOffset={8} collisionPadding={8}>
          {image ? (
            <>
              {item("rotateRight", RotateCw, { kind: "rotate", image, degrees: 90 })}
              {item("rotateLeft", RotateCcw, { kind: "rotate", image, degrees: 270 })}
              {item("flip", FlipHorizontal2, { kind: "flip", image, axis: "horizontal" })}
              <DropdownMenu.Item className="menu-item" onSelect={() => workspace.view.setState({ tool: "rotate" })}>
                <RotateCw size={16} aria-hidden="true" />
                {words.commands.rotate}
                <span className="menu-key">{keyOf("rotate")}</span>
              </DropdownMenu.Item>
            </>
          ) : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
