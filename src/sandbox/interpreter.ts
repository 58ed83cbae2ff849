import { unreachable } from "../base";
import { PictureParts, partsOf } from "./parts";
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
    const desk = new Desk(interpreter, say);
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => void desk.answer(data);
    say({ kind: "ready" });
  } catch (thrown) {
    say({ kind: "broken", message: String(thrown).slice(0, 1000) });
  }
}

class Desk {
  private readonly interpreter: Interpreter;
  private readonly say: (message: FromWorker, transfer?: Transferable[]) => void;
  /** The picture that is being given. */
  private given: { readonly picture: Omit<GivenPicture, "pixels">; readonly parts: PictureParts } | null = null;

  constructor(interpreter: Interpreter, say: Desk["say"]) {
    this.interpreter = interpreter;
    this.say = say;
  }

  answer(asked: ToWorker): void | Promise<void> {
    switch (asked.kind) {
      case "give":
        this.given = { picture: asked.picture, parts: new PictureParts(asked.picture) };
        return;
      case "part":
        return this.take(asked.data);
      case "reset":
        return this.interpreter.reset();
      case "run":
        return this.run(asked);
      default:
        return unreachable(asked);
    }
  }

  private take(data: Uint8ClampedArray): void {
    if (!this.given) return;
    const { picture, parts } = this.given;
    parts.add(data);
    const { pixels } = parts;
    if (!pixels) return;
    this.given = null;
    this.interpreter.give({ name: picture.name, variables: picture.variables, isDefault: picture.isDefault, pixels });
  }

  private async run({ id, source, showsLast }: Extract<ToWorker, { readonly kind: "run" }>): Promise<void> {
    const { pictures, ...result } = await this.interpreter.run(source, showsLast);
    for (const { name, pixels } of pictures) {
      this.say({ kind: "picture", name, width: pixels.width, height: pixels.height });
      // Copies: a program's own variables may hold the pixels that it showed.
      for (const data of partsOf(pixels)) this.say({ kind: "part", data }, [data.buffer]);
    }
    this.say({ kind: "done", id, result });
  }
}
