import type { Size } from "../../geometry";
import { lineView } from "../../session";
import { stripHeight, stripOf } from "../../sharing";
import {
  type Camera,
  cameraOnBox,
  cameraOnImage,
  cameraOnSight,
  paintStill,
  readPalette,
  type Scene,
  sceneAt,
} from "../../stage";
import type { Workspace } from "../../workspace";
import type { Prepared } from "../../workspace/sharing";

/** Device pixels a CSS pixel: fine enough for a page in print. */
const RATIO = 2;
const USUAL: Size = { width: 1024, height: 640 };

/** What is in sight now, of the trace as it is handed on, as a PNG with a strip along its lower edge. */
export async function pictureOf(workspace: Workspace, prepared: Prepared): Promise<Uint8Array> {
  const { edges, session, view } = workspace;
  const { place } = session.store.getState();
  const { hidden, locked, solo, cropItself, seen } = view.getState();
  const { line, index } = lineView(prepared.trace, place);
  const scene = sceneAt(prepared.trace, line, Math.max(index, 0), { cropItself, draft: null });
  const stage = document.querySelector<HTMLElement>("[data-stage]");
  const viewport = stage?.clientWidth ? { width: stage.clientWidth, height: stage.clientHeight } : USUAL;
  const bitmap = scene.image && !prepared.withoutPictures ? await edges.images.bitmap(scene.image.id) : null;
  const strip = stripHeight(viewport.height * RATIO);
  const canvas = new OffscreenCanvas(viewport.width * RATIO, viewport.height * RATIO + strip);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("No 2D canvas");
  paintStrip(context, canvas, strip, prepared.seal);
  context.setTransform(RATIO, 0, 0, RATIO, 0, 0);
  context.beginPath();
  context.rect(0, 0, viewport.width, viewport.height);
  context.clip();
  context.fillStyle = getComputedStyle(stage ?? document.body).getPropertyValue("--surround") || "gray";
  context.fillRect(0, 0, viewport.width, viewport.height);
  const camera = cameraFor(scene, seen?.box ?? null, viewport);
  if (scene.image && camera)
    paintStill(context, {
      image: { ...scene.image, bitmap },
      marks: scene.marks,
      layers: { hidden, locked, solo },
      camera,
      viewport,
      palette: readPalette(stage ?? document.body),
    });
  const png = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await png.arrayBuffer());
}

/** The stage's own, by the rules that it goes by. */
function cameraFor(
  { image, region }: Scene,
  sight: Parameters<typeof cameraOnSight>[0] | null,
  viewport: Size,
): Camera | null {
  if (sight) return cameraOnSight(sight, viewport);
  return region ? cameraOnBox(region, viewport) : image && cameraOnImage(image, viewport);
}

function paintStrip(
  context: OffscreenCanvasRenderingContext2D,
  { width, height }: Size,
  stripPixels: number,
  seal: string,
): void {
  const cells = stripOf(seal);
  cells.forEach((grey, i) => {
    const [left, right] = [Math.round((i * width) / cells.length), Math.round(((i + 1) * width) / cells.length)];
    context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
    context.fillRect(left, height - stripPixels, right - left, stripPixels);
  });
}
