import type { Action } from "../../action";
import type { Missed, ShownImage } from "../contract/dialect";
import { assignmentIn, parametersOf } from "./assignment";
import { callFunction, callMethod, cut, type Machine } from "./calls";
import { placesOf } from "./drawing";
import { type Arguments, Expressions, MOST_REPEATED, type Scope } from "./expression";
import { combine } from "./operators";
import { type Statement, statementsOf } from "./statements";
import type { PythonToken } from "./tokens";
import {
  isSameValue,
  listValue,
  NONE,
  numberValue,
  type Picture,
  truthOf,
  UNKNOWN,
  type Value,
  wholePicture,
} from "./value";

/** An action that a statement of a program performs, and where that statement stands. */
export interface ProgramAction {
  readonly action: Action;
  /** Its places, in pixels of the image that it is done to. */
  readonly numbers: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** What a program finds when it begins. */
export interface Surroundings {
  readonly variables: ReadonlyMap<string, Value>;
  /** The image that a variable of that name holds, where the system puts images into variables. */
  imageNamed(name: string): ShownImage | undefined;
  /** The image that a program opens, whatever its path. */
  readonly opened: ShownImage | undefined;
}

/** What is known of a program without running it. */
export interface ProgramReading {
  readonly actions: readonly ProgramAction[];
  /** What it does to pictures that could not be told. */
  readonly missed: readonly Missed[];
  /** What it leaves behind. */
  readonly variables: ReadonlyMap<string, Value>;
  /** The one picture that it shows anew, where all of it was told: what the next image may turn out to be. */
  readonly made: Picture | null;
}

const MAX_ACTIONS = 500;
const MAX_STEPS = 20_000;
const MAX_VARIABLES = 1000;

/**
 * Reads a program without running it. Followed are assignments, arithmetic, choices and loops whose conditions and lists
 * are known, and the drawing and cutting calls of PIL, OpenCV, numpy, matplotlib and Visual Sketchpad. What hangs on
 * something that is not known is not guessed: it is told as missed, and so is all that depends on it.
 */
export function readProgram(source: string, surroundings: Surroundings): ProgramReading {
  const program = new Program(surroundings);
  program.run(statementsOf(source));
  return program.reading(source);
}

/** Their own line does nothing. */
const IDLE = new Set(["import", "from", "assert", "del", "pass", "global", "nonlocal", "raise", "async", "class"]);
/** What stands behind the word is evaluated for what it does. */
const SPOKEN = new Set(["await", "yield"]);

type Outcome = "runs-on" | "ends-loop" | "next-round" | "returns";

/** Functions of a program that call each other any deeper are not followed. */
const MAX_CALLS = 8;

class Program implements Scope {
  private readonly actions: ProgramAction[] = [];
  private readonly missed = new Map<string, Missed & { readonly end: number }>();
  private readonly made: Picture[] = [];
  private variables: Map<string, Value>;
  private readonly surroundings: Surroundings;
  private place = { start: 0, end: 0 };
  private axes: Picture | null = null;
  private steps = 0;
  /** How many blocks around this place may not be taken, and how many of those last as long as a loop or a call. */
  private doubts = 0;
  private escapes = 0;
  private calls = 0;
  private returned: Value = UNKNOWN;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.variables = new Map(surroundings.variables);
  }

  reading(source: string): ProgramReading {
    const missed = [...this.missed.values()].map(
      ({ end, ...found }): Missed => ({ ...found, excerpt: source.slice(found.at, end).slice(0, 200) }),
    );
    const [made = null, ...more] = this.made;
    const variables = new Map([...this.variables].slice(0, MAX_VARIABLES));
    const isOne = more.length === 0 && this.actions.length === 1 && missed.length === 0;
    return { actions: this.actions, missed, variables, made: isOne ? made : null };
  }

  run(statements: readonly Statement[]): Outcome {
    // What the branches before this one came to: `else` is taken where none was.
    let before: boolean | null = null;
    for (const statement of statements) {
      if (!this.mayGoOn()) return "runs-on";
      const word = wordOf(statement);
      if (word === "break") return "ends-loop";
      if (word === "continue") return "next-round";
      if (word === "if") before = false;
      if (word !== "if" && word !== "elif" && word !== "else") {
        const outcome = this.statement(statement, word);
        if (outcome !== "runs-on") return outcome;
        continue;
      }
      const truth = word === "else" ? true : this.condition(statement);
      const taken: boolean | null = before === false ? truth : before === true ? false : truth === false ? false : null;
      const outcome = this.branch(statement, taken);
      if (outcome !== "runs-on") return outcome;
      before = before === true || taken === true ? true : before === false && taken === false ? false : null;
    }
    return "runs-on";
  }

