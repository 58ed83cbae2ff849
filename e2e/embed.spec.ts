// Journeys: a trace in another page: by the element, several of them apart, for keyboard and screen reader.
import { AxeBuilder } from "@axe-core/playwright";
import { SHARE_WORDS } from "../src/app/words/share";
import { expect, test } from "./fixtures/app";

test("two traces on one page are independent, and each does what its page asks", async ({ app, page, context }) => {
  await app.open();
  const total = await app.lineLength();
  await page.keyboard.press("Control+Shift+l");
  const copy = page.getByRole("button", { name: SHARE_WORDS.en.copyLink });
  const link = (await copy.getAttribute("data-link")) ?? "";
  const origin = new URL(page.url()).origin;
  // The host is any page; here one of the same server, without the app.
  const host = await context.newPage();
  await host.route("**/host.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><html lang="en"><title>A paper</title><main>
        <sightline-trace id="a" label="First" link="${link.replaceAll("&", "&amp;")}"></sightline-trace>
        <sightline-trace id="b" label="Second" theme="dark" lang="zh" link="${link.replaceAll("&", "&amp;")}"></sightline-trace>
        <script type="module">
          window.told = [];
          for (const id of ["a", "b"])
            for (const event of ["ready", "step", "playing"])
              document.getElementById(id).addEventListener("trace-" + event, ({ detail }) => window.told.push([id, event, detail]));
          await import("${origin}/sightline-embed.js");
        </script></main></html>`,
    }),
  );
  await host.goto(`${origin}/host.html`);
  const [first, second] = [host.frameLocator("#a iframe"), host.frameLocator("#b iframe")];
  await expect(first.locator("[aria-current=step]")).toHaveCount(1);
  await expect(second.locator("[aria-current=step]")).toHaveCount(1);
  await host.evaluate(() => Object(document.getElementById("a")).go(2));
  await expect(first.locator("[aria-current=step]")).toContainText(/^3 /);
  await expect(second.locator("[aria-current=step]")).toContainText(/^1 /);
  await expect(second.getByRole("button", { name: "下一步" })).toBeEnabled();
  const told = (): Promise<unknown> => host.evaluate(() => Object(window).told);
  await expect.poll(told).toContainEqual(["a", "step", expect.objectContaining({ index: 2, steps: total })]);

  // By key alone, from the first control on.
  await first.getByRole("button", { name: "Next step" }).focus();
  await host.keyboard.press("End");
  await expect(first.locator("[aria-current=step]")).toContainText(`${total} Answer`);
  await expect(first.getByRole("img")).toHaveAttribute("aria-label", /Crop by the model/);

  const { violations } = await new AxeBuilder({ page: host }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
});
