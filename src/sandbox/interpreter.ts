import type { FromWorker, GivenPicture, ProgramResult, ToWorker } from "./wire";

/** What runs programs of one language, at the far end of the port to the page. */
export interface Interpreter {
  give(picture: GivenPicture): void;
  /** Forgets variables, files and given pictures. */
  reset(): void;
  /** `showsLast`: the value of a last line that is an expression is shown, as notebooks do. */
  run(source: string, showsLast: boolean): ProgramResult | Promise<ProgramResult>;
}

/** Answers the page over the port with an interpreter, from the moment on in which that is there. */
export async function serve(port: MessagePort, start: () => Promise<Interpreter>): Promise<void> {
  const say = (message: FromWorker, transfer: Transferable[] = []): void => port.postMessage(message, transfer);
  try {
    const interpreter = await start();
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => void answer(data, interpreter, say);
    say({ kind: "ready" });
  } catch (thrown) {
    say({ kind: "broken", message: String(thrown).slice(0, 1000) });
  }
}

async function answer(
  asked: ToWorker,
  interpreter: Interpreter,
  say: (message: FromWorker, transfer: Transferable[]) => void,
): Promise<void> {
  if (asked.kind === "give") return interpreter.give(asked.picture);
  if (asked.kind === "reset") return interpreter.reset();
  const result = await interpreter.run(asked.source, asked.showsLast);
  // Copies: a program's own variables may hold the pixels that it showed.
  const pictures = result.pictures.map(({ name, pixels }) => ({
    name,
    pixels: { ...pixels, data: pixels.data.slice() },
  }));
  say(
    { kind: "done", id: asked.id, result: { ...result, pictures } },
    pictures.map(({ pixels }) => pixels.data.buffer),
  );
}
