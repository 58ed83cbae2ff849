// Fetched with the first program that changes pixels: nothing else of the page does.
export { retouch } from "../pixels";
