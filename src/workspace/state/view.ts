import type { Action, HandTool, ToolName } from "../../action";
import { OWN_TAXONOMY, type Taxonomy } from "../../annotation";
import type { ModelCard, ServedModel } from "../../catalog";
import type { Dialect, DialectName } from "../../dialect";
import type { ImageBox } from "../../geometry";
import type { ChosenReward } from "../../opening";
import {
  type ChapterView,
  type CoordinateSpace,
  GREEDY,
  type JudgementTarget,
  type Sampling,
  type StepId,
  type TraceId,
} from "../../trace";
import type { Failure, Language, LoadChoice, LoadProgress } from "../ports";

export const THEMES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEMES)[number];

export const SPEEDS: readonly number[] = [0.5, 1, 2, 4];
export const STEP_TABS = ["step", "raw", "tokens", "prompt"] as const;
export type StepTab = (typeof STEP_TABS)[number];
export const SHEET_TABS = ["step", "tree", "runs", "problem"] as const;
export type SheetTab = (typeof SHEET_TABS)[number];
/** What the left column shows. */
export const LEFT_TABS = ["branches", "runs"] as const;
export type LeftTab = (typeof LEFT_TABS)[number];

/** What a newcomer is told once: to walk, to drag a box, what to do with a branch. */
export const FIRST_HINTS = ["walk", "drag", "branch"] as const;
export type FirstHint = (typeof FIRST_HINTS)[number];

/** What the next run is asked with. A limit of null is the model card's own. */
export interface RunSettings extends LoadChoice {
  readonly sampling: Sampling;
  readonly tokensPerTurn: number | null;
  readonly turns: number | null;
  readonly siblings: number;
  readonly refuseActions: boolean;
}

export const DEFAULT_SETTINGS: RunSettings = {
  sampling: GREEDY,
  tokensPerTurn: null,
  turns: null,
  siblings: 3,
  refuseActions: false,
  backend: "auto",
  dtype: "auto",
  mirror: "",
};

/** The part of the view that a browser remembers. */
export interface KeptView {
  readonly theme: ThemeChoice;
  /** Null follows the browser. */
  readonly language: Language | null;
  readonly settings: RunSettings;
  readonly cardId: string;
  /** Cards that a person typed the name of. */
  readonly hubNames: readonly string[];
  /** Models on servers that a person chose; keys are kept elsewhere, if at all. */
  readonly served: readonly ServedModel[];
  /** The dialect that a person chose for a trace, by its id; newest last. */
  readonly dialects: Readonly<Record<string, string>>;
  /** What a person tells a model of a dialect, in place of the default. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly speed: number;
  /** The words of a run are shown no faster than they are read aloud. */
  readonly readingPace: boolean;
  readonly loop: boolean;
  readonly treeOpen: boolean;
  readonly stepOpen: boolean;
  readonly layersOpen: boolean;
  readonly leftTab: LeftTab;
  /** Whether the next run is opened by itself once the last step of one has a verdict. */
  readonly nextRunWhenDone: boolean;
  /** Widths of the panels in percent, by panel. */
  readonly layout: Readonly<Record<string, number>> | null;
  /** The first hints that were followed or hidden; each stands on what it speaks of until then. */
  readonly hintsUsed: readonly FirstHint[];
  /** The row of the verdict shows all that can be said. */
  readonly judgeOpen: boolean;
  /** A verdict on a step goes on to the next one. */
  readonly advances: boolean;
  /** The kinds of failure that this person, or their team, names. */
  readonly taxonomy: Taxonomy;
  /** The next edition of it that is being made; null where none is. */
  readonly taxonomyDraft: Taxonomy | null;
  /** What the person at this browser is called where they judge; empty where they have not said. */
  readonly raterName: string;
  /** Words of the person's own that are masked in what is shared: names of people, of projects. */
  readonly maskedWords: readonly string[];
  /** What the branches of the tree are scored by; null where by nothing. */
  readonly branchReward: ChosenReward | null;
}

