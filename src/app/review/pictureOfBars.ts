import type { Bars, PlotPart } from "./bars";

/** A report is printed: twice as many pixels as on the screen stay sharp there. */
const SCALE = 2;

const COLOURS = {
  light: { ground: "#ffffff", ink: "#1d1c1a", soft: "#57544d", track: "#efede8", bar: "#0a6882" },
  dark: { ground: "#1c1c1b", ink: "#eceae5", soft: "#b5b1a8", track: "#32312e", bar: "#55c7e3" },
} as const;

/** The plot as a PNG, in the colours that the page has. */
export function pictureOfBars({ width, height, parts }: Bars, scheme: keyof typeof COLOURS): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No canvas to draw a plot on");
  context.scale(SCALE, SCALE);
  context.fillStyle = COLOURS[scheme].ground;
  context.fillRect(0, 0, width, height);
  const family = getComputedStyle(document.body).fontFamily;
  for (const part of parts) draw(context, part, COLOURS[scheme], family);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No PNG was made"))), "image/png"),
  );
}

function draw(
  context: CanvasRenderingContext2D,
  part: PlotPart,
  colours: (typeof COLOURS)["light" | "dark"],
  family: string,
): void {
  if (!("text" in part)) {
    context.fillStyle = part.kind === "bar" ? colours.bar : colours.track;
    context.fillRect(part.left, part.top, part.width, part.height);
    return;
  }
  context.fillStyle = part.kind === "figure" ? colours.soft : colours.ink;
  context.font = part.kind === "title" ? `600 16px ${family}` : `400 13px ${family}`;
  context.fillText(cut(context, part.text, part.width), part.left, part.baseline);
}

/** The words as far as there is room for them. */
function cut(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && context.measureText(`${letters.join("")}…`).width > width) letters.pop();
  return `${letters.join("")}…`;
}
