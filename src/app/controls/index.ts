// The few controls that all panels share.
export { Button, Hint, IconButton, Key } from "./Controls";
export { Dialog } from "./Dialog";
export { Choice, Field, NumberField, SliderField, SwitchField } from "./Fields";
