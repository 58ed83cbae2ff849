import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DARK, LIGHT } from "./look";

/** The properties of a block of the page's own colours, as `rgb(r, g, b)`. */
function tokensOf(selector: string): Readonly<Record<string, string>> {
  const css = readFileSync(join(import.meta.dirname, "../app/theme/tokens.css"), "utf8");
  const block = css.slice(css.indexOf(`${selector} {`)).split("}", 1)[0] ?? "";
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): #([0-9a-f]{6});/g)].map(([, name, hex = ""]) => [
      name,
      `rgb(${[0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(", ")})`,
    ]),
  );
}

it.each([
  ["light", LIGHT, ":root"],
  ["dark", DARK, ':root[data-theme="dark"]'],
] as const)("has the colours of the page where that is %s", (theme, look, selector) => {
  const token = tokensOf(selector);
  expect(look).toEqual({
    theme,
    surround: token.surround,
    panel: token.panel,
    ink: token.ink,
    inkSoft: token["ink-soft"],
    hairline: token.hairline,
    palette: {
      weight: 1,
      label: 1,
      accent: { model: token.model, human: token.human },
      verdict: {
        correct: token.good,
        wrong: token.bad,
        unsure: token.unsure,
        neutral: token["ink-soft"],
        none: token["ink-soft"],
      },
    },
  });
});
