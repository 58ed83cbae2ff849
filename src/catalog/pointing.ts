/** Families that point, by the name of a model, and the dialect in which those are asked where to look. */
const POINTING: readonly (readonly [models: RegExp, dialect: string])[] = [
  [/lfm2(?:[._]\d)?-?vl/i, "lfm2-vl-pointing"],
  [/qwen3(?:[._]5|-?vl)/i, "qwen3-vl-pointing"],
  [/qwen2[._]5-?vl/i, "qwen2.5-vl-pointing"],
  [/qwen2-?vl/i, "qwen2-vl-pointing"],
  [/internvl/i, "internvl-pointing"],
  [/paligemma/i, "paligemma-pointing"],
];

/** What a card says of a model of that name, where it is known to point. */
export function pointingNamed(name: string): { readonly pointing?: string } {
  const found = POINTING.find(([models]) => models.test(name));
  return found ? { pointing: found[1] } : {};
}
