import { cardForRepository, GYM_MODEL, MODEL_CARDS, type ModelCard, serverCard } from "../../catalog";
import { createNativeDialect, type Dialect } from "../../dialect";
import type { ViewState } from "../view";

type Chosen = Pick<ViewState, "hubNames" | "served" | "folderCard">;

/** The models that can be chosen: the catalogue's, those a person named or found on servers, and an opened folder. */
export function cardsOf(view: Chosen): readonly ModelCard[] {
  const named = view.hubNames.flatMap((name) => {
    const card = cardForRepository(name);
    return card.ok && !MODEL_CARDS.includes(card.value) ? [card.value] : [];
  });
  return [...MODEL_CARDS, ...named, ...view.served.map(serverCard), ...(view.folderCard ? [view.folderCard] : [])];
}

/** The chosen card; the built-in model's where the choice is gone, as a folder is after a reload. */
export const chosenCard = (view: Chosen & Pick<ViewState, "cardId">): ModelCard =>
  cardsOf(view).find((card) => card.id === view.cardId) ?? GYM_MODEL;

/** How actions are written down while no model is loaded. */
export const dialectOf = (card: ModelCard): Dialect =>
  createNativeDialect({ instructions: "", marksObserved: card.marksObserved });
