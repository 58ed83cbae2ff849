import { cardForRepository, GYM_MODEL, MODEL_CARDS, type ModelCard, serverCard } from "../../catalog";
import { createNativeDialect, type Dialect } from "../../dialect";
import type { ViewState } from "../state";

type Chosen = Pick<ViewState, "hubNames" | "served" | "folderCard">;

/** The same card each time for the same thing: a list of new ones at every look would never stop being drawn. */
function kept<K, V>(make: (key: K) => V, nameOf: (key: K) => string): (key: K) => V {
  const made = new Map<string, V>();
  return (key) => {
    const name = nameOf(key);
    const card = made.get(name) ?? make(key);
    made.set(name, card);
    return card;
  };
}

const cardNamed = kept(cardForRepository, (name) => name);
const cardServed = kept(serverCard, ({ flavour, baseUrl, model }) => JSON.stringify([flavour, baseUrl, model]));

/** The models that can be chosen: the catalogue's, those a person named or found on servers, and an opened folder. */
export function cardsOf(view: Chosen): readonly ModelCard[] {
  const named = view.hubNames.flatMap((name) => {
    const card = cardNamed(name);
    return card.ok && !MODEL_CARDS.includes(card.value) ? [card.value] : [];
  });
  return [...MODEL_CARDS, ...named, ...view.served.map(cardServed), ...(view.folderCard ? [view.folderCard] : [])];
}

/** Whether a person put it among them, and so may take it away. */
export const isAdded = (card: ModelCard): boolean => !MODEL_CARDS.includes(card);

/** The choice without a card that a person had added, and nothing chosen that is not there. */
export const withoutCard = (view: Chosen & Pick<ViewState, "cardId">, { id, source }: ModelCard) => ({
  hubNames: view.hubNames.filter((name) => source.kind !== "hub" || name !== source.repository),
  served: view.served.filter((model) => cardServed(model).id !== id),
  folderCard: view.folderCard?.id === id ? null : view.folderCard,
  cardId: view.cardId === id ? GYM_MODEL.id : view.cardId,
});

/** The chosen card; the built-in model's where the choice is gone, as a folder is after a reload. */
export const chosenCard = (view: Chosen & Pick<ViewState, "cardId">): ModelCard =>
  cardsOf(view).find((card) => card.id === view.cardId) ?? GYM_MODEL;

/** How actions are written down while no model is loaded. */
export const dialectOf = (card: ModelCard): Dialect =>
  createNativeDialect({ instructions: "", marksObserved: card.marksObserved });
