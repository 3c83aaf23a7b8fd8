/** The name of the search's inbox. */
export const CONSUMER = "search";
