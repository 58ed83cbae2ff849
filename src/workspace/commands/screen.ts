import { SEED_LIMIT, USUAL_LEVEL } from "../../catalog";
import type { Tool } from "../../stage";
import type { Desk } from "../state/workspace";
import { gymNameOf } from "../documents";
import { openTraceFile, report, saveTraceFile } from "../files/open";
import { logDialog, logOnOffer } from "../state/logs";
import { languageOf, showIn } from "../../app/services";
import { type DialogName, moveCamera } from "../state";
import type { Command, CommandId } from "./command";

const tool = (id: CommandId, name: Tool, key: string): Command => ({
  id,
  group: "draw",
  keys: [key],
  run: ({ view }) => view.setState({ tool: name }),
});

const dialog = (id: CommandId & DialogName, keys: readonly string[], everywhere = false): Command => ({
  id,
  group: "app",
  keys,
  everywhere,
  run: ({ view }) => view.setState({ dialog: id }),
});

export const DRAW_COMMANDS: readonly Command[] = [
  tool("select", "select", "v"),
  tool("hand", "hand", "h"),
  tool("zoom", "crop", "c"),
  tool("box", "box", "r"),
  tool("line", "line", "l"),
  tool("arrow", "arrow", "a"),
  tool("point", "point", "p"),
  tool("label", "label", "t"),
  tool("highlight", "highlight", "m"),
  tool("rotate", "rotate", "o"),
  {
    id: "addThought",
    group: "draw",
    keys: ["i"],
    run: ({ view }) => view.setState({ thinking: true, stepOpen: true, tab: "step", sheet: "step" }),
  },
];

export const VIEW_COMMANDS: readonly Command[] = [
  { id: "fit", group: "view", keys: ["Shift+1"], run: ({ view }) => moveCamera(view, "fit") },
  { id: "actualSize", group: "view", keys: ["Shift+0", "Mod+0"], run: ({ view }) => moveCamera(view, "actual") },
  { id: "zoomIn", group: "view", keys: ["+", "Mod++", "Mod+="], run: ({ view }) => moveCamera(view, "closer") },
  { id: "zoomOut", group: "view", keys: ["-", "Mod+-"], run: ({ view }) => moveCamera(view, "farther") },
  {
    id: "cropItself",
    group: "view",
    keys: ["b"],
    run: ({ view }) => view.setState(({ cropItself }) => ({ cropItself: !cropItself })),
  },
  // Held, not pressed: the key's way up is watched beside the table.
  { id: "eye", group: "view", keys: ["x"], run: ({ view }) => view.setState({ eye: true }) },
  {
    id: "toggleTree",
    group: "view",
    keys: ["["],
    run: ({ view }) => view.setState((s) => ({ treeOpen: !s.treeOpen })),
  },
  {
    id: "toggleStep",
    group: "view",
    keys: ["]"],
    run: ({ view }) => view.setState((s) => ({ stepOpen: !s.stepOpen })),
  },
];

/** Another problem of the family and level at hand, by chance. */
function newGymProblem(desk: Desk): void {
  const trace = desk.services.session.store.getState().log?.trace;
  const name = (trace && gymNameOf(trace)) ?? { family: "find", difficulty: USUAL_LEVEL };
  void report(desk, desk.documents.openGym({ ...name, seed: Math.floor(Math.random() * SEED_LIMIT) }));
}

const otherTheme = (): "light" | "dark" =>
  getComputedStyle(document.documentElement).colorScheme === "dark" ? "light" : "dark";

export const APP_COMMANDS: readonly Command[] = [
  dialog("palette", ["Mod+k", "Mod+Shift+p"], true),
  dialog("keys", ["?", "F1"]),
  dialog("problem", ["Mod+p"], true),
  { id: "newProblem", group: "app", keys: ["n"], run: newGymProblem },
  dialog("gym", ["g"]),
  dialog("model", []),
  dialog("settings", ["Mod+,"], true),
  dialog("recent", []),
  { ...dialog("records", []), when: () => logOnOffer(logDialog.getState()) !== null },
  { id: "openFile", group: "app", keys: ["Mod+o"], everywhere: true, run: (desk) => void openTraceFile(desk) },
  { id: "saveFile", group: "app", keys: ["Mod+s"], everywhere: true, run: (desk) => void saveTraceFile(desk) },
  { id: "theme", group: "app", keys: ["Alt+Shift+d"], run: ({ view }) => view.setState({ theme: otherTheme() }) },
  {
    id: "language",
    group: "app",
    keys: [],
    run: ({ view }) => void showIn(languageOf(view.getState()) === "en" ? "zh" : "en", view),
  },
];
