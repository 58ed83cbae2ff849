import type { Size } from "../geometry";
import {
  between,
  type Camera,
  type Context2D,
  cameraOnBox,
  cameraOnImage,
  eased,
  type LayerView,
  type Measure,
  paintStill,
} from "../stage";
import { linesOf } from "./caption";
import { type FrameLayout, HEADING, layoutOf, PROGRESS, WORDS } from "./layout";
import type { Look } from "./look";
import type { Shot } from "./shot";
import { flies, type Moment, momentAt, type Timed, type Timeline, timelineOf } from "./timeline";

/** What a film is made from. */
export interface FilmPlan {
  readonly shots: readonly Shot[];
  /** Pixels of the film. */
  readonly size: Size;
  readonly framesPerSecond: number;
  readonly captions: boolean;
  /** 1 is to be read at leisure; 2 takes half of the time. */
  readonly speed: number;
  readonly look: Look;
  readonly layers: LayerView;
}

/**
 * A film as a function of the number of a frame: no clock, no state, the same pixels from run to run. Frame `n` shows what
 * is to be seen at `n` ÷ `framesPerSecond` seconds.
 */
export interface Film {
  readonly size: Size;
  readonly framesPerSecond: number;
  readonly frameCount: number;
  readonly seconds: number;
  /** When each shot begins, seconds. */
  readonly starts: readonly number[];
  /** Frames that look the same have the same name, and need to be painted once. */
  nameOf(frame: number): string;
  paint(context: Context2D, frame: number): void;
}

/** A sum of seconds is off by less than this, frames: it must not be one more frame. */
const ROUNDING = 1e-6;

/** Where a frame is in its film. */
interface Seen extends Moment {
  /** Of the lines of the caption, which page. */
  readonly page: number;
}

/** `measure` is any canvas of the same document: it knows its fonts. */
export function createFilm(plan: FilmPlan, measure: Measure): Film {
  const { shots, size, framesPerSecond, captions, speed, look } = plan;
  const layout = layoutOf(size, captions);
  const timed = shots.map(timedOf);
  const timeline: Timeline = timelineOf(captions ? timed : timed.map((shot) => ({ ...shot, caption: "" })), speed);
  const pages = shots.map(({ caption }) => pagesOf(caption, layout, look, measure));
  const seenAt = (frame: number): Seen => {
    const moment = momentAt(timeline, frame / framesPerSecond);
    const count = pages[moment.index]?.length ?? 1;
    return { ...moment, page: Math.min(Math.floor(moment.passed * count), count - 1) };
  };
  return {
    size,
    framesPerSecond,
    frameCount: Math.max(1, Math.ceil(timeline.seconds * framesPerSecond - ROUNDING)),
    seconds: timeline.seconds,
    starts: timeline.shots.map(({ start }) => start),
    nameOf(frame) {
      const { index, flown, page } = seenAt(frame);
      return `${index} ${flown} ${page}`;
    },
    paint(context, frame) {
      const seen = seenAt(frame);
      context.save();
      context.setTransform(layout.scale, 0, 0, layout.scale, 0, 0);
      paintPicture(context, plan, layout, seen);
      if (captions) paintBand(context, plan, layout, seen.index, pages[seen.index]?.[seen.page] ?? []);
      context.restore();
    },
  };
}

const timedOf = ({ caption, image, region }: Shot): Timed => ({ caption, picture: image?.id ?? null, region });

function paintPicture(context: Context2D, plan: FilmPlan, layout: FrameLayout, { index, flown }: Seen): void {
  const { shots, look, layers } = plan;
  const { viewport } = layout;
  context.fillStyle = look.surround;
  context.fillRect(0, 0, layout.size.width, layout.size.height);
  const [shot, before] = [shots[index], shots[index - 1]];
  const to = shot && cameraOf(shot, viewport);
  if (!shot?.image || !to) return;
  const from = before && flies(timedOf(before), timedOf(shot)) ? cameraOf(before, viewport) : null;
  const camera = from && flown < 1 ? between(from, to, eased(flown)) : to;
  context.save();
  context.beginPath();
  context.rect(0, 0, viewport.width, viewport.height);
  context.clip();
  paintStill(context, { image: shot.image, marks: shot.marks, layers, camera, viewport, palette: look.palette });
  context.restore();
}

/** Where the camera rests in a shot; null where there is no picture. */
export function cameraOf({ image, region }: Pick<Shot, "image" | "region">, viewport: Size): Camera | null {
  if (!image) return null;
  return region ? cameraOnBox(region, viewport) : cameraOnImage(image, viewport);
}

/** The lines of a caption, as many as the band holds at a time; one empty page where there are no words. */
function pagesOf(caption: string, layout: FrameLayout, look: Look, measure: Measure): readonly (readonly string[])[] {
  measure.font = `${WORDS.size}px ${look.palette.font}`;
  const lines = linesOf(caption, layout.size.width - 2 * layout.margin, (words) => measure.measureText(words).width);
  const pages: (readonly string[])[] = [];
  for (let at = 0; at < lines.length; at += layout.lines) pages.push(lines.slice(at, at + layout.lines));
  return pages.length === 0 ? [[]] : pages;
}

function paintBand(
  context: Context2D,
  { shots, look }: FilmPlan,
  { size, viewport, band, margin }: FrameLayout,
  index: number,
  lines: readonly string[],
): void {
  context.fillStyle = look.panel;
  context.fillRect(0, viewport.height, size.width, band);
  paintProgress(context, viewport.height, size.width, { index, count: shots.length, look });
  const shot = shots[index];
  if (!shot) return;
  let y = viewport.height + PROGRESS.height + PROGRESS.gap;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.font = `600 ${HEADING.size}px ${look.palette.font}`;
  context.fillStyle = look.palette.accent[shot.side];
  context.fillText(shot.heading, margin, y + HEADING.height / 2, size.width - 2 * margin);
  y += HEADING.height;
  context.font = `${WORDS.size}px ${look.palette.font}`;
  context.fillStyle = look.ink;
  for (const line of lines) {
    context.fillText(line, margin, y + WORDS.height / 2);
    y += WORDS.height;
  }
}

/** Steps closer together than this run into one line. CSS pixels. */
const LEAST_SEGMENT = 6;

/** One piece of a line for each step, those that were reached in the ink of the words. */
function paintProgress(
  context: Context2D,
  top: number,
  width: number,
  { index, count, look }: { readonly index: number; readonly count: number; readonly look: Look },
): void {
  const segment = width / count;
  const gap = segment < LEAST_SEGMENT ? 0 : 2;
  context.fillStyle = look.hairline;
  context.fillRect(0, top, width, PROGRESS.height);
  context.fillStyle = look.inkSoft;
  context.fillRect(0, top, segment * (index + 1), PROGRESS.height);
  if (gap === 0) return;
  context.fillStyle = look.panel;
  for (let at = 1; at < count; at++) context.fillRect(at * segment - gap / 2, top, gap, PROGRESS.height);
}
