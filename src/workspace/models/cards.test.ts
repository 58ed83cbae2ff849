import { describe, expect, it } from "vitest";
import { FRESH_VIEW } from "../state";
import { cardsOf, chosenCard, isAdded, withoutCard } from "./cards";

const served = { flavour: "vllm", baseUrl: "http://localhost:8000/v1", model: "org/vlm" };

describe("the models that can be chosen", () => {
  it("are the same cards at every look, or a panel that shows them would be drawn without end", () => {
    const view = { ...FRESH_VIEW, hubNames: ["owner/unheard-of"], served: [served] };
    const again = { ...view, served: [{ ...served }] };
    expect(cardsOf(again).map((card, i) => card === cardsOf(view)[i])).not.toContain(false);
    const chosen = { ...view, cardId: "hub:owner/unheard-of" };
    expect(chosenCard(chosen)).toBe(chosenCard(chosen));
  });

  it("hold a server's model under the name that traces have for it", () => {
    const view = { ...FRESH_VIEW, served: [served], cardId: "server:localhost:8000:org/vlm" };
    expect(chosenCard(view)).toMatchObject({ name: "vlm", source: { kind: "server", ...served } });
  });

  it("lose what a person takes away, and nothing else", () => {
    const other = { ...served, model: "org/other" };
    const view = {
      ...FRESH_VIEW,
      hubNames: ["owner/unheard-of"],
      served: [served, other],
      cardId: "hub:owner/unheard-of",
    };
    const added = cardsOf(view).filter(isAdded);
    expect(added).toHaveLength(3);
    for (const card of added) {
      const after = { ...view, ...withoutCard(view, card) };
      expect(cardsOf(after)).toEqual(cardsOf(view).filter(({ id }) => id !== card.id));
      expect(chosenCard(after).id).toBe(card.id === view.cardId ? "gym" : view.cardId);
    }
  });
});
