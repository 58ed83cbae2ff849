import {
  ChartColumn,
  Clock,
  Cpu,
  Dumbbell,
  EllipsisVertical,
  FolderOpen,
  Languages,
  type LucideIcon,
  Moon,
  Puzzle,
  Redo2,
  Save,
  Search,
  Settings,
  Split,
  Tags,
  Undo2,
  Users,
} from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type CommandId, keyOf, runCommand } from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { useNarrow } from "../theme";

type Entry = readonly [CommandId, LucideIcon];

const ALWAYS: readonly (Entry | null)[] = [
  ["recent", Clock],
  ["openFile", FolderOpen],
  ["saveFile", Save],
  ["newProblem", Puzzle],
  ["gym", Dumbbell],
  ["raters", Users],
  ["statistics", ChartColumn],
  ["taxonomy", Tags],
  null,
  ["theme", Moon],
  ["language", Languages],
];

/** What a wide window has room for in the bar itself. */
const NARROW: readonly (Entry | null)[] = [
  ["undo", Undo2],
  ["redo", Redo2],
  ["runSiblings", Split],
  ["model", Cpu],
  ["settings", Settings],
  ["palette", Search],
  null,
];

export function MoreMenu() {
  const workspace = useWorkspace();
  const words = useWords();
  const narrow = useNarrow();
  const entries = narrow ? [...NARROW, ...ALWAYS] : ALWAYS;
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={words.app.more} icon={<EllipsisVertical size={16} />} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          {entries.map((entry, index) => {
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed
            if (!entry) return <DropdownMenu.Separator key={index} className="menu-rule" />;
            const [id, Icon] = entry;
            return (
              <DropdownMenu.Item key={id} className="menu-item" onSelect={() => runCommand(workspace, id)}>
                <Icon size={16} aria-hidden="true" />
                {words.commands[id]}
                <span className="menu-key">{keyOf(id)}</span>
              </DropdownMenu.Item>
            );
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
