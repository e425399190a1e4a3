/**
 * Stands in for the polyfills that Next sends to every browser (next.config.js). The latest thing that they bring is `URL.canParse`;
 * who lacks that lacks popovers and `round()` in styles as well, without which no page of Rollcall works.
 */
export {}
