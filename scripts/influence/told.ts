import { type Finding, type PairedRuns, parseFinding } from "../../src/influence";
import { ASKS, type Ask } from "./plan";

/** A problem with looks and without. */
export type ToldPair = PairedRuns & { readonly family: string };

/** What came of one question about one line. `model` is null where only one was asked. */
export type Told = { readonly name: string; readonly ask: Ask; readonly model: string | null } & (
  | { readonly kind: "found"; readonly finding: Finding }
  | { readonly kind: "pair"; readonly pair: ToldPair }
  | { readonly kind: "refused"; readonly code: string }
);

/** What a checkpoint holds; null for anything else. */
export function parseTold(value: unknown): Told | null {
  if (typeof value !== "object" || value === null || !("name" in value) || typeof value.name !== "string") return null;
  const ask = "ask" in value ? ASKS.find((name) => name === value.ask) : undefined;
  if (!ask || !("kind" in value)) return null;
  const model = "model" in value && typeof value.model === "string" ? value.model : null;
  const asked = { name: value.name, ask, model };
  if (value.kind === "refused" && "code" in value && typeof value.code === "string")
    return { ...asked, kind: "refused", code: value.code };
  if (value.kind === "pair" && "pair" in value) {
    const pair = parsePair(value.pair);
    return pair && { ...asked, kind: "pair", pair };
  }
  const finding = "finding" in value ? parseFinding(value.finding) : null;
  return finding && { ...asked, kind: "found", finding };
}

function parsePair(value: unknown): ToldPair | null {
  if (typeof value !== "object" || value === null) return null;
  const flag = (name: string): boolean => Reflect.get(value, name) === true;
  const family: unknown = Reflect.get(value, "family");
  if (typeof family !== "string") return null;
  return {
    family,
    rightWithout: flag("rightWithout"),
    rightWith: flag("rightWith"),
    looked: flag("looked"),
  };
}
