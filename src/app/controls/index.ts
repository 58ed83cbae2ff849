// The few controls that all panels share.
//
//   icon button   a button that is a picture; its name and key are told by a hint
//   hint          what a control does, told on hover and focus
//   field         a named row of a form; what is typed is taken when the field is left or Enter is pressed
//   choice        one of a few, all of them on show
//   list          rows of which only those in sight are mounted
//
// Say "hint", not "tooltip" or "title"; say "choice", not "segmented control".
export { Button, IconButton, Key } from "./Controls";
export { cssShare } from "./cssShare";
export { Dialog } from "./Dialog";
export { Choice, Field, NumberField, SliderField } from "./Fields";
export { hinted } from "./hinted";
export { StepIcon } from "./icons";
export { LongText } from "./LongText";
export { rowAfterKey, showRow, useRowInView, useWindow } from "./list";
export { MenuButton } from "./MenuButton";
export type { MenuEntry } from "./menuProps";
export { OwnVerdict, VERDICT_GLYPHS } from "./OwnVerdict";
export { PixelsPicture } from "./PixelsPicture";
export { Range } from "./Range";
export { Sideways } from "./Sideways";
export { SwitchField } from "./SwitchField";
export { useObjectUrl } from "./useObjectUrl";
