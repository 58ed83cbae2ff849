// Apart from the queries, so that the page stands before the checks are fetched.
export { hintsOf } from "../../annotation";
