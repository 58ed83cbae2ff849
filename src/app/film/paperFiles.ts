import {
  figureSvg,
  figureViewport,
  type Look,
  latexOf,
  latexSteps,
  lookOf,
  markdownOf,
  type Paper,
  paintFigure,
  type Shot,
} from "../../film";
import type { LayerView } from "../../stage";
import type { ZippedFile } from "../../workspace/ports";
import type { Words } from "../words";
import { measureContext, pngOf } from "./measure";
import { addressOf, pictureOf } from "./pictures";
import { headingOf, saidOver } from "./shots";
import type { Shown } from "./useShots";

/** Device pixels a CSS pixel: 300 dots an inch where a figure is as wide as a column of text. */
const SHARPNESS = 2;

interface Figure {
  readonly path: string;
  readonly shot: Shot;
}

/**
 * The steps as a paper tells them; a figure for each that shows something else than the step before. `question` is what a
 * question to the audience is called.
 */
export function paperOf(
  { shots, scenes }: Pick<Shown, "shots" | "scenes">,
  title: string,
  words: Words,
  question: string,
): {
  readonly paper: Paper;
  readonly figures: readonly Figure[];
} {
  const figures: Figure[] = [];
  const steps = scenes.map((scene, i) => {
    const shot = shots[i];
    const isNew = shot?.image?.bitmap && viewOf(shot) !== viewOf(shots[i - 1]);
    const isAsked = scene.said?.kind === "question";
    const name = `${isAsked ? "question" : "step"}-${String(scene.number).padStart(2, "0")}`;
    const path = isNew ? `figures/${name}` : null;
    if (path && shot) figures.push({ path, shot });
    const kind = headingOf(scene, words, question);
    return { number: scene.number, kind, words: saidOver(scene, words), figure: path };
  });
  return { paper: { title, steps }, figures };
}

/** Shots of one view look alike without their words. */
const viewOf = (shot: Shot | undefined): string | null =>
  shot
    ? JSON.stringify([
        shot.image?.id,
        shot.region,
        shot.marks.map(({ stepId, tone, action }) => [stepId, tone, action]),
      ])
    : null;

/** The files of a paper, each made when it is asked for. */
export function paperFiles(
  shown: Shown,
  title: string,
  words: Words,
  question: string,
): readonly (() => Promise<ZippedFile>)[] {
  const { paper, figures } = paperOf(shown, title, words, question);
  // Paper is white, whatever the page is.
  const look = lookOf("light", shown.look.palette.font);
  const text = (path: string, content: string) => async (): Promise<ZippedFile> => ({
    path,
    bytes: new TextEncoder().encode(content),
  });
  return [
    text("trace.tex", latexOf(paper)),
    text("steps.tex", latexSteps(paper)),
    text("trace.md", markdownOf(paper)),
    ...figures.flatMap((figure) => [
      () => pngFigure(figure, shown.layers, look),
      () => svgFigure(figure, shown.layers, look),
    ]),
  ];
}

async function pngFigure({ path, shot }: Figure, layers: LayerView, look: Look): Promise<ZippedFile> {
  const viewport = figureViewport(shot);
  const size = { width: (viewport?.width ?? 1) * SHARPNESS, height: (viewport?.height ?? 1) * SHARPNESS };
  const png = await pngOf(size, (context) => paintFigure(context, shot, layers, look, SHARPNESS));
  if (!png) throw new Error(`No figure of ${size.width} × ${size.height}`);
  return { path: `${path}.png`, bytes: new Uint8Array(await png.arrayBuffer()) };
}

async function svgFigure({ path, shot }: Figure, layers: LayerView, look: Look): Promise<ZippedFile> {
  const picture = await pictureOf(shot);
  const svg = picture && figureSvg(shot, layers, look, await addressOf(picture), measureContext());
  return { path: `${path}.svg`, bytes: new TextEncoder().encode(svg ?? "") };
}
