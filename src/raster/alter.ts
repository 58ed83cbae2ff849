/** By itself, so that what makes alterations is fetched with the first of them. */
export { alter } from "../pixels";