export type DialogName =
  | "problem"
  | "gym"
  | "review"
  | "influence"
  | "model"
  | "recent"
  | "new-problem"
  | "report"
  | "rollouts"
  | "scores"
  | "compare"
  | "chapters"
  | "mapping"
  | "address"
  | "export"
  | "film"
  | "program"
  | "flywheel"
  | "share"
  | "settings"
  | "palette"
  | "keys";

/** What can be told in passing. The words for it are the face's. */
export type News =
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "branch-removed" }
  /** What is in sight is a chapter of the story now, the last of so many. */
  | { readonly kind: "chapter-added"; readonly index: number }
  | { readonly kind: "respaced"; readonly count: number; readonly space: CoordinateSpace }
  /** The run was read as another system's; a branch of the reading before is still there where something was made of it. */
  | { readonly kind: "read-as"; readonly system: DialectName; readonly beside: boolean }
  /** A run without chance wrote what a branch beside it had already: that one is shown, and no second one is kept. */
  | { readonly kind: "same-again" }
  | { readonly kind: "mapping-kept"; readonly name: string }
  | { readonly kind: "taxonomy-taken"; readonly title: string; readonly edition: number }
  | { readonly kind: "opened-several"; readonly count: number }
  /** A sample that the person was sent is open in place of what they had; that is kept. */
  | { readonly kind: "sample-sent" }
  /** There is no run to go to: no other one, none that is wrong, none without a judgement. */
  | { readonly kind: "no-such-run"; readonly sought: "any" | "wrong" | "unjudged" }
  /** A file that took a while to make was handed to the person. */
  | { readonly kind: "saved"; readonly name: string }
  | { readonly kind: "copied" | "not-copied" };

/** A thing to tell a person that goes away by itself. */
export interface Notice {
  readonly news: News;
  /** The cursor of the log that its Undo is good for; null where there is nothing to undo. */
  readonly undoes: number | null;
  /** Another number for each notice, so that the same news told twice is told twice. */
  readonly key: number;
}

/** How an action would lie if its words were read another way, while a person considers it. */
export interface Preview {
  readonly step: StepId;
  readonly action: Action;
  /** Beside the outline. */
  readonly words: string;
}

/** What a person judges in place of the step as a whole, as long as they are on the step where they chose it. */
export interface Subject {
  readonly at: StepId;
  readonly target: JudgementTarget;
}

export type CameraStep = "fit" | "actual" | "closer" | "farther";

export type CameraRequest = { readonly key: number } & (
  | { readonly kind: CameraStep }
  /** What the maker of a link had in sight, in pixels of the picture that the step shows. */
  | { readonly kind: "sight"; readonly box: ImageBox }
);

