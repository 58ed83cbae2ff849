// The only door to Konva: the five classes that are used. Neither its ready-made shapes nor the React binding, which
// brings a second reconciler and would be half the weight of the stage.
export { Konva } from "konva/lib/Global";
export { Group } from "konva/lib/Group";
export { Layer } from "konva/lib/Layer";
export { Shape } from "konva/lib/Shape";
export { Stage } from "konva/lib/Stage";
