import { describe, expect, it } from "vitest";
import { FRESH_VIEW } from "../view";
import { cardsOf, chosenCard } from "./cards";

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
});
