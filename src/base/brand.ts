declare const brand: unique symbol;

/** A `T` that only its own constructor may mint. Free at run time. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
