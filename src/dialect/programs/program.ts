import type { Action } from "../../action";
import type { ShownImage } from "../contract/dialect";
import { callFunction, callMethod, type Machine } from "./calls";
import { type Arguments, Expressions, type Scope } from "./expression";
import { type PythonLine, type PythonToken, pythonLines } from "./tokens";
import { listValue, numberValue, type Picture, UNKNOWN, type Value, wholePicture } from "./value";

/** An action that a statement of a program performs, and where that statement stands. */
export interface ProgramAction {
  readonly action: Action;
  /** The numbers as the statement has them, in pixels of the picture it works on. */
  readonly numbers: readonly number[];
  readonly start: number;
  readonly end: number;
}

const MAX_ACTIONS = 500;

/**
 * The actions of a program, read out of its source without running it. Followed are assignments, arithmetic and
 * the drawing and cutting calls of PIL, OpenCV, matplotlib and Visual Sketchpad. Whatever stands in a loop, a
 * function or a branch that may not be taken is left out, and so is all that depends on it: a mark that is shown
 * is one that the program draws.
 */
export function actionsOfProgram(source: string, shown: readonly ShownImage[]): readonly ProgramAction[] {
  const program = new Program(shown);
  /** Deeper lines than this are passed over; null where none are. */
  let skipped: number | null = null;
  for (const line of pythonLines(source)) {
    if (skipped !== null && line.indent > skipped) {
      program.forget(line);
      continue;
    }
    skipped = null;
    const first = line.tokens[0];
    if (first?.kind === "name" && SKIPPED_BLOCKS.has(first.value)) skipped = line.indent;
    else program.run(line);
    if (skipped !== null) program.forget(line);
  }
  return program.actions;
}

const SKIPPED_BLOCKS = new Set(["for", "while", "def", "class", "else", "elif", "except", "async", "lambda"]);
/** Their own line says nothing; the lines below are followed. */
const HEADERS = new Set(["import", "from", "with", "try", "if", "finally", "return", "print", "assert", "del"]);

class Program implements Scope {
  readonly actions: ProgramAction[] = [];
  private readonly variables = new Map<string, Value>();
  private readonly shown: readonly ShownImage[];
  private place = { start: 0, end: 0 };
  private axes: Picture | null = null;

  constructor(shown: readonly ShownImage[]) {
    this.shown = shown;
  }

  /** What a line that is not followed assigns is not known any more. */
  forget(line: PythonLine): void {
    const end = line.tokens.findIndex((token) => token.value === "=" || token.value === "in");
    for (const token of line.tokens.slice(0, Math.max(0, end)))
      if (token.kind === "name") this.variables.set(token.value, UNKNOWN);
  }

  run({ tokens }: PythonLine): void {
    const [first] = tokens;
    if (!first) return;
    this.place = { start: first.start, end: tokens.at(-1)?.end ?? first.end };
    if (first.kind === "name" && first.value === "with") this.openWith(tokens);
    else if (first.kind !== "name" || !HEADERS.has(first.value)) this.evaluate(tokens);
  }

  private evaluate(tokens: readonly PythonToken[]): void {
    const parts = splitAtEquals(tokens);
    const words = parts.at(-1) ?? [];
    const targets = parts.slice(0, -1);
    const expression = new Expressions(words, this);
    const whole = expression.tuple();
    const value = expression.done ? whole : UNKNOWN;
    for (const target of targets) this.assign(target, value);
  }

  /** `with Image.open(path) as img:` */
  private openWith(tokens: readonly PythonToken[]): void {
    const as = tokens.findIndex((token) => token.kind === "name" && token.value === "as");
    const name = tokens[as + 1];
    if (as < 0 || name?.kind !== "name") return;
    this.variables.set(name.value, new Expressions(tokens.slice(1, as), this).expression());
  }

  private assign(target: readonly PythonToken[], value: Value): void {
    const augmented = target.at(-1)?.kind === "sign" && /^[+\-*/%]$/.test(target.at(-1)?.value ?? "");
    const names = target.filter((token) => token.kind === "name");
    const plain = target.every((token) => token.kind === "name" || ",()".includes(token.value));
    if (augmented || !plain) {
      if (names[0]) this.variables.set(names[0].value, UNKNOWN);
      return;
    }
    if (names.length === 1 && names[0]) this.variables.set(names[0].value, value);
    else
      for (const [i, name] of names.entries())
        this.variables.set(name.value, value.kind === "list" ? (value.items[i] ?? UNKNOWN) : UNKNOWN);
  }

  variable(name: string): Value | null {
    const known = this.variables.get(name);
    if (known) return known;
    const number = /^(?:image|img)_(\d{1,3})$/.exec(name)?.[1];
    const image = number === undefined ? undefined : this.shown[Number(number) - 1];
    return image ? wholePicture(image) : null;
  }

  attribute(self: Value, name: string): Value {
    if (self.kind === "path") return { kind: "path", path: `${self.path}.${name}`.slice(-200) };
    if (self.kind === "picture") {
      const [width, height] = [numberValue(self.width), numberValue(self.height)];
      if (name === "size") return listValue([width, height]);
      if (name === "width") return width;
      if (name === "height") return height;
      if (name === "shape") return listValue([height, width, numberValue(3)]);
    }
    return { kind: "method", self, name };
  }

  call(callee: Value, args: Arguments): Value {
    const machine = this.machine();
    if (callee.kind === "path") return callFunction(callee.path, args, machine);
    if (callee.kind === "method") return callMethod(callee.self, callee.name, args, machine);
    return UNKNOWN;
  }

  cut(picture: Picture, corners: readonly number[]): Value {
    const positional = [listValue(corners.map(numberValue))];
    return callMethod(picture, "crop", { positional, named: new Map() }, this.machine());
  }

  private machine(): Machine {
    return {
      first: this.shown[0] ? wholePicture(this.shown[0]) : null,
      axes: this.axes,
      setAxes: (picture: Picture) => {
        this.axes = picture;
      },
      emit: (action: Action, numbers: readonly number[]) => {
        if (this.actions.length < MAX_ACTIONS) this.actions.push({ action, numbers, ...this.place });
      },
    };
  }
}

/** `a = b = c` as its parts; an `=` inside brackets names an argument and parts nothing. */
function splitAtEquals(tokens: readonly PythonToken[]): readonly (readonly PythonToken[])[] {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === "sign" && "([{".includes(token.value)) depth++;
    if (token.kind === "sign" && ")]}".includes(token.value)) depth--;
    if (token.kind === "sign" && depth === 0 && token.value === "=") parts.push([]);
    else if (token.kind === "sign" && depth === 0 && /^[+\-*/%&|^]=$/.test(token.value)) {
      parts.at(-1)?.push({ ...token, value: token.value.slice(0, 1) });
      parts.push([]);
    } else parts.at(-1)?.push(token);
  }
  return parts;
}
