// The stage's door to Konva: the five classes that it uses. Neither the ready-made shapes nor the React binding, which
// brings a second reconciler and would be half the weight; those come with the view of the encoder, when somebody asks for it.
export { Konva } from "konva/lib/Global";
export { Group } from "konva/lib/Group";
export { Layer } from "konva/lib/Layer";
export { Shape } from "konva/lib/Shape";
export { Stage } from "konva/lib/Stage";
