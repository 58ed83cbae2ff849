import { stepBeside } from "../../session";
import type { Workspace } from "../state";
import { backToRecorded } from "./bookmark";
import { changeTalk, goBack, goForward, goToEnd, leaveTalk, talkOf, toggleFullScreen, toggleGuessing } from "./talk";

/** What a key does while something is presented. */
export interface TalkKey<Id extends string = string> {
  readonly id: Id;
  /** As `KeyboardEvent.key` gives them, letters in lower case; the first is the one that is shown. */
  readonly keys: readonly string[];
  run(workspace: Workspace): void;
}

/** A press shorter than this switches the laser; a longer one has it for as long as the key is held. */
const TAP_MILLIS = 300;

/** The branch beside the one on show, at the same depth; a story has its own order. */
function turn(workspace: Workspace, by: 1 | -1): void {
  const { log, place } = workspace.session.store.getState();
  const beside = log && talkOf(workspace)?.telling === null ? stepBeside(log.trace, place, by) : null;
  if (!beside) return;
  changeTalk(workspace, () => ({ guessing: null }));
  workspace.session.goTo(beside);
}

// Remotes of speakers send Page Up and Page Down, and a full stop or B for a dark screen.
const TABLE = [
  { id: "forward", keys: ["ArrowRight", "PageDown", " ", "Enter"], run: (workspace) => void goForward(workspace) },
  { id: "back", keys: ["ArrowLeft", "PageUp", "Backspace"], run: (workspace) => void goBack(workspace) },
  { id: "first", keys: ["Home"], run: (workspace) => void goToEnd(workspace, "first") },
  { id: "last", keys: ["End"], run: (workspace) => void goToEnd(workspace, "last") },
  { id: "branchBefore", keys: ["ArrowUp"], run: (workspace) => turn(workspace, -1) },
  { id: "branchAfter", keys: ["ArrowDown"], run: (workspace) => turn(workspace, 1) },
  {
    id: "autoplay",
    keys: ["s"],
    run: (workspace) => changeTalk(workspace, ({ autoplay }) => ({ autoplay: !autoplay })),
  },
  { id: "black", keys: ["b", "."], run: (workspace) => changeTalk(workspace, ({ black }) => ({ black: !black })) },
  { id: "fullScreen", keys: ["f"], run: (workspace) => void toggleFullScreen(workspace) },
  { id: "laser", keys: ["k"], run: (workspace) => changeTalk(workspace, ({ laser }) => ({ laser: !laser })) },
  { id: "guess", keys: ["g"], run: toggleGuessing },
  { id: "recorded", keys: ["r"], run: (workspace) => void backToRecorded(workspace) },
  { id: "notes", keys: ["n"], run: (workspace) => changeTalk(workspace, ({ notes }) => ({ notes: !notes })) },
  { id: "help", keys: ["?", "F1"], run: (workspace) => changeTalk(workspace, ({ help }) => ({ help: !help })) },
  { id: "leave", keys: ["Escape"], run: (workspace) => void leaveTalk(workspace) },
] as const satisfies readonly TalkKey[];

export type TalkKeyId = (typeof TABLE)[number]["id"];

export const TALK_KEYS: readonly TalkKey<TalkKeyId>[] = TABLE;

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">;

/** What a key press asks for; null where it is none of the talk's keys. Keys with Ctrl, Alt or ⌘ are the app's. */
export function talkKeyFor({ key, ctrlKey, metaKey, altKey }: Pressed): TalkKey<TalkKeyId> | null {
  if (ctrlKey || metaKey || altKey) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return TALK_KEYS.find(({ keys }) => keys.includes(name)) ?? null;
}

/** Does what a key of the talk asks for; what was refused before is told no longer. */
export function pressTalkKey(workspace: Workspace, key: TalkKey<TalkKeyId>): void {
  changeTalk(workspace, () => ({ refusal: null }));
  key.run(workspace);
}

/** The laser's key came up again, `heldMillis` after it went down: what was held goes off, what was tapped stays. */
export function releaseLaser(workspace: Workspace, heldMillis: number): void {
  if (heldMillis >= TAP_MILLIS && talkOf(workspace)?.laser) changeTalk(workspace, () => ({ laser: false }));
}
