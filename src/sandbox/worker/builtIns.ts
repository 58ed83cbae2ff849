/**
 * Makes what all objects, functions and lists of this thread inherit unchangeable. A program reaches it through any function
 * that it is given, and what it changed there would break the interpreter itself, for the programs after it as well.
 */
export function fixBuiltIns(): void {
  for (const shared of [Object, Function, Array, Promise, Map, Set, ArrayBuffer, Reflect, JSON, Math]) {
    Object.freeze(shared);
    if ("prototype" in shared) Object.freeze(shared.prototype);
  }
}
