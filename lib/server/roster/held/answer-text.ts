import { promisify } from 'node:util'
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib'

const deflateRawLater = promisify(deflateRaw)

/** Text at the end of many answers: written once, and compressed once. */
export class SharedText {
  readonly text: string
  #packed: Promise<Packed> | undefined

  constructor(text: string) {
    this.text = text
  }

  packed(): Promise<Packed> {
    this.#packed ??= pack(this.text)
    return this.#packed
  }
}

type Packed = { plain: Buffer; deflated: Buffer }

async function pack(text: string): Promise<Packed> {
  const plain = Buffer.from(text)
  return { plain, deflated: await deflateRawLater(plain) }
}

/** An answer in two parts: what it says of its own moment, and what others get as well. */
export class AnswerText {
  readonly head: string
  readonly rest: SharedText

  constructor(head: string, rest: SharedText) {
    this.head = head
    this.rest = rest
  }

  get text(): string {
    return this.head + this.rest.text
  }

  /**
   * As one gzip file (RFC 1952). What is shared was compressed by itself and refers to nothing before it, so that it
   * may follow any head that ends at a whole byte.
   */
  async gzip(): Promise<Buffer<ArrayBuffer>> {
    const { plain, deflated } = await this.rest.packed()
    const head = Buffer.from(this.head)
    const trailer = Buffer.alloc(8)
    trailer.writeUInt32LE(crc32(plain, crc32(head)), 0)
    trailer.writeUInt32LE((head.length + plain.length) % 2 ** 32, 4)
    const start = deflateRawSync(head, { finishFlush: constants.Z_SYNC_FLUSH })
    return Buffer.concat([GZIP_HEADER, start, deflated, trailer])
  }
}

/** Deflated, without a name or a time, from an unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])

/** Those who ask within this time share a text; it is some megabytes, which nobody should hold for longer. */
const SHARED_FOR_MS = 2_000

/** The texts of the last seconds. */
export class SharedTexts {
  readonly #texts = new Map<string, SharedText>()

  /** What `write` has written for this key just before, or does now. */
  get(key: string, write: () => string): SharedText {
    const known = this.#texts.get(key)
    if (known) return known
    const text = new SharedText(write())
    this.#texts.set(key, text)
    setTimeout(() => this.#texts.delete(key), SHARED_FOR_MS).unref()
    return text
  }
}
