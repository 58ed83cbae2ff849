// In the frame's own document, which alone can draw: SVG and HTML become pixels here. What is drawn is an image to the
// browser, in which nothing runs and from which nothing is fetched (SVG 2, "secure static mode").
import { type Interpreter, serve } from "../interpreter";
import type { GivenPicture, ProgramResult, StartMessage } from "../wire";
import { type Drawing, drawingOf, laidOnWhite, trimmedBelow } from "./drawing";
import { addressOf, pixelsOfDrawing } from "./paint";

export const begin = (port: MessagePort, { language }: StartMessage): void =>
  void serve(port, async () => createDrawer(language === "html" ? "html" : "svg"));

function createDrawer(language: "svg" | "html"): Interpreter {
  let given: readonly GivenPicture[] = [];
  return {
    give(picture) {
      given = [...given, picture];
    },
    reset() {
      given = [];
    },
    async run(source) {
      const addresses = new Map<string, string>();
      for (const { name, variables, pixels } of given.filter(({ name, variables }) =>
        [name, ...variables].some((called) => source.includes(called)),
      )) {
        const address = await addressOf(pixels);
        for (const called of [name, ...variables]) addresses.set(called, address);
      }
      const drawing = drawingOf(source, language, addresses);
      return drawing.ok ? drawn(drawing.value) : failed(drawing.error);
    },
  };
}

async function drawn(drawing: Drawing): Promise<ProgramResult> {
  const pixels = await pixelsOfDrawing(drawing);
  if (!pixels) return failed("The browser could not draw this");
  const shown = drawing.isTrimmed ? trimmedBelow(pixels) : pixels;
  return { ...NOTHING, pictures: [{ name: "", pixels: laidOnWhite(shown) }], notes: drawing.notes };
}

const NOTHING: ProgramResult = { stdout: "", stderr: "", failure: null, limit: null, pictures: [], notes: [] };

const failed = (failure: string): ProgramResult => ({ ...NOTHING, failure });
