/** Between proxy.ts and the pages, on the request; a browser's own are overwritten or dropped. */

/** The nonce of this answer's content security policy; not for a page that comes by a link. */
export const NONCE = 'x-nonce'

/** Sessions cannot be read at the moment. */
export const STORE_AWAY = 'x-store-away'
