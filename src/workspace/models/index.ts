// The model that runs: chosen from cards, a folder or a server, loaded, kept and removed.
//
//   card   what is known of a model before it is loaded
//   ready  a model that is loaded and was tested
export { cardsOf, chosenCard, dialectOf, isAdded } from "./cards";
export {
  cancelLoading,
  chooseCard,
  chooseFolder,
  keepServed,
  loadModel,
  readyModel,
  removeCard,
  unloadModel,
} from "./loading";
