import type { HandTool } from "../../action";
import { SEED_LIMIT, USUAL_LEVEL } from "../../catalog";
import { gymNameOf } from "../documents";
import { mayWrite } from "../editing/history";
import { showIn } from "../files/language";
import { openTraceFile, report } from "../files/open";
import { saveTraceFile } from "../files/save";
import type { Workspace } from "../state";
import { type DialogName, languageOf, moveCamera, type ReviewTab } from "../state";
import type { Command } from "./command";

const tool = <Id extends string>(id: Id, name: HandTool, key: string): Command<Id> => ({
  id,
  group: "draw",
  keys: [key],
  run: ({ view }) => view.setState({ tool: name }),
});

const dialog = <Id extends DialogName>(id: Id, keys: readonly string[], everywhere = false): Command<Id> => ({
  id,
  group: "app",
  keys,
  everywhere,
  run: ({ view }) => view.setState({ dialog: id }),
});

const reviewTab = <Id extends ReviewTab>(id: Id): Command<Id> => ({
  id,
  group: "judge",
  keys: [],
  run({ review, view }) {
    review.setState({ tab: id });
    view.setState({ dialog: "review" });
  },
});

export const DRAW_COMMANDS = [
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
] as const satisfies readonly Command[];

export const VIEW_COMMANDS = [
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
    id: "search",
    group: "view",
    keys: ["Shift+f"],
    run: ({ view }) =>
      view.setState((s) => ({
        searchOpen: !s.searchOpen,
        programOpen: false,
        sheet: s.searchOpen ? s.sheet : "tree",
      })),
  },
  {
    id: "toggleStep",
    group: "view",
    keys: ["]"],
    run: ({ view }) => view.setState((s) => ({ stepOpen: !s.stepOpen })),
  },
] as const satisfies readonly Command[];

/** Another problem of the family and level at hand, by chance; of what was worked on the person is asked first. */
function askForGymProblem(workspace: Workspace): void {
  const { log } = workspace.session.store.getState();
  const isUntouched = workspace.documents.store.getState().keptAs === null && (log?.cursor ?? 0) === 0;
  if (isUntouched) newGymProblem(workspace);
  else workspace.view.setState({ dialog: "new-problem" });
}

export function newGymProblem(workspace: Workspace): void {
  const trace = workspace.session.store.getState().log?.trace;
  const name = (trace && gymNameOf(trace)) ?? { family: "find", difficulty: USUAL_LEVEL };
  void report(
    workspace,
    workspace.documents.openGym({ ...name, seed: Math.floor(workspace.edges.ambient.random() * SEED_LIMIT) }),
  );
}

export const APP_COMMANDS = [
  dialog("palette", ["Mod+k", "Mod+Shift+p"], true),
  dialog("keys", ["?", "F1"]),
  dialog("problem", ["Mod+p"], true),
  { id: "newProblem", group: "app", keys: ["n"], run: askForGymProblem },
  dialog("gym", ["g"]),
  reviewTab("raters"),
  reviewTab("statistics"),
  reviewTab("taxonomy"),
  dialog("scores", ["Shift+s"]),
  { ...dialog("compare", ["Shift+d"]), when: ({ session }) => session.store.getState().log !== null },
  dialog("model", []),
  dialog("settings", ["Mod+,"], true),
  dialog("recent", []),
  {
    id: "openFile",
    group: "app",
    keys: ["Mod+o"],
    everywhere: true,
    run: (workspace) => void openTraceFile(workspace),
  },
  {
    id: "saveFile",
    group: "app",
    keys: ["Mod+s"],
    everywhere: true,
    run: (workspace) => void saveTraceFile(workspace),
  },
  { ...dialog("share", ["Mod+Shift+l"], true), when: ({ session }) => session.store.getState().log !== null },
  { ...dialog("export", ["Mod+Shift+s"], true), when: ({ session }) => session.store.getState().log !== null },
  {
    ...dialog("program", []),
    group: "draw",
    when: (workspace) => mayWrite(workspace) && workspace.session.store.getState().log !== null,
  },
  dialog("flywheel", []),
  { ...dialog("film", ["Shift+v"]), when: ({ session }) => session.store.getState().log !== null },
  {
    id: "theme",
    group: "app",
    keys: ["Alt+Shift+d"],
    run: ({ edges, view }) => view.setState({ theme: edges.page.colourScheme() === "dark" ? "light" : "dark" }),
  },
  {
    id: "language",
    group: "app",
    keys: [],
    run: (workspace) => void showIn(workspace, languageOf(workspace.view.getState()) === "en" ? "zh" : "en"),
  },
] as const satisfies readonly Command[];
