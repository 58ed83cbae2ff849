// Other words that people look for a command by, apart from the other words: they are fetched with the palette.
import type { Language } from "../../../workspace/ports";
import { sought as en } from "./en";
import type { SoughtBy } from "./soughtBy";
import { sought as zh } from "./zh";

export const SOUGHT_BY: Readonly<Record<Language, SoughtBy>> = { en, zh };
