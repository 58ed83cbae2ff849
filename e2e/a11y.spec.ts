// The page for people who cannot see it, or not well: no serious finding by axe, in any of its faces.
import { AxeBuilder } from "@axe-core/playwright";
import { en, expect, test } from "./fixtures/app";

const FACES = [
  { name: "light", colorScheme: "light", locale: "en-GB" },
  { name: "dark", colorScheme: "dark", locale: "en-GB" },
  { name: "Chinese", colorScheme: "light", locale: "zh-CN" },
] as const;

for (const { name, colorScheme, locale } of FACES) {
  test.describe(name, () => {
    test.use({ colorScheme, locale });
    test("axe finds nothing serious", async ({ app, page }) => {
      await app.open();
      await page.keyboard.press("ArrowRight");
      await expectAccessible();
      for (const key of ["Control+p", "g", "Control+,", "Control+k", "?"]) {
        await page.keyboard.press(key);
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectAccessible();
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }

      async function expectAccessible(): Promise<void> {
        await app.restingCamera();
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      }
    });
  });
}

test("can be used with the keyboard alone", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("Tab");
  await expect(page.getByText(en.app.skip)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.stage).toBeFocused();
});
