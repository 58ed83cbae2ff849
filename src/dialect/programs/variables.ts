import type { PythonToken } from "./tokens";
import { isSameValue, UNKNOWN, type Value } from "./value";

/** What a program's variables hold, as far as it is known. */
export class Variables {
  private held: Map<string, Value>;
  /** What a variable holds before the program gives it anything. */
  private readonly given: (name: string) => Value | null;
  private readonly changed = new WeakSet<Value>();
  /** How often this place may have been left behind: what is assigned here may not be. */
  private escapes = 0;

  constructor(held: ReadonlyMap<string, Value>, given: (name: string) => Value | null) {
    this.held = new Map(held);
    this.given = given;
  }

  get all(): ReadonlyMap<string, Value> {
    return this.held;
  }

  get(name: string): Value | null {
    const known = this.held.get(name);
    if (known) return known;
    const given = this.given(name);
    // Kept, so that what changes a picture in its place changes this one.
    if (given) this.held.set(name, given);
    return given;
  }

  set(name: string, value: Value): void {
    this.held.set(name, this.escapes > 0 ? UNKNOWN : value);
  }

  forget(tokens: readonly PythonToken[]): void {
    for (const token of tokens) if (token.kind === "name") this.set(token.value, UNKNOWN);
  }

  /** A value that was changed where it is: all variables that hold it hold what it became. */
  change(value: Value, became: Value): void {
    this.changed.add(value);
    for (const [name, held] of this.held) if (held === value) this.set(name, became);
  }

  hasChanged(value: Value): boolean {
    return this.changed.has(value);
  }

  /** `a, (b, c) = …`, `box[0] = …`: a part of a picture that is set leaves it where it was. */
  assign(target: readonly PythonToken[], value: Value): void {
    const [first, second] = target;
    const names = target.filter(({ kind }) => kind === "name");
    const isNamed = target.every(({ kind, value: sign }) => kind === "name" || ",()[]*".includes(sign));
    if (first?.kind === "name" && second !== undefined && second.value !== ",") this.setWithin(first, target, value);
    else if (isNamed && first?.kind === "name" && second === undefined) this.set(first.value, value);
    else if (isNamed) this.unpack(target, names, value);
    else this.forget(names);
  }

  private setWithin(name: PythonToken, target: readonly PythonToken[], value: Value): void {
    const whole = this.get(name.value);
    if (whole === null) this.forget([name]);
    else if (whole.kind !== "picture") this.change(whole, withItem(whole, indexesIn(target), value) ?? UNKNOWN);
  }

  /** Nested targets are laid flat, as long as the values can be. */
  private unpack(target: readonly PythonToken[], names: readonly PythonToken[], value: Value): void {
    const isNested = target.some(({ value: sign }, i) => (sign === "(" || sign === "[") && i > 0);
    const items = value.kind === "list" ? (isNested ? flattened(value.items) : value.items) : [];
    const isWhole = items.length === names.length && !target.some(({ value: sign }) => sign === "*");
    for (const [i, name] of names.entries()) this.set(name.value, (isWhole ? items[i] : null) ?? UNKNOWN);
  }

  /** What may be run or not: of what it assigns only that is known which it leaves as it was. */
  perhaps<T>(run: () => T): T {
    const before = new Map(this.held);
    const outcome = run();
    for (const [name, value] of this.held)
      if (!isSameValue(before.get(name) ?? this.given(name) ?? UNKNOWN, value)) this.held.set(name, UNKNOWN);
    return outcome;
  }

  /** What is run with variables of its own. */
  within<T>(run: () => T): T {
    const before = this.held;
    this.held = new Map(before);
    const value = run();
    this.held = before;
    return value;
  }

  /** What is run may have been left from here on, up to the end of the `escapable` around it. */
  mayBeLeft(): void {
    this.escapes++;
  }

  /** Runs a loop or a function; true where it may have been left before its end. */
  escapable(run: () => void): boolean {
    const { escapes } = this;
    run();
    const isLeft = this.escapes > escapes;
    this.escapes = escapes;
    return isLeft;
  }

  get isCertain(): boolean {
    return this.escapes === 0;
  }
}

const flattened = (items: readonly Value[]): readonly Value[] =>
  items.flatMap((item) => (item.kind === "list" ? item.items : [item]));

/** The whole numbers of `box[0]` and `matrix[0, 2]`; none where the target is any other. */
function indexesIn([, ...marks]: readonly PythonToken[]): readonly number[] {
  const numbers = marks.filter((_, i) => i % 2 === 1);
  const signs = marks.filter((_, i) => i % 2 === 0).map(({ value }) => value);
  const isPlain = numbers.every(({ kind, value }) => kind === "number" && /^\d+$/.test(value));
  return isPlain && signs.join("") === `[${",".repeat(Math.max(0, numbers.length - 1))}]`
    ? numbers.map(({ value }) => Number(value))
    : [];
}

/** A list with another item at that place, or a list within it; null where there is no such place. */
function withItem(whole: Value, [index, ...inner]: readonly number[], value: Value): Value | null {
  if (whole.kind !== "list" || index === undefined) return null;
  const item = whole.items[index];
  if (item === undefined) return null;
  const became = inner.length === 0 ? value : withItem(item, inner, value);
  return became && { kind: "list", items: whole.items.map((held, i) => (i === index ? became : held)) };
}
