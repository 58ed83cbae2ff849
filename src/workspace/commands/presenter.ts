import { sightOf } from "../presenter/sight";
import type { Workspace } from "../state";
import type { Command } from "./command";

const hasTrace = ({ session }: Workspace): boolean => session.store.getState().log !== null;

// What presenting takes is fetched when somebody presents.
const talk = () => import("../presenter/talk");
const chapters = () => import("../presenter/chapters");

export const PRESENTER_COMMANDS = [
  {
    id: "present",
    group: "app",
    keys: ["Shift+t"],
    when: hasTrace,
    run: (workspace) => void talk().then(({ startTalk }) => startTalk(workspace)),
  },
  {
    id: "tellStory",
    group: "app",
    keys: ["Shift+Enter"],
    when: ({ session }) => (session.store.getState().log?.trace.story.length ?? 0) > 0,
    run: (workspace) => void talk().then(({ tellStory }) => tellStory(workspace)),
  },
  {
    id: "chapters",
    group: "app",
    keys: ["Shift+c"],
    when: hasTrace,
    run: ({ view }) => view.setState({ dialog: "chapters" }),
  },
  {
    id: "addChapter",
    group: "app",
    keys: ["Shift+a"],
    when: hasTrace,
    run: (workspace) => {
      // Whoever presses the key means what is in sight now, not what is once the code has come.
      const sight = sightOf(workspace);
      void chapters().then(({ addChapterHere }) => addChapterHere(workspace, sight));
    },
  },
] as const satisfies readonly Command[];
