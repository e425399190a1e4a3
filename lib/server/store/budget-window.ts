/**
 * The window over which a store counts starts, in milliseconds. Zoom counts per second of arrival, and the
 * network may bring two calls closer together than they were started; the part above 1000 absorbs that.
 */
export const BUDGET_WINDOW_MS = 1050
