import type { Size } from "../geometry";
import { type Context2D, type LayerView, paintStill } from "../stage";
import { cutLines, linesOf } from "./caption";
import { cameraOf } from "./film";
import type { Look } from "./look";
import type { Shot } from "./shot";

export interface SheetPlan {
  /** What stands above all: the title of the trace. */
  readonly title: string;
  readonly shots: readonly Shot[];
  readonly columns: number;
  /** Device pixels a CSS pixel. */
  readonly scale: number;
  readonly look: Look;
  readonly layers: LayerView;
}

/** All shots of a line in one picture. `size` is pixels. */
export interface Sheet {
  readonly size: Size;
  /** All of it, on a canvas that is `share` of its size. */
  paint(context: Context2D, share?: number): void;
}

// CSS pixels.
const CELL = { width: 320, picture: 200, heading: 24, line: 18, lines: 3 };
const GAP = 16;
const MARGIN = 24;
const TITLE = { size: 20, height: 40 };
const CELL_HEIGHT = CELL.picture + CELL.heading + CELL.lines * CELL.line;

export function createSheet({ title, shots, columns, scale, look, layers }: SheetPlan): Sheet {
  const across = Math.max(1, Math.min(columns, shots.length));
  const rows = Math.ceil(shots.length / across);
  const width = 2 * MARGIN + across * CELL.width + (across - 1) * GAP;
  const height = 2 * MARGIN + TITLE.height + rows * CELL_HEIGHT + Math.max(0, rows - 1) * GAP;
  return {
    size: { width: Math.round(width * scale), height: Math.round(height * scale) },
    paint(context, share = 1) {
      context.save();
      context.setTransform(scale * share, 0, 0, scale * share, 0, 0);
      context.fillStyle = look.panel;
      context.fillRect(0, 0, width, height);
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.font = `600 ${TITLE.size}px ${look.palette.font}`;
      context.fillStyle = look.ink;
      const room = width - 2 * MARGIN;
      const widthOf = (words: string): number => context.measureText(words).width;
      const [line = ""] = cutLines(linesOf(title, room, widthOf), 1, room, widthOf);
      context.fillText(line, MARGIN, MARGIN + TITLE.height / 2 - 6);
      for (const [i, shot] of shots.entries()) {
        const x = MARGIN + (i % across) * (CELL.width + GAP);
        const y = MARGIN + TITLE.height + Math.floor(i / across) * (CELL_HEIGHT + GAP);
        paintCell(context, shot, { x, y, look, layers });
      }
      context.restore();
    },
  };
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly look: Look;
  readonly layers: LayerView;
}

function paintCell(context: Context2D, shot: Shot, { x, y, look, layers }: Cell): void {
  const viewport = { width: CELL.width, height: CELL.picture };
  const camera = cameraOf(shot, viewport);
  context.save();
  context.translate(x, y);
  context.fillStyle = look.surround;
  context.fillRect(0, 0, viewport.width, viewport.height);
  if (shot.image && camera) {
    context.save();
    context.beginPath();
    context.rect(0, 0, viewport.width, viewport.height);
    context.clip();
    paintStill(context, { image: shot.image, marks: shot.marks, layers, camera, viewport, palette: look.palette });
    context.restore();
  }
  paintWords(context, shot, look);
  context.restore();
}

function paintWords(context: Context2D, shot: Shot, look: Look): void {
  const { font, accent } = look.palette;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 13px ${font}`;
  context.fillStyle = accent[shot.side];
  context.fillText(shot.heading, 0, CELL.picture + CELL.heading / 2 + 1, CELL.width);
  context.font = `13px ${font}`;
  context.fillStyle = look.ink;
  const widthOf = (words: string): number => context.measureText(words).width;
  const lines = cutLines(linesOf(shot.caption, CELL.width, widthOf), CELL.lines, CELL.width, widthOf);
  for (const [i, line] of lines.entries())
    context.fillText(line, 0, CELL.picture + CELL.heading + (i + 0.5) * CELL.line);
}