export interface ViewState extends KeptView {
  /** A folder's card lives as long as the page: its files cannot be reached after that. */
  readonly folderCard: ModelCard | null;
  readonly progress: LoadProgress | null;
  /** Run was pressed and the model does not write yet. */
  readonly starting: boolean;
  /** Shows at once what a run told and an audience has not read yet; null where nothing is held back. */
  readonly hurry: (() => void) | null;
  /** The trace whose picture a person lets the built-in model speak of, though it was not taught to see such. */
  readonly trusting: TraceId | null;
  /** The tool that a person called and that is at work. */
  readonly calling: ToolName | null;
  /** The model is at work beside the open trace: on problems of the gym, or on questions about a look. */
  readonly batching: boolean;
  /** A search grows the open trace. */
  readonly searching: boolean;
  /** The search stands where the tree does. */
  readonly searchOpen: boolean;
  /** A program of modules stands where the tree does. */
  readonly programOpen: boolean;
  /** Breakpoints and watches stand below the film strip. */
  readonly breakpointsOpen: boolean;
  /** The step that the last run ended on. */
  readonly endedAt: StepId | null;
  /** A new version of the page is there: takes it by loading the page anew. Null where there is none. */
  readonly takeUpdate: (() => void) | null;
  readonly failure: Failure | null;
  readonly notice: Notice | null;
  readonly noticesTold: number;
  /** The first of the browser's languages that there are words for. */
  readonly browserLanguage: Language;
  /** What the last run was asked to speak, to say what it lacked where it ended without an answer. */
  readonly lastDialect: Dialect | null;
  /** A picture that was dropped or pasted anywhere and waits in the problem dialog for its question. */
  readonly givenPicture: File | null;
  /** What is pointed at in the lens. */
  readonly preview: Preview | null;
  readonly dialog: DialogName | null;
  readonly tool: HandTool;
  readonly keepTool: boolean;
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly solo: string | null;
  readonly hovered: StepId | null;
  readonly playing: boolean;
  readonly tab: StepTab;
  readonly sheet: SheetTab | null;
  /** X is held, or the button for it is pressed. */
  readonly eye: boolean;
  /** An observation shows its crop itself, not its place in the picture. */
  readonly cropItself: boolean;
  readonly cameraRequest: CameraRequest | null;
  /** What a person moved the camera to; null while it stands where the step puts it. */
  readonly seen: ChapterView | null;
  /** What is said of a row by the branches' reward, by the step that ends its branch or begins several; null until it is known. */
  readonly branchScores: ReadonlyMap<StepId, { readonly text: string; readonly title: string }> | null;
  readonly folded: ReadonlySet<StepId>;
  /** Branches off the line that show all their steps, by their first. */
  readonly unfolded: ReadonlySet<StepId>;
  /** The list of runs was asked for by key, and takes the focus when it is there. */
  readonly runsWanted: boolean;
  /** The question above the picture is shown whole, with all that is known of its answer. */
  readonly problemOpen: boolean;
  readonly showRemoved: boolean;
  readonly renaming: StepId | null;
  readonly noting: boolean;
  /** The list of tags is open. */
  readonly tagging: boolean;
  readonly thinking: boolean;
  readonly subject: Subject | null;
  /** One end of a link whose other end is being looked for. */
  readonly linking: StepId | null;
  /** The field for what is missing behind the current step is open. */
  readonly missing: boolean;
}

export const KEPT_DEFAULTS: KeptView = {
  theme: "system",
  language: null,
  settings: DEFAULT_SETTINGS,
  cardId: "gym",
  hubNames: [],
  dialects: {},
  prompts: {},
  served: [],
  speed: 1,
  readingPace: false,
  loop: false,
  treeOpen: true,
  stepOpen: true,
  layersOpen: false,
  leftTab: "branches",
  nextRunWhenDone: true,
  layout: null,
  hintsUsed: [],
  judgeOpen: false,
  advances: true,
  taxonomy: OWN_TAXONOMY,
  taxonomyDraft: null,
  raterName: "",
  maskedWords: [],
  branchReward: null,
};

export const FRESH_VIEW: ViewState = {
  ...KEPT_DEFAULTS,
  folderCard: null,
  progress: null,
  starting: false,
  hurry: null,
  calling: null,
  trusting: null,
  batching: false,
  searching: false,
  searchOpen: false,
  programOpen: false,
  breakpointsOpen: false,
  endedAt: null,
  takeUpdate: null,
  failure: null,
  notice: null,
  noticesTold: 0,
  browserLanguage: "en",
  lastDialect: null,
  givenPicture: null,
  preview: null,
  dialog: null,
  tool: "select",
  keepTool: false,
  hidden: new Set(),
  locked: new Set(),
  solo: null,
  hovered: null,
  playing: false,
  tab: "step",
  sheet: null,
  eye: false,
  cropItself: false,
  cameraRequest: null,
  seen: null,
  branchScores: null,
  folded: new Set(),
  unfolded: new Set(),
  runsWanted: false,
  problemOpen: false,
  showRemoved: false,
  renaming: null,
  noting: false,
  tagging: false,
  thinking: false,
  subject: null,
  linking: null,
  missing: false,
};
