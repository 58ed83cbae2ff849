import type { Action } from "../../action";
import type { Missed, ShownImage } from "../contract/dialect";
import { assignmentIn, parametersOf } from "./assignment";
import { callFunction, callMethod, cut, type Machine } from "./calls";
import { placesOf } from "./drawing";
import { type Arguments, Expressions, MOST_REPEATED, type Scope } from "./expression";
import { combine } from "./operators";
import { type Statement, statementsOf } from "./statements";
import type { PythonToken } from "./tokens";
import { listValue, NONE, numberValue, type Picture, truthOf, UNKNOWN, type Value, wholePicture } from "./value";
import { Variables } from "./variables";

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
  private readonly variables: Variables;
  private readonly surroundings: Surroundings;
  private place = { start: 0, end: 0 };
  private axes: Picture | null = null;
  private steps = 0;
  /** How many blocks around this place may not be taken. */
  private doubts = 0;
  private calls = 0;
  private returned: Value = UNKNOWN;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.variables = new Variables(surroundings.variables, (name) => this.given(name));
  }

  reading(source: string): ProgramReading {
    const missed = [...this.missed.values()].map(
      ({ end, ...found }): Missed => ({ ...found, excerpt: source.slice(found.at, end).slice(0, 200) }),
    );
    const [made = null, ...more] = this.made;
    const variables = new Map([...this.variables.all].slice(0, MAX_VARIABLES));
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
    if (word === "while") this.repeated(body);
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
    if (taken === null && this.doubtful(body) !== "runs-on") this.variables.mayBeLeft();
    return "runs-on";
  }

  /** What may be done or not: none of it is told as done. */
  private doubtful(body: readonly Statement[]): Outcome {
    this.doubts++;
    const outcome = this.variables.perhaps(() => this.run(body));
    this.doubts--;
    return outcome;
  }

  /** What may be done any number of times: what it assigns may come of what it assigned before. */
  private repeated(body: readonly Statement[]): void {
    this.passOver(body);
    this.variables.escapable(() => void this.doubtful(body));
    this.passOver(body);
  }

  /** A block that is not run here; what it assigns is not known, should it run. */
  private passOver(body: readonly Statement[]): void {
    for (const statement of body) {
      if (!this.mayGoOn()) return;
      const { tokens, body: inner } = statement;
      const at = tokens.findIndex(({ kind, value }) => kind === "name" && (value === "in" || value === "as"));
      const word = wordOf(statement);
      if (word === "for") this.variables.forget(tokens.slice(1, Math.max(1, at)));
      else if (word === "with") this.variables.forget(tokens.slice(at + 1));
      else for (const target of assignmentIn(tokens).targets) this.variables.forget(target);
      if (word !== "def") this.passOver(inner);
    }
  }

  private loop(statement: Statement): Outcome {
    const { tokens, body } = statement;
    const at = tokens.findIndex(({ kind, value }) => kind === "name" && value === "in");
    const expression = new Expressions(tokens.slice(at + 1), this);
    const whole = expression.tuple();
    const target = tokens.slice(1, at);
    if (at < 0 || !expression.done || whole.kind !== "list" || whole.items.length > MOST_REPEATED) {
      this.variables.forget(target);
      this.repeated(body);
      return "runs-on";
    }
    let outcome: Outcome = "runs-on";
    this.variables.escapable(() => {
      for (const item of whole.items) {
        this.assign(target, item);
        outcome = this.run(body);
        if (outcome === "ends-loop" || outcome === "returns" || !this.mayGoOn()) break;
        if (!this.variables.hasChanged(whole)) continue;
        // A list that grows while it is gone through.
        this.placeAt(statement);
        this.miss("for");
        this.passOver([statement]);
        this.variables.mayBeLeft();
      }
    });
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
      const escaped = this.variables.escapable(() => void this.run(body));
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
    this.variables.assign(target, value);
  }

  variable(name: string): Value | null {
    return this.variables.get(name);
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
    return this.variables.within(run);
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
      change: (value, became) =>
        this.doubts > 0 ? this.variables.change(value, UNKNOWN) : this.variables.change(value, became),
    };
  }

  private emit(action: Action, what: string, made?: Picture): void {
    if (this.doubts > 0 || !this.variables.isCertain || this.actions.length >= MAX_ACTIONS) {
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
