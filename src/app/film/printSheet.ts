import { figureSvg, lookOf, type Shot } from "../../film";
import { measureContext } from "./measure";
import { addressOf, pictureOf } from "./pictures";
import type { Shown } from "./useShots";

const STYLE = `
  @page { margin: 14mm; }
  body { margin: 0; font: 10pt/1.4 var(--font); color: #1d1c1a; }
  h1 { font-size: 14pt; margin: 0 0 6mm; }
  main { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 6mm; }
  figure { margin: 0; break-inside: avoid; }
  img { width: 100%; }
  figcaption { overflow-wrap: anywhere; }
  figcaption b { display: block; }
`;

/**
 * Opens the browser's own printing with all steps, `columns` beside each other, marks as vectors and words as text, which can
 * save a PDF as well.
 */
export async function printSheet(title: string, shown: Shown, columns: number): Promise<void> {
  const frame = document.createElement("iframe");
  // Neither seen nor reached by key, but laid out: what is not cannot be printed.
  Object.assign(frame, { tabIndex: -1, title });
  frame.setAttribute("aria-hidden", "true");
  frame.style.cssText = "position: fixed; width: 0; height: 0; border: 0;";
  document.body.append(frame);
  const view = frame.contentWindow;
  if (!view) return frame.remove();
  await fill(view.document, title, shown);
  view.document.documentElement.style.setProperty("--columns", String(columns));
  view.addEventListener("afterprint", () => frame.remove());
  view.print();
}

/** Nothing is set as markup: what a model wrote is text. */
async function fill(page: Document, title: string, shown: Shown): Promise<void> {
  const style = page.createElement("style");
  style.textContent = STYLE;
  page.documentElement.lang = document.documentElement.lang;
  page.documentElement.style.setProperty("--font", shown.look.palette.font);
  page.head.append(style);
  page.title = title;
  const main = page.createElement("main");
  page.body.append(Object.assign(page.createElement("h1"), { textContent: title }), main);
  for (const shot of shown.shots) main.append(await figureOf(page, shot, shown));
  await Promise.all([...page.images].map((image) => image.decode().catch(() => undefined)));
}

async function figureOf(page: Document, shot: Shot, { layers }: Shown): Promise<HTMLElement> {
  const figure = page.createElement("figure");
  // Paper is white, whatever the page is.
  const look = lookOf("light", getComputedStyle(document.body).fontFamily);
  const picture = await pictureOf(shot);
  const svg = picture && figureSvg(shot, layers, look, await addressOf(picture), measureContext());
  if (svg) {
    const image = page.createElement("img");
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    image.alt = shot.heading;
    figure.append(image);
  }
  const caption = page.createElement("figcaption");
  caption.append(Object.assign(page.createElement("b"), { textContent: shot.heading }), shot.caption);
  figure.append(caption);
  return figure;
}
