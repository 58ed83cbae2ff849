import { cardForRepository, GYM_MODEL, MODEL_CARDS, type ModelCard } from "../../catalog";
import { createNativeDialect, type Dialect } from "../../dialect";
import type { ViewState } from "../view";

/** The models that can be chosen: the catalogue's, those a person named, and a folder that was opened. */
export function cardsOf(view: Pick<ViewState, "hubNames" | "folderCard">): readonly ModelCard[] {
  const named = view.hubNames.flatMap((name) => {
    const card = cardForRepository(name);
    return card.ok && !MODEL_CARDS.includes(card.value) ? [card.value] : [];
  });
  return [...MODEL_CARDS, ...named, ...(view.folderCard ? [view.folderCard] : [])];
}

/** The chosen card; the built-in model's where the choice is gone, as a folder is after a reload. */
export const chosenCard = (view: Pick<ViewState, "hubNames" | "folderCard" | "cardId">): ModelCard =>
  cardsOf(view).find((card) => card.id === view.cardId) ?? GYM_MODEL;

/** How actions are written down while no model is loaded. */
export const dialectOf = (card: ModelCard): Dialect =>
  createNativeDialect({ instructions: "", marksObserved: card.marksObserved });
