// The only door to Konva: its core, without the ready-made shapes. The full package is twice the size.
import { Konva } from "konva/lib/Global";

export type { Layer as KonvaLayer } from "konva/lib/Layer";
export type { Stage as KonvaStage } from "konva/lib/Stage";
export { Group, Layer, Shape, Stage } from "react-konva/lib/ReactKonvaCore";
export { Konva };
