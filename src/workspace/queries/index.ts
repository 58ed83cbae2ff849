// Everything that is fetched or loaded, by name.
//
//   query   how a thing is had and how long it stays good; asked for in the panels by `useQuery`
export {
  bitmapQuery,
  type Checks,
  checksQuery,
  createQueries,
  encoderQuery,
  FailureError,
  failureIn,
  gymQuery,
  judgeQuery,
  keptModelsQuery,
  keptQuery,
  memoryQuery,
  modelQuery,
  planQuery,
  promptQuery,
  recentQuery,
  screenQuery,
  seekMissing,
  tilesQuery,
} from "./queries";
