import type { ImageId } from "../action";
import type { Size } from "../geometry";
import type { Call } from "./program";
import type { Scalar, Thing, Value } from "./value";

/**
 * The arguments of one call, with the values that its names stand for. A program is checked before it is run, so that one
 * of another kind than the module takes is a bug, and throws.
 */
export class Arguments {
  private readonly call: Call;
  readonly values: ReadonlyMap<string, Value>;

  constructor(call: Call, values: ReadonlyMap<string, Value>) {
    this.call = call;
    this.values = values;
  }

  /** The picture that stands for the whole program, where a module names none. */
  get first(): ImageId {
    for (const value of this.values.values()) if (value.kind === "image") return value.image;
    throw new Error(`A program without a picture: ${this.call.source}`);
  }

  value(name: string): Value {
    const argument = this.call.args.get(name);
    const value = argument?.kind === "name" ? this.values.get(argument.name) : undefined;
    return value ?? this.bug(name);
  }

  image(name = "image"): { readonly image: ImageId; readonly size: Size } {
    const value = this.value(name);
    return value.kind === "image" ? value : this.bug(name);
  }

  things(name: string): readonly Thing[] {
    const value = this.value(name);
    return value.kind === "things" ? value.things : this.bug(name);
  }

  scalar(name: string): Scalar {
    const value = this.value(name);
    return value.kind === "scalar" ? value.value : this.bug(name);
  }

  list(name: string): readonly string[] {
    const value = this.value(name);
    return value.kind === "list" ? value.words : this.bug(name);
  }

  text(name: string): string {
    const argument = this.call.args.get(name);
    return argument?.kind === "text" ? argument.text : this.bug(name);
  }

  /** Null where the program says None. */
  textOrNone(name: string): string | null {
    return this.call.args.get(name)?.kind === "none" ? null : this.text(name);
  }

  number(name: string): number {
    const argument = this.call.args.get(name);
    return argument?.kind === "number" ? argument.number : this.bug(name);
  }

  private bug(name: string): never {
    throw new Error(`The call was checked and has no such ${name}: ${this.call.source}`);
  }
}
