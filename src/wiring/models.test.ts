import { expect, it } from "vitest";
import { err } from "../base";
import { cardForRepository, GYM_MODEL } from "../catalog";
import type { Engine } from "../engine";
import { createKeyRing } from "./keys";
import { modelsOf } from "./models";

const named = cardForRepository("owner/other");
const OTHER = named.ok ? named.value : GYM_MODEL;

/** Models over an engine that says when it is asked to load something, and ends that when the test lets it. */
function modelsOverSlowEngine() {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const engine = {
    load: (source: Parameters<Engine["load"]>[0]) => {
      asked.push(source.kind);
      return new Promise((resolve) => ends.push(() => resolve(err({ code: "aborted", message: "" }))));
    },
    unload: async () => void asked.push("unload"),
  } as unknown as Engine;
  const keys = createKeyRing({ setting: async () => undefined, setSetting: async () => {} });
  const models = modelsOf(engine, {
    pixels: { pixels: async () => err("none") },
    keys,
    pageUrl: "http://page.test/",
    folders: new Map(),
  });
  return { models, asked, end: () => ends.shift()?.() };
}

const rest = () => new Promise((resolve) => setTimeout(resolve));

it("asks for a model only when the one that was given up is out, or that would take it along", async () => {
  const { models, asked, end } = modelsOverSlowEngine();
  const given = new AbortController();
  const options = { backend: "auto" as const, dtype: "auto" as const, mirror: "", onProgress() {} };
  const first = models.load(GYM_MODEL, { ...options, signal: given.signal });
  given.abort();
  const second = models.load(OTHER, { ...options, signal: new AbortController().signal });
  await rest();
  expect(asked).toEqual(["bundled"]);
  end();
  await first;
  await rest();
  expect(asked).toEqual(["bundled", "hub"]);
  end();
  expect(await second).toMatchObject({ ok: false, error: { code: "aborted" } });
});
