/** The default of a switch over a union: a new member breaks the build here, a hostile value throws. */
export function unreachable(value: never): never {
  throw new Error(`Not a known case: ${JSON.stringify(value)}`);
}
