import type { ImageId } from "../action";
import type { ImageBox, Size } from "../geometry";
import { bitmapOf, type RasterExecutor } from "../raster";
import {
  between,
  type Camera,
  cameraOnBox,
  cameraOnImage,
  cameraOnSight,
  eased,
  type LayerView,
  type Palette,
  paintStill,
  readPalette,
  type Scene,
  type StageImage,
} from "../stage";

const FLIGHT_MILLIS = 300;
const ALL_LAYERS: LayerView = { hidden: new Set(), locked: new Set(), solo: null };
/** As many pictures stay decoded: one goes back and forth between a few. */
const MOST_BITMAPS = 8;

/** Shows scenes on one canvas: fetches their pixels, flies from one to the next, and paints again when it is resized. */
export class SceneCanvas {
  private readonly canvas: HTMLCanvasElement;
  private readonly pictures: RasterExecutor;
  private readonly bitmaps = new Map<ImageId, ImageBitmap | null>();
  private scene: Scene | null = null;
  private image: StageImage | null = null;
  private sight: ImageBox | null = null;
  private camera: Camera | null = null;
  private frame = 0;
  private palette: Palette;

  constructor(canvas: HTMLCanvasElement, pictures: RasterExecutor) {
    this.canvas = canvas;
    this.pictures = pictures;
    this.palette = readPalette(canvas);
    new ResizeObserver(() => this.settle()).observe(canvas);
  }

  /** Shows a scene; `sight` is what is to be seen of it where that is not left to the scene. Whether its pixels are there. */
  async show(scene: Scene, sight: ImageBox | null = null): Promise<boolean> {
    const before = this.image?.id;
    this.scene = scene;
    this.sight = sight;
    const { image } = scene;
    const bitmap = image ? await this.bitmap(image.id) : null;
    // Another scene may have been asked for meanwhile.
    if (this.scene !== scene) return true;
    this.image = image && { id: image.id, width: image.width, height: image.height, bitmap };
    if (before === image?.id && this.camera) this.fly();
    else this.settle();
    return image === null || bitmap !== null;
  }

  /** Paints with the colours of another theme. */
  repaint(): void {
    this.palette = readPalette(this.canvas);
    this.settle();
  }

  private async bitmap(id: ImageId): Promise<ImageBitmap | null> {
    const known = this.bitmaps.get(id);
    if (known !== undefined) return known;
    const pixels = await this.pictures.pixels(id);
    const bitmap = pixels.ok ? await bitmapOf(pixels.value) : null;
    this.bitmaps.set(id, bitmap);
    const [oldest] = this.bitmaps.keys();
    if (this.bitmaps.size > MOST_BITMAPS && oldest !== undefined) {
      this.bitmaps.get(oldest)?.close();
      this.bitmaps.delete(oldest);
    }
    return bitmap;
  }

  private get viewport(): Size {
    return { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
  }

  private goal(): Camera | null {
    if (!this.image) return null;
    if (this.sight) return cameraOnSight(this.sight, this.viewport);
    const region = this.scene?.region;
    return region ? cameraOnBox(region, this.viewport) : cameraOnImage(this.image, this.viewport);
  }

  private settle(): void {
    cancelAnimationFrame(this.frame);
    this.put(this.goal());
  }

  private fly(): void {
    cancelAnimationFrame(this.frame);
    const [from, to] = [this.camera, this.goal()];
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!from || !to || isStill) {
      this.put(to);
      return;
    }
    const start = performance.now();
    const step = (now: number): void => {
      const progress = Math.min(Math.max((now - start) / FLIGHT_MILLIS, 0), 1);
      this.put(progress === 1 ? to : between(from, to, eased(progress)));
      if (progress < 1) this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  private put(camera: Camera | null): void {
    this.camera = camera;
    const { canvas, viewport } = this;
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(viewport.width * ratio), Math.round(viewport.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, viewport.width, viewport.height);
    if (!camera || !this.image || !this.scene) return;
    const { image, palette } = this;
    paintStill(context, { image, marks: this.scene.marks, layers: ALL_LAYERS, camera, viewport, palette });
  }
}