  private statement(statement: Statement, word: string): Outcome {
    const { tokens, body } = statement;
    this.placeAt(statement);
    if (word === "for") return this.loop(statement);
    if (word === "return") {
      this.returned = new Expressions(tokens.slice(1), this).tuple();
      return "returns";
    }
    if (word === "while") this.doubtful(body);
    else if (word === "def") this.define(statement);
    else if (word === "except") this.passOver(body);
    else if (word === "with") this.openWith(tokens);
    else if (SPOKEN.has(word)) new Expressions(tokens.slice(1), this).tuple();
    else if (!IDLE.has(word)) this.evaluate(tokens);
    return word === "try" || word === "finally" || word === "with" ? this.run(body) : "runs-on";
  }

  private placeAt({ tokens }: Statement): void {
    const [first] = tokens;
    if (first) this.place = { start: first.start, end: tokens.at(-1)?.end ?? first.end };
  }

  private condition(statement: Statement): boolean | null {
    this.placeAt(statement);
    const expression = new Expressions(statement.tokens.slice(1), this);
    const value = expression.expression();
    return expression.done ? truthOf(value) : null;
  }

  /** Runs a branch that is taken, passes one over that is not; null is a branch that may be taken. */
  private branch({ body }: Statement, taken: boolean | null): Outcome {
    if (taken === true) return this.run(body);
    // Where the loop or the function may have ended here, all that is left of it may not be done.
    if (taken === null && this.doubtful(body) !== "runs-on") {
      this.escapes++;
      this.doubts++;
    }
    return "runs-on";
  }

  /** What may be done or not: none of it is told as done, and of what it assigns only that is known which it leaves. */
  private doubtful(body: readonly Statement[]): Outcome {
    const before = new Map(this.variables);
    this.doubts++;
    const outcome = this.run(body);
    this.doubts--;
    this.forgetChanged(before);
    return outcome;
  }

  private forgetChanged(before: ReadonlyMap<string, Value>): void {
    for (const [name, value] of this.variables)
      if (!isSameValue(before.get(name) ?? this.given(name) ?? UNKNOWN, value)) this.variables.set(name, UNKNOWN);
  }

  /** Runs what may be left early; true where it may have been. */
  private escapable(run: () => void): boolean {
    const { escapes } = this;
    run();
    const escaped = this.escapes > escapes;
    this.doubts -= this.escapes - escapes;
    this.escapes = escapes;
    return escaped;
  }

  /** A block that is not run here; what it assigns is not known, should it run. */
  private passOver(body: readonly Statement[]): void {
    for (const { tokens, body: inner } of body) {
      if (!this.mayGoOn()) return;
      const end = tokens.findIndex(({ value }) => value === "=" || value === "in");
      this.forget(tokens.slice(0, Math.max(0, end)));
      this.passOver(inner);
    }
  }

  private loop(statement: Statement): Outcome {
    const { tokens, body } = statement;
    const at = tokens.findIndex(({ kind, value }) => kind === "name" && value === "in");
    const expression = new Expressions(tokens.slice(at + 1), this);
    const whole = expression.tuple();
    const target = tokens.slice(1, at);
    if (at < 0 || !expression.done || whole.kind !== "list" || whole.items.length > MOST_REPEATED) {
      this.forget(target);
      this.doubtful(body);
      return "runs-on";
    }
    const before = new Map(this.variables);
    let outcome: Outcome = "runs-on";
    const escaped = this.escapable(() => {
      for (const item of whole.items) {
        this.assign(target, item);
        outcome = this.run(body);
        if (outcome === "ends-loop" || outcome === "returns" || !this.mayGoOn()) break;
      }
    });
    if (escaped) this.forgetChanged(before);
    return this.returnedFrom(outcome);
  }

  /** A loop ends with itself; only what returns from a function goes on to its end. */
  private returnedFrom(outcome: Outcome): Outcome {
    return outcome === "returns" ? outcome : "runs-on";
  }

  private define({ tokens, body }: Statement): void {
    const name = tokens[1];
    if (name?.kind === "name") this.variables.set(name.value, { kind: "function", head: tokens.slice(2), body });
  }

  /** Its parameters by place and by name; one that is given neither way is not known, whatever its default. */
  private callDefined({ head, body }: Extract<Value, { kind: "function" }>, args: Arguments): Value {
    if (this.calls >= MAX_CALLS) return UNKNOWN;
    const { place } = this;
    this.calls++;
    const value = this.within(() => {
      for (const [i, name] of parametersOf(head).entries())
        this.variables.set(name, args.named.get(name) ?? args.positional[i] ?? UNKNOWN);
      this.returned = NONE;
      const escaped = this.escapable(() => void this.run(body));
      return escaped ? UNKNOWN : this.returned;
    });
    this.calls--;
    this.place = place;
    return value;
  }

