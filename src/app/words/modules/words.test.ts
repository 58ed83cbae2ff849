import { describe, expect, it } from "vitest";
import { MODULE_SYSTEMS } from "../../../interpreter";
import { LANGUAGES } from "../../../workspace/ports";
import { MODULE_WORDS } from ".";

describe.each(LANGUAGES)("the words of modules in %s", (language) => {
  it.each(MODULE_SYSTEMS)("say what stands in for each network of $name", ({ modules }) => {
    const codes = Object.values(modules).flatMap(({ standsIn }) => standsIn ?? []);
    expect(codes.filter((code) => !Object.hasOwn(MODULE_WORDS[language].standsIn, code))).toEqual([]);
  });
});
