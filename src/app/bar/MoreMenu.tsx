import {
  BookOpen,
  ChartColumn,
  Clock,
  Cpu,
  Dumbbell,
  EllipsisVertical,
  FileOutput,
  Film,
  FolderOpen,
  Languages,
  type LucideIcon,
  MapPin,
  Moon,
  OctagonPause,
  Play,
  Puzzle,
  Redo2,
  Save,
  Search,
  Settings,
  Share2,
  Split,
  Tags,
  Undo2,
  Users,
} from "lucide-react";
import { type CommandId, keyOf, runCommand } from "../../workspace/commands";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton, MenuButton } from "../controls";
import { useNarrow } from "../theme";

type Entry = readonly [CommandId, LucideIcon];

const ALWAYS: readonly (Entry | null)[] = [
  ["recent", Clock],
  ["openFile", FolderOpen],
  ["saveFile", Save],
  ["share", Share2],
  ["export", FileOutput],
  ["present", Play],
  ["chapters", MapPin],
  ["film", Film],
  ["newProblem", Puzzle],
  ["gym", Dumbbell],
  ["breakpoints", OctagonPause],
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
  ["readingPace", BookOpen],
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
    <MenuButton
      align="end"
      button={<IconButton label={words.app.more} icon={<EllipsisVertical size={16} />} />}
      entries={entries.map(
        (entry) =>
          entry && {
            text: words.commands[entry[0]],
            icon: entry[1],
            hint: keyOf(entry[0]),
            act: () => runCommand(workspace, entry[0]),
          },
      )}
    />
  );
}
