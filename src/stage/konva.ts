// The only door to Konva: its core, and the shapes that are used. The full package is twice the size.
import "konva/lib/shapes/Image";
import { Konva } from "konva/lib/Global";

export type { Layer as KonvaLayer } from "konva/lib/Layer";
export type { Stage as KonvaStage } from "konva/lib/Stage";
export { Group, Image, Layer, Shape, Stage } from "react-konva/lib/ReactKonvaCore";
export { Konva };
