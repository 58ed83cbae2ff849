// How the page looks beside its panels: light or dark, and whether there is room.
//
//   theme    light or dark; the system's unless a person chose
//   narrow   a window as wide as a phone
export { useDocumentLook, useNarrow, useReducedMotion, useTheme } from "./useTheme";
