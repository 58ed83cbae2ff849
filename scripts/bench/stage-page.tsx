import { createRef } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { ENGLISH_STAGE_WORDS, type LayerView, Picture, type StageMark } from "../../src/stage";
import { benchMarks, IMAGE } from "./stage-marks";
import { type NaiveHandle, NaiveStage } from "./stage-naive";

// Measures what a frame of panning and zooming costs the main thread, rasterising included: the work of the event, of
// every animation frame callback that it asked for, and of reading one pixel back from each canvas, which forces the
// drawing that a browser would otherwise do later.

const FRAMES = 40;
const WARM_UP = 8;
/** On a slow machine fewer frames must do, or the naive stage alone takes minutes. */
const PATIENCE_MILLIS = 15_000;
const LEAST_FRAMES = 7;

const nextFrame = window.requestAnimationFrame.bind(window);
let spentMillis = 0;

window.requestAnimationFrame = (callback) =>
  nextFrame((time) => {
    const start = performance.now();
    callback(time);
    spentMillis += performance.now() - start;
  });

const timed = (work: () => void): void => {
  const start = performance.now();
  work();
  spentMillis += performance.now() - start;
};

const frame = (): Promise<unknown> => new Promise((resolve) => nextFrame(resolve));

function forceRaster(): void {
  for (const canvas of document.querySelectorAll("canvas")) canvas.getContext("2d")?.getImageData(0, 0, 1, 1);
}

/** Median milliseconds a frame. */
async function measure(act: (index: number) => void): Promise<number> {
  const samples: number[] = [];
  const start = performance.now();
  for (let index = 0; samples.length < FRAMES; index++) {
    if (samples.length >= LEAST_FRAMES && performance.now() - start > PATIENCE_MILLIS) break;
    spentMillis = 0;
    timed(() => act(index));
    await frame();
    timed(forceRaster);
    if (index >= WARM_UP) samples.push(spentMillis);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1] ?? Number.NaN;
}

function photograph(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = IMAGE.width;
  canvas.height = IMAGE.height;
  const pen = canvas.getContext("2d");
  for (let x = 0; pen && x < 64; x++)
    for (let y = 0; y < 48; y++) {
      pen.fillStyle = `hsl(${(x * 17 + y * 29) % 360} 40% ${30 + ((x * y) % 50)}%)`;
      pen.fillRect(x * 16, y * 16, 16, 16);
    }
  return canvas;
}

const NO_LAYERS: LayerView = { hidden: new Set(), locked: new Set(), solo: null };
const nothing = (): undefined => undefined;

async function measureOurs(marks: readonly StageMark[], bitmap: HTMLCanvasElement): Promise<number> {
  const root = createRoot(document.getElementById("root")!);
  root.render(
    <Picture
      image={{ ...IMAGE, bitmap }}
      marks={marks}
      layers={NO_LAYERS}
      tool="select"
      selected={null}
      hovered={null}
      camera={{ kind: "fit", key: 0 }}
      reducedMotion={false}
      readOnly={false}
      theme="light"
      words={ENGLISH_STAGE_WORDS}
      onSelect={nothing}
      onHover={nothing}
      onReshape={nothing}
      onDraw={nothing}
      onCamera={nothing}
      onToolDone={nothing}
    />,
  );
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const stage = document.querySelector("[data-stage]")!;
  const turnWheel = (init: WheelEventInit): void => {
    const place = { clientX: window.innerWidth / 2, clientY: window.innerHeight / 2, bubbles: true, cancelable: true };
    stage.dispatchEvent(new WheelEvent("wheel", { ...place, ...init }));
  };
  const millis = await measure((index) => {
    const phase = (index / 20) * 2 * Math.PI;
    turnWheel({ deltaY: -40 * Math.cos(phase) });
    turnWheel({ deltaX: 12 * Math.cos(phase), shiftKey: true });
  });
  root.unmount();
  return millis;
}

async function measureNaive(marks: readonly StageMark[], bitmap: HTMLCanvasElement): Promise<number> {
  const root = createRoot(document.getElementById("root")!);
  const handle = createRef<NaiveHandle>();
  root.render(<NaiveStage marks={marks} bitmap={bitmap} ref={handle} />);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const millis = await measure((index) => {
    const phase = (index / 20) * 2 * Math.PI;
    const scale = Math.exp(0.2 * Math.sin(phase));
    flushSync(() => handle.current?.look(scale, 100 + 40 * Math.sin(phase), 30));
  });
  root.unmount();
  return millis;
}

declare global {
  interface Window {
    measureStage(count: number): Promise<{ oursMillis: number; naiveMillis: number }>;
  }
}

window.measureStage = async (count) => {
  const marks = benchMarks(count);
  const bitmap = photograph();
  const oursMillis = await measureOurs(marks, bitmap);
  await frame();
  return { oursMillis, naiveMillis: await measureNaive(marks, bitmap) };
};
