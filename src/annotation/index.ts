export { changeTaxonomy, nextEdition, type TaxonomyChange } from "./editTaxonomy";
export { OWN_TAXONOMY } from "./ownTaxonomy";
export {
  encodeTaxonomy,
  parseTaxonomy,
  type TagMove,
  type Taxonomy,
  type TaxonomyRefusal,
  type TaxonomyTag,
  tagOf,
  tagToday,
} from "./taxonomy";
