import { describe, expect, it } from "vitest";
import type { Edit, EditRefusal } from "./edit";
import { encodeTrace } from "./json";
import type { SearchRecord } from "./searchRecord";
import { addStep, built, stepId } from "./testing";
import { expectLawful, expectRefused } from "./testing/laws";

const search = (id: string, ...events: readonly string[]): SearchRecord => ({
  id,
  root: stepId("a"),
  plan: '{"method":"best-of-n"}',
  events,
});

const searched = built(addStep("p", null), addStep("a", "p"), addStep("b", "a"), {
  kind: "add-search",
  search: search("q", "one", "two"),
});

describe("accepted searches", () => {
  it.each<[string, Edit]>([
    ["[G11] another search", { kind: "add-search", search: search("r") }],
    ["[G11] one more event", { kind: "add-search-event", id: "q", event: "three" }],
    ["[G11] one event less", { kind: "remove-search-event", id: "q" }],
    ["[G11] a search taken away with its events", { kind: "remove-search", id: "q" }],
    ["a step that no search grows from", { kind: "remove-step", id: stepId("b") }],
  ])("%s", (_, edit) => {
    expectLawful(searched, edit);
  });
});

describe("refused searches", () => {
  it.each<[string, Edit, EditRefusal]>([
    ["one twice", { kind: "add-search", search: search("q") }, "search-exists"],
    ["one from nowhere", { kind: "add-search", search: { ...search("r"), root: stepId("no") } }, "no-such-step"],
    ["an event of none", { kind: "add-search-event", id: "r", event: "" }, "no-such-search"],
    ["none to take away", { kind: "remove-search", id: "r" }, "no-such-search"],
    ["no event to take away", { kind: "remove-search-event", id: "r" }, "no-such-search"],
  ])("%s", (_, edit, code) => {
    expectRefused(searched, edit, code);
  });

  it("[G11] the step that one grows from", () => {
    const leaf = built(addStep("a", null), { kind: "add-search", search: search("q") });
    expectRefused(leaf, { kind: "remove-step", id: stepId("a") }, "step-is-searched");
    expectRefused(
      built(addStep("a", null), { kind: "add-search", search: search("q") }),
      { kind: "remove-search-event", id: "q" },
      "no-such-search",
    );
  });
});

it("leaves no word of searches in a file of a trace without any", () => {
  expect(encodeTrace(built(addStep("a", null)))).not.toHaveProperty("searches");
});
