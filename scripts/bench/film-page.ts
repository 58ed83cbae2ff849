// A replay of several looks at a picture of noise and shapes, as a film: what takes an encoder the longest.
import { ALL_LAYERS, createFilm, type Film, lookOf, type Shot } from "../../src/film";
import { type ImageBox, imageBox, type Size } from "../../src/geometry";
import { filmForms, recordFilm } from "../../src/recording";
import { imageId, stepId } from "../../src/trace/testing";

const SIZE: Size = { width: 1280, height: 720 };
const PICTURE: Size = { width: 2400, height: 1600 };
const WORDS = "The sign stands behind the second tree on the left, so I look closer at its lower half.";

export interface FilmCost {
  readonly seconds: number;
  readonly millis: number;
  readonly bytes: number;
}

declare global {
  interface Window {
    measureFilm(container: "webm" | "gif", seconds: number): Promise<FilmCost | null>;
  }
}

window.measureFilm = async (container, seconds) => {
  const form = (await filmForms(SIZE, 30)).find((one) => one.container === container);
  if (!form) return null;
  const film = await filmOf(seconds, container === "gif" ? 25 : 30);
  const start = performance.now();
  const recorded = await recordFilm(film, form, { signal: new AbortController().signal, onProgress: () => {} });
  if (!recorded.ok) throw new Error(recorded.error.message);
  return { seconds: film.seconds, millis: performance.now() - start, bytes: recorded.value.size };
};

/** As many looks as it takes to last that long. */
async function filmOf(seconds: number, framesPerSecond: number): Promise<Film> {
  const image = { id: imageId("1"), ...PICTURE, bitmap: await photograph() };
  const measure = new OffscreenCanvas(1, 1).getContext("2d");
  if (!measure) throw new Error("No canvas");
  const make = (count: number): Film =>
    createFilm(
      {
        shots: Array.from({ length: count }, (_, i) => shotAt(i, image)),
        size: SIZE,
        framesPerSecond,
        captions: true,
        speed: 1,
        look: lookOf("light", "sans-serif"),
        layers: ALL_LAYERS,
      },
      measure,
    );
  let count = 2;
  while (make(count).seconds < seconds) count++;
  return make(count);
}

function shotAt(i: number, image: Shot["image"] & object): Shot {
  const box: ImageBox = imageBox(200 + ((i * 331) % 1500), 150 + ((i * 197) % 900), 420, 300);
  const isNear = i % 2 === 1;
  return {
    heading: `${i + 1} · ${isNear ? "Saw" : "Crop"}`,
    caption: isNear ? "" : WORDS,
    side: "model",
    image,
    region: isNear ? box : null,
    marks: [
      {
        stepId: stepId(`s${i}`),
        action: { kind: "zoom", image: image.id, box },
        author: "model",
        tone: "current",
      },
    ],
  };
}

/** Smooth colours, edges and grain, the same each time. */
async function photograph(): Promise<ImageBitmap> {
  const pixels = new ImageData(PICTURE.width, PICTURE.height);
  let seed = 1;
  for (let i = 0; i < pixels.data.length; i += 4) {
    const [x, y] = [(i / 4) % PICTURE.width, Math.floor(i / 4 / PICTURE.width)];
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const grain = (seed >>> 27) - 16;
    const leaf = ((x >> 5) ^ (y >> 5)) & 1 ? 24 : 0;
    pixels.data[i] = 96 + 80 * Math.sin(x / 310) + grain + leaf;
    pixels.data[i + 1] = 110 + 70 * Math.cos(y / 240) + grain;
    pixels.data[i + 2] = 120 + 60 * Math.sin((x + y) / 400) + grain - leaf;
    pixels.data[i + 3] = 255;
  }
  return createImageBitmap(pixels);
}
