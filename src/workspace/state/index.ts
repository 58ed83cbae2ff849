// The view is what a person sees and how: panels, theme, language, tool, playback, what is hidden.
//
//   kept     the part of the view that a browser remembers
//   notice   something told in passing
//   sheet    the one panel that a phone has room for
export { parseKept, printKept } from "./kept";
export {
  DEFAULT_SETTINGS,
  type DialogName,
  FRESH_VIEW,
  type KeptView,
  type RunSettings,
  SHEET_TABS,
  type SheetTab,
  SPEEDS,
  STEP_TABS,
  type StepTab,
  THEMES,
  type ThemeChoice,
  type ViewState,
} from "./view";
export { createView, moveCamera, notify, toggled, type View } from "./createView";
