/**
 * The window over which a store counts starts, in milliseconds. Zoom counts per second of arrival, and busy
 * machines and the network may bring two calls closer together than they were counted; the part above 1000
 * absorbs that. It costs as much of the budget: about a tenth.
 */
export const BUDGET_WINDOW_MS = 1120
