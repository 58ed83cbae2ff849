import * as z from "zod/mini";
import { encodeTaxonomy, LONGEST_RATER_NAME, OWN_TAXONOMY, parseTaxonomy, type Taxonomy } from "../../annotation";
import { must } from "../../base";
import { LONGEST_OWN_WORD, MOST_OWN_WORDS } from "../../sharing";
import { DTYPES, LANGUAGES } from "../ports";
import { FIRST_HINTS, KEPT_DEFAULTS, type KeptView, LEFT_TABS, THEMES, type ViewState } from "./view";

const finite = z.number().check(z.refine(Number.isFinite));

// What was written by an older page, or by hand, is taken as far as it makes sense.
const settings = z.object({
  sampling: z.object({
    temperature: finite,
    topK: finite,
    topP: finite,
    minP: finite,
    repetitionPenalty: finite,
    seed: finite,
  }),
  tokensPerTurn: z.nullable(finite),
  turns: z.nullable(finite),
  siblings: z.int().check(z.minimum(2), z.maximum(16)),
  refuseActions: z.boolean(),
  backend: z.enum(["auto", "webgpu", "wasm"]),
  // Settings that were kept before there was a choice stay as they are.
  dtype: z._default(z.enum(["auto", ...DTYPES]), "auto"),
  mirror: z._default(z.string().check(z.refine((address) => address === "" || URL.canParse(address))), ""),
});

/** The page keeps a taxonomy as it holds it; a file says what it is besides. */
const asFile = (value: object): object => ({ ...encodeTaxonomy(OWN_TAXONOMY), ...value });

/** A browser may still have the settings under the name that this one had before. */
const settingsWithNames = z.pipe(
  z.transform((value: unknown) =>
    typeof value === "object" && value !== null && "blindfolded" in value && !("refuseActions" in value)
      ? { ...value, refuseActions: value.blindfolded }
      : value,
  ),
  settings,
);

const taxonomy: z.ZodMiniType<Taxonomy> = z.pipe(
  z.looseObject({}).check(z.refine((value) => parseTaxonomy(asFile(value)).ok)),
  z.transform((value) => must(parseTaxonomy(asFile(value)))),
);

const FIELDS: { readonly [K in keyof KeptView]: z.ZodMiniType<KeptView[K]> } = {
  theme: z.enum(THEMES),
  language: z.nullable(z.enum(LANGUAGES)),
  settings: settingsWithNames,
  cardId: z.string(),
  hubNames: z.array(z.string()).check(z.maxLength(50)),
  served: z
    .array(z.object({ flavour: z.string(), baseUrl: z.string().check(z.refine(URL.canParse)), model: z.string() }))
    .check(z.maxLength(50)),
  dialects: z.record(z.string(), z.string()),
  prompts: z.record(z.string(), z.string().check(z.maxLength(100_000))),
  speed: finite.check(z.minimum(0.25), z.maximum(8)),
  readingPace: z.boolean(),
  loop: z.boolean(),
  treeOpen: z.boolean(),
  stepOpen: z.boolean(),
  layersOpen: z.boolean(),
  leftTab: z.enum(LEFT_TABS),
  nextRunWhenDone: z.boolean(),
  layout: z.nullable(z.record(z.string(), finite)),
  hintsUsed: z.array(z.enum(FIRST_HINTS)).check(z.maxLength(50)),
  judgeOpen: z.boolean(),
  advances: z.boolean(),
  taxonomy,
  taxonomyDraft: z.nullable(taxonomy),
  raterName: z.string().check(z.maxLength(LONGEST_RATER_NAME)),
  maskedWords: z.array(z.string().check(z.maxLength(LONGEST_OWN_WORD))).check(z.maxLength(MOST_OWN_WORDS)),
  branchReward: z.nullable(z.object({ name: z.string(), file: z.nullable(z.string()) })),
};

export const KEPT_FIELDS = Object.keys(FIELDS) as readonly (keyof KeptView)[];

/** The part of the view that is written down. */
export const printKept = (view: ViewState): KeptView =>
  Object.fromEntries(KEPT_FIELDS.map((field) => [field, view[field]])) as unknown as KeptView;

/** What was written down, field by field; a field that makes no sense has its default. */
export function parseKept(value: unknown): KeptView {
  if (typeof value !== "object" || value === null) return KEPT_DEFAULTS;
  const given: Readonly<Record<string, unknown>> = { ...olderHints(value), ...value };
  const good = KEPT_FIELDS.flatMap((field) => {
    const parsed = FIELDS[field].safeParse(given[field]);
    return parsed.success ? [[field, parsed.data] as const] : [];
  });
  return { ...KEPT_DEFAULTS, ...Object.fromEntries(good) };
}

/** There was one first hint for everything before there was one for each thing. */
const olderHints = (value: object): Partial<KeptView> =>
  "hintSeen" in value && value.hintSeen === true ? { hintsUsed: ["walk"] } : {};