  private evaluate(tokens: readonly PythonToken[]): void {
    const { targets, words, sign } = assignmentIn(tokens);
    const expression = new Expressions(words, this);
    const whole = expression.tuple();
    const value = expression.done ? whole : UNKNOWN;
    if (sign === null) for (const target of targets) this.assign(target, value);
    else for (const target of targets) this.assign(target, combine(new Expressions(target, this).tuple(), sign, value));
  }

  /** `with Image.open(path) as img:` */
  private openWith(tokens: readonly PythonToken[]): void {
    const as = tokens.findIndex((token) => token.kind === "name" && token.value === "as");
    const name = tokens[as + 1];
    if (as < 0 || name?.kind !== "name") return;
    this.variables.set(name.value, new Expressions(tokens.slice(1, as), this).expression());
  }

  assign(target: readonly PythonToken[], value: Value): void {
    const [first] = target;
    const names = target.filter(({ kind }) => kind === "name");
    const [only] = names;
    if (
      target.every(({ kind, value: sign }) => kind === "name" || ",()[]*".includes(sign)) &&
      first?.value !== undefined
    ) {
      if (target.length === 1 && only) this.variables.set(only.value, value);
      else this.unpack(target, names, value);
      return;
    }
    // Something within a picture or a list is set: a picture is where it was, of a list nothing is known any more.
    if (first?.kind === "name" && this.variables.get(first.value)?.kind !== "picture") this.forget([first]);
  }

  /** `a, (b, c) = …`: nested targets are laid flat, as long as the values can be. */
  private unpack(target: readonly PythonToken[], names: readonly PythonToken[], value: Value): void {
    const isNested = target.some(({ value: sign }, i) => (sign === "(" || sign === "[") && i > 0);
    const items = value.kind === "list" ? (isNested ? flattened(value.items) : value.items) : [];
    const isWhole = items.length === names.length && !target.some(({ value: sign }) => sign === "*");
    for (const [i, name] of names.entries()) this.variables.set(name.value, (isWhole ? items[i] : null) ?? UNKNOWN);
  }

  private forget(tokens: readonly PythonToken[]): void {
    for (const token of tokens) if (token.kind === "name") this.variables.set(token.value, UNKNOWN);
  }

  variable(name: string): Value | null {
    const known = this.variables.get(name);
    if (known) return known;
    const given = this.given(name);
    // Kept, so that what changes a picture in its place changes this one.
    if (given) this.variables.set(name, given);
    return given;
  }

  /** What a variable holds before the program gives it anything. */
  private given(name: string): Value | null {
    if (name === "__name__") return { kind: "text", text: "__main__" };
    const image = this.surroundings.imageNamed(name);
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
    if (callee.kind === "function") return this.callDefined(callee, args);
    return UNKNOWN;
  }

  cut(picture: Picture | null, corners: readonly number[] | null): Value {
    return cut(picture, corners, this.machine());
  }

  within<T>(run: () => T): T {
    const before = this.variables;
    this.variables = new Map(before);
    const value = run();
    this.variables = before;
    return value;
  }

  mayGoOn(): boolean {
    return ++this.steps <= MAX_STEPS;
  }

  private machine(): Machine {
    const { opened } = this.surroundings;
    return {
      opened: opened ? wholePicture(opened) : null,
      axes: this.axes,
      setAxes: (picture) => {
        this.axes = picture;
      },
      emit: (action, what, made) => this.emit(action, what, made),
      miss: (what) => this.miss(what),
      lose: (picture) => {
        for (const [name, value] of this.variables) if (value === picture) this.variables.set(name, UNKNOWN);
      },
    };
  }

  private emit(action: Action, what: string, made?: Picture): void {
    if (this.doubts > 0 || this.actions.length >= MAX_ACTIONS) {
      this.miss(what);
      return;
    }
    this.actions.push({ action, numbers: placesOf(action), ...this.place });
    if (made) this.made.push(made);
  }

  /** Once for each statement, however often it is run. */
  private miss(what: string): void {
    const { start, end } = this.place;
    if (this.missed.size < MAX_ACTIONS) this.missed.set(`${start} ${what}`, { what, at: start, end, excerpt: "" });
  }
}

const wordOf = ({ tokens: [first] }: Statement): string => (first?.kind === "name" ? first.value : "");

const flattened = (items: readonly Value[]): readonly Value[] =>
  items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
