import { withoutUnseen } from '../plain-words.ts'
import type { Agent } from '../schema.ts'

const LONGEST = 256

// Spaces and line ends of every kind; the ideographic one is wide, and so stays itself.
const SPACE = /[^\S\u3000]+/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]+/g
// The first half of a surrogate pair whose second half was cut off.
const CUT_PAIR = /[\ud800-\udbff]$/

/**
 * "Name <a@b.c>" and "<a@b.c>", as mail programs copy an address (RFC 5322, 3.4). One way to read each text: addresses
 * of pages are read before anybody is known to be signed in, and as long as a head may be.
 */
const MAILBOX = /^[^<>]*<(mailto:[^<>\s]+|[^<>\s@]+@[^<>\s]+)>[;,]?$/i
const MAILTO = /^mailto:([^?]+)(\?.*)?$/i

/** A search as it can be asked: one line without what nobody sees, composed (NFC), an address alone, at most 256 characters. */
export function cleanSearch(text: string): string {
  const next = cleanOnce(text)
  return next === text ? text : cleanSearch(next)
}

function cleanOnce(text: string): string {
  const line = withoutUnseen(text.toWellFormed().replace(CONTROL, ' '))
  const composed = line.replace(SPACE, ' ').trim()
  const address = MAILBOX.exec(composed)?.[1] ?? composed
  const mailto = MAILTO.exec(address)?.[1]
  const bare = mailto === undefined ? address : decode(mailto)
  return bare.slice(0, LONGEST).replace(CUT_PAIR, '').trim()
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel signs of Arabic: what people leave out when they type.
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g
const NO_ACCENTS = /(?!)/ // matches nothing
// Letters with a stroke and joined letters, which no normalisation takes apart; the sigma at the end of a word; and for the marks of
// print those of a keyboard.
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ß: 'ss', // the capital one's; the small one is two letters in capitals
  ς: 'σ',
  '‘': "'",
  '’': "'",
  ʼ: "'",
  '‐': '-',
  '–': '-',
  '־': '-',
}
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')

// Most texts are plain, and need lower case alone: the whole way takes 40 ms for 10,000 agents.
const PLAIN = /^[ -~]*$/

/** A text without what a search ignores: case, width, what nobody sees, and the accents that are `ignored`. */
export function fold(text: string, ignored = ACCENTS): string {
  return (PLAIN.test(text) ? text.toLowerCase() : foldAny(text)).replace(ignored, '').replace(/\s+/g, ' ')
}

function foldAny(text: string): string {
  return text
    .replace(/\p{DI}/gu, '') // what takes no room (Default_Ignorable_Code_Point), emoji's own joiners and colours among it
    .replace(/[\u00b4\u1ffd]/g, "'") // acute accents that stand alone are typed for apostrophes
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(LETTER, letter => LETTERS[letter] ?? letter)
}

const folded = new WeakMap<Agent, string>()

function searchedText(agent: Agent): string {
  let text = folded.get(agent)
  if (text === undefined) {
    text = foldAgent(agent)
    folded.set(agent, text)
  }
  return text
}

function foldAgent({ display_name = '', user_email = '' }: Agent, ignored?: RegExp): string {
  return `${fold(display_name, ignored)}\n${fold(user_email, ignored)}`
}

function wordsOf(search: string, ignored?: RegExp): string[] {
  return fold(search, ignored).split(' ').filter(Boolean)
}

/** Whether a search finds an agent: every word in name or email, or the whole of it the `user_id`. */
export function createSearch(search: string): (agent: Agent) => boolean {
  let words = wordsOf(search)
  let textOf = searchedText
  // Without its accents a search of accents alone would be empty and find everybody: here they count.
  if (words.length === 0 && search !== '') {
    words = wordsOf(search, NO_ACCENTS)
    textOf = agent => foldAgent(agent, NO_ACCENTS)
  }
  return agent => {
    const text = textOf(agent)
    return agent.user_id === search || words.every(word => text.includes(word))
  }
}
