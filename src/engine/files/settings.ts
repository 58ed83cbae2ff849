import { refuseModel } from "../contract/refusals";

/** A JSON object of unknown make. */
export type Settings = Readonly<Record<string, unknown>>;

/** Parsed JSON files of a model's folder; absent ones are empty. */
export interface ModelConfig {
  readonly config: Settings;
  readonly preprocessor: Settings;
  readonly processor: Settings;
  readonly generation: Settings;
  /** tokenizer_config.json */
  readonly tokenizer: Settings;
}

export const isSettings = (value: unknown): value is Settings =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function settingsIn(settings: Settings, name: string): Settings {
  const value = settings[name];
  return isSettings(value) ? value : {};
}

/** The first of these values that is a finite number. */
export const firstNumber = (...values: readonly unknown[]): number | undefined =>
  values.find((value): value is number => typeof value === "number" && Number.isFinite(value));

export function needNumber(what: string, ...values: readonly unknown[]): number {
  return firstNumber(...values) ?? refuseModel("unsupported-model", "no-figure", { what });
}

/** Three numbers, one a channel, or the fallback for each. */
export function threeNumbers(value: unknown, fallback: number): readonly [number, number, number] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const at = (index: number): number => firstNumber(list[index]) ?? fallback;
  return [at(0), at(1), at(2)];
}
