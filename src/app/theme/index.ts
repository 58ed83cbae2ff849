// How the page looks beside its panels: light or dark, and whether there is room.
//
//   theme    light or dark; the system's unless a person chose
//   narrow   a window as wide as a phone
//   low      a window as high as a page at 200 %
export { useDocumentLook, useLow, useNarrow, useReducedMotion, useTheme } from "./useTheme";
