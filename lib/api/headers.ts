/** Sent with every request of our own page: no other site can add it without a preflight, which nothing answers. */
export const OWN_PAGE = 'x-rollcall'

/** Sent with a request that no person caused; it does not keep the session alive. */
export const BACKGROUND = 'x-rollcall-background'

/** On every answer to a session: an opaque mark of its person, by which a tab notices that somebody else has signed in. */
export const PERSON = 'x-rollcall-person'

/** On every answer: the server's time when it was made, in epoch milliseconds. Ages on screen are counted by it. */
export const SERVER_TIME = 'x-rollcall-time'
