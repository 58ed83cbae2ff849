// The theme is light or dark; the system's unless a person chose.
export { useDocumentLook, useMedia, useNarrow, useReducedMotion, useTheme } from "./useTheme";
